import type { PublicHall } from '../../shared/config/public.ts';
import type { Appointment, HallState } from '../../shared/hall/state.ts';
import { businessDay } from '../../shared/time.ts';

/** The appointments of a business day, by time. */
export function appointmentsOn(
  { appointments }: Pick<HallState, 'appointments'>,
  date: string,
  hall: Pick<PublicHall, 'zone' | 'dayStart'>,
): Appointment[] {
  return Object.values(appointments)
    .filter(({ from }) => businessDay(from, hall) === date)
    .sort((a, b) => a.from - b.from || a.id.localeCompare(b.id));
}

/**
 * A number for an appointment that is booked here: month and day and four digits, all of them
 * digits so that it can be typed at a kiosk, and not taken.
 *
 * @param random a number from 0 to below 1, drawn anew with every call
 */
export function appointmentNumber(
  date: string,
  taken: (number: string) => boolean,
  random: () => number,
): string {
  const day = date.slice(5).replace('-', '');
  const first = Math.floor(random() * 10_000);
  for (let step = 0; step < 10_000; step += 1) {
    const number = `${day}${String((first + step) % 10_000).padStart(4, '0')}`;
    if (!taken(number)) return number;
  }
  return `${day}${first}${Math.floor(random() * 1e6)}`;
}

/** A random number that nobody can guess, from 0 to below 1. */
export function drawRandom(source: Crypto = globalThis.crypto): number {
  return (source.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}
