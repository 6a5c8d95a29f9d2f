import type { Draft } from '../../shared/events/index.ts';
import { lastLeg, type HallState } from '../../shared/hall/state.ts';
import { businessDay, dayPeriod, localInstant, minutesOf } from '../../shared/time.ts';
import type { HallConfig } from '../../shared/config/schema.ts';
import { leftSince } from './hours.ts';

/** A draft that belongs to an instant of its own. */
export interface TimedDraft {
  at: number;
  draft: Draft;
}

/**
 * What must be written before the first fact of an instant that falls on another business
 * day: checklists under way end, windows left open close, the old day closes with every leftover named, both at the
 * very end of that day however late it is noticed, and the new day opens. Nobody is taken to have been at
 * such a window all night, nor to have served there a ticket that nobody ended.
 */
export function turnDay(state: HallState, now: number, hall: HallConfig): TimedDraft[] {
  const date = businessDay(now, hall);
  if (state.day?.date === date) return [];
  const opening: TimedDraft = { at: now, draft: { type: 'day.opened', data: { date } } };
  if (!state.day || state.day.closedAt !== undefined) return [opening];
  const end = Math.min(now, Math.max(state.at, dayPeriod(state.day.date, hall).to));
  const leftovers = Object.values(state.tickets)
    .filter((ticket) => lastLeg(ticket).end === undefined)
    .map(({ id }) => id);
  const windows = Object.entries(state.windows).filter(([, { mode }]) => mode !== 'closed');
  const closing = localInstant(state.day.date, minutesOf(hall.hours.close), hall.zone);
  const runs = state.playbooks.filter(({ to }) => to === undefined);
  return [
    // A figure of one day is not compared with one of another: what is to come of it is not measured.
    ...runs.map(({ id: run }): TimedDraft => ({ at: end, draft: { type: 'playbook.ended', data: { run } } })),
    { at: end, draft: { type: 'day.closed', data: { date: state.day.date, leftovers } } },
    ...windows.map(([window, known]): TimedDraft => {
      const leftAt = leftSince(known, closing);
      return {
        at: end,
        draft: { type: 'window.closed', data: { window, ...(leftAt < end ? { leftAt } : {}) } },
      };
    }),
    opening,
  ];
}
