import { dateTime } from '../../../shared/time.ts';

/** Local date and time of an event to the millisecond, as devices are looked into. */
export function eventTime(at: number, zone: string): string {
  return `${dateTime(at, zone)}.${String(((at % 1000) + 1000) % 1000).padStart(3, '0')}`;
}
