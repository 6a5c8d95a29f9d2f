import type { HallTime } from '../../shared/time.ts';
import { HOUR, MINUTE, addDays, businessDay, dayPeriod, localInstant, weekday } from '../../shared/time.ts';

/** Business days before today that the demo hall remembers. */
export const PAST_DAYS = 10;

/** Devices are switched on before the hall opens and off after it closed. */
const SWITCHED_ON = 8 * 60 + 5;
const SWITCHED_OFF = 18 * 60 + 30;

/** A stretch of the demo's life. */
export interface Stretch {
  date: string;
  from: number;
  to: number;
  /** Today's stretch runs into the present, whatever the hour. */
  isToday: boolean;
}

/**
 * The stretches of the past that the demo hall has still to live: the last ten business
 * days and today so far, less what the journal already holds.
 *
 * @param known time of the last event in the journal, 0 for none
 */
export function missingDays(known: number, now: number, time: HallTime): Stretch[] {
  const today = businessDay(now, time);
  const dates: string[] = [];
  for (let date = addDays(today, -1); dates.length < PAST_DAYS; date = addDays(date, -1)) {
    if (weekday(date) !== 0 && weekday(date) !== 6) dates.unshift(date);
  }
  const stretches = dates.map((date): Stretch => {
    const from = localInstant(date, SWITCHED_ON, time.zone);
    return { date, from, to: localInstant(date, SWITCHED_OFF, time.zone), isToday: false };
  });
  // Before the morning the demo has been at work for the last hours, so that it is alive at once.
  const morning = Math.min(localInstant(today, SWITCHED_ON, time.zone), now - 3 * HOUR);
  stretches.push({
    date: today,
    from: Math.max(dayPeriod(today, time).from, morning),
    to: now,
    isToday: true,
  });
  return stretches
    .map((stretch) => ({ ...stretch, from: Math.max(stretch.from, known) }))
    .filter(({ from, to, isToday }) => isToday || to - from > 10 * MINUTE);
}

/**
 * Turns instants of the past that is lived into shares of the whole.
 *
 * @param tell told the share, from 0 to 1, and the day
 */
export function progressOf(
  stretches: readonly Stretch[],
  tell: (share: number, date: string) => void,
): (date: string, at: number) => void {
  const whole = stretches.reduce((sum, { from, to }) => sum + (to - from), 0);
  return (date, at) => {
    const lived = stretches.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(at, to) - from), 0);
    tell(whole > 0 ? lived / whole : 1, date);
  };
}
