import type { Draft } from '../../shared/events/index.ts';
import { lastLeg, type HallState } from '../../shared/hall/state.ts';
import { businessDay } from '../../shared/time.ts';
import type { HallConfig } from '../../shared/config/schema.ts';

/**
 * What must be written before the first fact of an instant: where it falls on another
 * business day, the old day closes with every leftover named, and the new one opens.
 */
export function turnDay(state: HallState, at: number, hall: HallConfig): Draft[] {
  const date = businessDay(at, hall);
  if (state.day?.date === date) return [];
  const drafts: Draft[] = [];
  if (state.day && state.day.closedAt === undefined) {
    const leftovers = Object.values(state.tickets)
      .filter((ticket) => lastLeg(ticket).end === undefined)
      .map(({ id }) => id);
    drafts.push({ type: 'day.closed', data: { date: state.day.date, leftovers } });
  }
  return [...drafts, { type: 'day.opened', data: { date } }];
}
