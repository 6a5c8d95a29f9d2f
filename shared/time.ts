/**
 * Time has one home. Events carry milliseconds UTC; everything that speaks of a
 * local hour or of a business day (营业日) asks here.
 */

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The hall's calendar: an IANA zone and the local minute at which a business day begins. */
export interface HallTime {
  /** IANA name, such as `Asia/Shanghai`. */
  zone: string;
  /** Local time `HH:MM` at which one business day ends and the next begins. */
  dayStart: string;
}

/** A half-open period `[from, to)` in milliseconds UTC. */
export interface Period {
  from: number;
  to: number;
}

/** Every zone changes its offset, if at all, on a quarter of an hour. */
const QUARTER = 15 * MINUTE;

const offsets = new Map<string, { format: Intl.DateTimeFormat; byQuarter: Map<number, number> }>();

/** Milliseconds to add to UTC for the local time of `zone` at `at`. */
export function zoneOffset(at: number, zone: string): number {
  let known = offsets.get(zone);
  if (!known) {
    const format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    known = { format, byQuarter: new Map() };
    offsets.set(zone, known);
  }
  const quarter = Math.floor(at / QUARTER);
  let offset = known.byQuarter.get(quarter);
  if (offset === undefined) {
    const start = quarter * QUARTER;
    const part: Record<string, number> = {};
    let isBeforeFirst = false;
    for (const { type, value } of known.format.formatToParts(start)) {
      if (type === 'era') isBeforeFirst = value.startsWith('B');
      else part[type] = Number(value);
    }
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    // `Date.UTC` would take a year below 100 for one of the twentieth century.
    const midnight = new Date(0).setUTCFullYear(isBeforeFirst ? 1 - year : year, month - 1, day);
    offset = midnight + hour * HOUR + minute * MINUTE + second * SECOND - start;
    if (known.byQuarter.size > 5000) known.byQuarter.clear();
    known.byQuarter.set(quarter, offset);
  }
  return offset;
}

/** Minutes after midnight of a local time `HH:MM`; `24:00` is the end of the day. */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/**
 * The business day of an instant, as `YYYY-MM-DD` of the local date on which it began: the
 * one whose period holds the instant, also where the clocks change.
 */
export function businessDay(at: number, time: HallTime): string {
  const start = minutesOf(time.dayStart);
  const date = new Date(at + zoneOffset(at, time.zone)).toISOString().slice(0, 10);
  if (at < localInstant(date, start, time.zone)) return addDays(date, -1);
  const next = addDays(date, 1);
  return at < localInstant(next, start, time.zone) ? date : next;
}

/**
 * The first instant at which the local clock of `zone` shows `minutes` after midnight of
 * `date`; for a time that the clock skips, the instant at which it does.
 */
export function localInstant(date: string, minutes: number, zone: string): number {
  const wall = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE;
  const before = zoneOffset(wall - DAY, zone);
  const after = zoneOffset(wall + DAY, zone);
  for (const offset of [before, after]) {
    if (zoneOffset(wall - offset, zone) === offset) return wall - offset;
  }
  let change = Math.ceil((wall - after) / QUARTER) * QUARTER;
  while (zoneOffset(change, zone) !== after && change < wall + DAY) change += QUARTER;
  return change;
}

/** The period of a business day. */
export function dayPeriod(date: string, time: HallTime): Period {
  const start = minutesOf(time.dayStart);
  return {
    from: localInstant(date, start, time.zone),
    to: localInstant(addDays(date, 1), start, time.zone),
  };
}

/** The date `days` after `date` (`YYYY-MM-DD`, negative for before). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** Local time of day as `HH:MM:SS`. */
export function clockTime(at: number, zone: string): string {
  return new Date(at + zoneOffset(at, zone)).toISOString().slice(11, 19);
}

/** Local date and time as `YYYY-MM-DD HH:MM:SS`. */
export function dateTime(at: number, zone: string): string {
  return new Date(at + zoneOffset(at, zone)).toISOString().slice(0, 19).replace('T', ' ');
}

/** A duration as `m:ss`, or `h:mm:ss` from one hour on. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
