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

/** Counts a locker's channels: the first `doors` are doors, the rest phones (closed: phone in). */
export function countLocker(contacts: readonly Contact[], doors = DOORS): LockerCounts {
  const doorContacts = contacts.slice(0, doors);
  const phoneContacts = contacts.slice(doors);
  const count = (list: readonly Contact[], state: Contact) =>
    list.filter((contact) => contact === state).length;
  return {
    doors: doorContacts.length,
    doorsOpen: count(doorContacts, 'open'),
    boxes: phoneContacts.length > 0 ? phoneContacts.length : null,
    phonesIn: count(phoneContacts, 'closed'),
    unknown: count(contacts, 'unknown'),
  };
}

/** All lockers of the hall as one. Null where there is none, or none has said anything yet. */
export function countLockers(lockers: Record<string, readonly Contact[]>): LockerCounts | null {
  const all = Object.values(lockers).map((contacts) => countLocker(contacts));
  if (all.length === 0) return null;
  return all.reduce((sum, one) => ({
    doors: sum.doors + one.doors,
    doorsOpen: sum.doorsOpen + one.doorsOpen,
    boxes: sum.boxes === null && one.boxes === null ? null : (sum.boxes ?? 0) + (one.boxes ?? 0),
    phonesIn: sum.phonesIn + one.phonesIn,
    unknown: sum.unknown + one.unknown,
  }));
}
