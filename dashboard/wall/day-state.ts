import type { PublicHall } from '../../shared/config/public.ts';
import type { HallState } from '../../shared/hall/state.ts';
import { localInstant, minutesOf } from '../../shared/time.ts';

/** Where the business day stands: not begun, before the doors open, in service, after hours, closed. */
export type DayState = 'none' | 'before' | 'service' | 'after' | 'closed';

/** Where the business day of `state` stands at `now`. */
export function dayState(state: HallState, hall: Pick<PublicHall, 'hours' | 'zone'>, now: number): DayState {
  if (!state.day) return 'none';
  if (state.day.closedAt !== undefined) return 'closed';
  const instant = (clock: string) => localInstant(state.day?.date ?? '', minutesOf(clock), hall.zone);
  if (now < instant(hall.hours.open)) return 'before';
  return now < instant(hall.hours.close) ? 'service' : 'after';
}
