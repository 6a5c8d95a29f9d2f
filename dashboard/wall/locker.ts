import type { PublicDevice } from '../../shared/config/public.ts';
import type { Contact } from '../../shared/events/index.ts';

/** Doors of a phone locker 手机存放箱 and, where it senses them, the phones in it. Counts only. */
export interface LockerCounts {
  doors: number;
  doorsOpen: number;
  /** Boxes that can tell whether a phone is in; null for a locker without such switches. */
  boxes: number | null;
  phonesIn: number;
  /** Channels of which nothing is known, of either kind. */
  unknown: number;
}

/** A board has this many doors; channels beyond them are the switches under the phones. */
export const DOORS = 24;

/** Counts a locker's doors; those of its `phones` that belong to clerks are not told to screens, and not counted. */
export function countLocker(contacts: readonly Contact[], phones: readonly number[] = []): LockerCounts {
  const told = contacts.map((contact, index) => ({ contact, channel: index + 1 }));
  const known = told.filter(({ channel }) => !phones.includes(channel));
  const isDoor = ({ channel }: { channel: number }) => channel <= DOORS;
  const doorContacts = known.filter(isDoor).map(({ contact }) => contact);
  const phoneContacts = known.filter((one) => !isDoor(one)).map(({ contact }) => contact);
  const count = (list: readonly Contact[], state: Contact) =>
    list.filter((contact) => contact === state).length;
  return {
    doors: doorContacts.length,
    doorsOpen: count(doorContacts, 'open'),
    boxes: phoneContacts.length > 0 ? phoneContacts.length : null,
    phonesIn: count(phoneContacts, 'closed'),
    unknown: count(
      known.map(({ contact }) => contact),
      'unknown',
    ),
  };
}

/** All lockers of the hall as one. Null where there is none, or none has said anything yet. */
export function countLockers(
  lockers: Record<string, readonly Contact[]>,
  devices: readonly Pick<PublicDevice, 'id' | 'phones'>[],
): LockerCounts | null {
  const phonesOf = (id: string) => devices.find((device) => device.id === id)?.phones;
  const all = Object.entries(lockers).map(([id, contacts]) => countLocker(contacts, phonesOf(id)));
  if (all.length === 0) return null;
  return all.reduce((sum, one) => ({
    doors: sum.doors + one.doors,
    doorsOpen: sum.doorsOpen + one.doorsOpen,
    boxes: sum.boxes === null && one.boxes === null ? null : (sum.boxes ?? 0) + (one.boxes ?? 0),
    phonesIn: sum.phonesIn + one.phonesIn,
    unknown: sum.unknown + one.unknown,
  }));
}
