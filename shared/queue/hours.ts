import type { PublicHall } from '../config/public.ts';
import type { HallState } from '../hall/state.ts';
import { businessDay, localInstant, minutesOf } from '../time.ts';

/** Nobody is served now, and by the hours of the hall nobody is to be: not yet today, or no more. */
export type OutOfHours = 'before' | 'after';

/**
 * Whether the hall rests at `now`, or null while it serves or should. Windows say more than the clock:
 * as long as one is open or paused, the hall works, however early or late it is.
 */
export function outOfHours(view: {
  state: HallState;
  hall: Pick<PublicHall, 'hours' | 'zone' | 'dayStart' | 'windows'>;
  now: number;
}): OutOfHours | null {
  const { state, hall, now } = view;
  if (hall.windows.some(({ id }) => (state.windows[id]?.mode ?? 'closed') !== 'closed')) return null;
  const instant = (clock: string) => localInstant(businessDay(now, hall), minutesOf(clock), hall.zone);
  if (now < instant(hall.hours.open)) return 'before';
  return now < instant(hall.hours.close) ? null : 'after';
}
