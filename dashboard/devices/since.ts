import { clockTime, dateTime, HOUR } from '../../shared/time.ts';

/** Since when, as short as it can be read: the clock within half a day, before that day and hour. */
export function sinceTime(at: number, now: number, zone: string): string {
  return now - at < 12 * HOUR ? clockTime(at, zone) : dateTime(at, zone).slice(5, 16);
}
