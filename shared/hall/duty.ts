import type { RosterDay } from '../events/duty.ts';
import { addDays } from '../time.ts';
import type { DutyState, HallState } from './state.ts';
import type { Slice } from './slice.ts';

/** Days of the roster and of signed logs that the state keeps behind and ahead. */
const BEHIND = 35;
const AHEAD = 400;

function put(duty: DutyState, { date, leader }: RosterDay, seq: number): void {
  duty.roster[date] = { leader, seq };
}

/** Lets go what is long past. The journal keeps it. */
function forgetOld({ duty }: HallState, today: string): void {
  const [first, last] = [addDays(today, -BEHIND), addDays(today, AHEAD)];
  for (const date of Object.keys(duty.roster)) if (date < first || date > last) delete duty.roster[date];
  for (const date of Object.keys(duty.signed)) if (date < first) delete duty.signed[date];
}

export const duty: Slice = {
  'duty.rosterSet'(state, { seq, data }) {
    for (const day of data.days) put(state.duty, day, seq);
  },
  'duty.swapped'(state, { seq, data: { a, b } }) {
    put(state.duty, a, seq);
    put(state.duty, b, seq);
  },
  'duty.tookOver'(state, { seq, at, data }) {
    state.duty.onDuty = { leader: data.leader, date: data.date, since: at, seq };
    delete state.duty.present;
  },
  'duty.handedOver'(state, { seq, at, data }) {
    state.duty.onDuty = { leader: data.to, date: data.date, since: at, seq };
    state.duty.handover = { from: data.from, to: data.to, note: data.note, at, seq };
    delete state.duty.present;
  },
  'duty.present'(state, { seq, at, data }) {
    state.duty.present = { leader: data.leader, place: data.place, at, seq };
  },
  'duty.logSigned'(state, { seq, at, data: { log, sha256 } }) {
    state.duty.signed[log.date] = { seq, at, name: log.name, sha256 };
  },
  'day.opened'(state, { data }) {
    forgetOld(state, data.date);
    delete state.duty.onDuty;
    delete state.duty.present;
  },
};
