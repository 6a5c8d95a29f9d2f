import { localInstant, minutesOf, SECOND } from '../time.ts';

/** How another system writes an instant. */
export type Writing = 'iso' | 'local' | 'seconds' | 'milliseconds';

const DATE = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})/;
const LOCAL = /^(\d{4}[-/]\d{1,2}[-/]\d{1,2})[T ](\d{1,2}:\d\d)(?::(\d\d(?:\.\d+)?))?$/;

/**
 * Reads an instant as another system writes it.
 *
 * @param zone the hall's, for local time
 * @returns milliseconds UTC; NaN where it is none, as on a day that no calendar has
 */
export function readInstant(written: unknown, writing: Writing, zone: string): number {
  if (writing === 'seconds') return Number(written) * SECOND;
  if (writing === 'milliseconds') return Number(written);
  const text = String(written);
  const date = dateOf(text);
  if (date === undefined) return NaN;
  if (writing === 'iso') return Date.parse(text);
  const [, , clock = '', seconds = '0'] = LOCAL.exec(text) ?? [];
  const minutes = minutesOf(clock);
  const isClock = clock !== '' && minutes < 24 * 60 && Number(clock.split(':')[1]) < 60;
  return isClock && Number(seconds) < 60 ? localInstant(date, minutes, zone) + Number(seconds) * SECOND : NaN;
}

/** The day a text begins with, as `YYYY-MM-DD`, where there is such a day. */
function dateOf(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = DATE.exec(text) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  // What a calendar does not have is carried over into the next month.
  const instant = Date.parse(`${date}T00:00:00Z`);
  return new Date(instant || 0).toISOString().startsWith(date) ? date : undefined;
}
