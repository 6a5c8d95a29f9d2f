import type { PublicDevice } from '../config/public.ts';
import type { HallEvent } from '../events/index.ts';
import type { DisciplineState, HallState } from './state.ts';
import type { Slice } from './slice.ts';

/** What is kept at most; older ones go first. The journal keeps all. */
export const DISCIPLINE_KEPT = { permissions: 500, looks: 1000, contests: 500 } as const;

/** Nothing known of anybody. */
export function noRecords(): DisciplineState {
  return { permissions: [], looks: [], contests: [] };
}

const personal = new Set<string>([
  'phone.permitted',
  'phone.permissionEnded',
  'record.viewed',
  'record.contested',
  'record.answered',
]);

/** What of a hall says which channels of its lock boards are about persons. */
interface Boards {
  devices: readonly Pick<PublicDevice, 'id' | 'phones'>[];
}

function phonesOf(device: string | undefined, { devices }: Boards): readonly number[] {
  return devices.find(({ id }) => id === device)?.phones ?? [];
}

/** The event as screens may see it: that it happened, and nothing of whom it is about. */
export function withoutPerson(event: HallEvent, hall: Boards): HallEvent {
  if (event.type === 'locker.changed') {
    const phones = phonesOf(event.device, hall);
    const changes = event.data.changes.filter(({ channel }) => !phones.includes(channel));
    return { ...event, data: { changes } };
  }
  // What such a board has no event for may say the same in other words, and so would its name.
  if (event.type === 'device.valueRead' && phonesOf(event.device, hall).length > 0)
    return { ...event, data: { name: '', value: null } };
  if (!personal.has(event.type)) return event;
  const withheld = { clerk: '', reason: '', by: '', who: '', why: '', text: '' };
  const data = event.data as Record<string, unknown>;
  const kept = Object.entries(withheld).filter(([name]) => name in data);
  return { ...event, data: { ...data, ...Object.fromEntries(kept) } } as HallEvent;
}

/** The state as screens may have it: without what is about a person, and where the phone of any clerk is. */
export function withoutPersons(state: HallState, hall: Boards): HallState {
  const lockers = { ...state.lockers };
  const lockerDay = { ...state.lockerDay };
  const values = { ...state.values };
  for (const { id, phones = [] } of hall.devices) {
    if (phones.length === 0) continue;
    const isPhone = (index: number) => phones.includes(index + 1);
    delete values[id];
    const [contacts, days] = [lockers[id], lockerDay[id]];
    if (contacts) lockers[id] = contacts.map((is, index) => (isPhone(index) ? 'unknown' : is));
    if (days) lockerDay[id] = days.map((day, index) => (isPhone(index) ? { changes: [] } : day));
  }
  return { ...state, lockers, lockerDay, values, discipline: noRecords() };
}

function keep<T>(list: T[], one: T, most: number): void {
  list.push(one);
  if (list.length > most) list.splice(0, list.length - most);
}

/** Permissions, looks and contests; an event without its person leaves no trace here. */
export const discipline: Slice = {
  'phone.permitted'({ discipline: known }, { at, seq, data }) {
    if (data.clerk === '') return;
    endOf(known, data.clerk, at);
    keep(known.permissions, { ...data, from: at, seq }, DISCIPLINE_KEPT.permissions);
  },
  'phone.permissionEnded'({ discipline: known }, { at, data }) {
    endOf(known, data.clerk, at);
  },
  'record.viewed'({ discipline: known }, { at, seq, data }) {
    if (data.clerk !== '') keep(known.looks, { ...data, at, seq }, DISCIPLINE_KEPT.looks);
  },
  'record.contested'({ discipline: known }, { at, seq, data }) {
    if (data.clerk !== '') keep(known.contests, { ...data, at, seq }, DISCIPLINE_KEPT.contests);
  },
  'record.answered'({ discipline: known }, { at, data: { contest, decision, text, by } }) {
    const found = known.contests.find(({ seq }) => seq === contest);
    if (found) found.answer = { decision, text, by, at };
  },
  'record.forgotten'({ discipline: known }, { data: { before } }) {
    known.looks = known.looks.filter(({ date }) => date >= before);
    known.contests = known.contests.filter(({ date }) => date >= before);
  },
  'day.opened'({ discipline: known }, { at }) {
    known.permissions = known.permissions.filter(({ until }) => until > at);
  },
};

/** What a clerk was permitted is over. */
function endOf({ permissions }: DisciplineState, clerk: string, at: number): void {
  for (const permission of permissions) {
    if (permission.clerk === clerk && permission.until > at) permission.until = at;
  }
}
