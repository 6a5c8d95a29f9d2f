import type { DutyConfig } from '../config/duty.ts';
import type { RosterDay } from '../events/duty.ts';
import type { WorkCalendar } from '../ledger/calendar.ts';
import { addDays, weekday } from '../time.ts';

/** Whose turn it is: a list of people, and how the turn goes on. */
export interface Rotation extends Pick<DutyConfig, 'leaders' | 'turn' | 'holidays'> {
  /** The first day, on which the first of them has the turn. */
  from: string;
}

/** A rotation looks this far at most. */
const MOST_DAYS = 366;

/** The Monday of a date's week. */
function mondayOf(date: string): string {
  return addDays(date, -((weekday(date) + 6) % 7));
}

/**
 * The roster of a rotation from its first day up to and with `to`. Days off have nobody unless the
 * rotation says so, and cost nobody his turn.
 */
export function planRoster(
  { leaders, turn, holidays, from }: Rotation,
  to: string,
  calendar: WorkCalendar,
): RosterDay[] {
  if (leaders.length === 0) return [];
  const days: RosterDay[] = [];
  let turns = -1;
  let week = '';
  for (let date = from; date <= to && days.length < MOST_DAYS; date = addDays(date, 1)) {
    if (!holidays && !calendar.isWorkday(date)) continue;
    const isNext = turn === 'day' || mondayOf(date) !== week;
    week = mondayOf(date);
    if (isNext) turns += 1;
    days.push({ date, leader: leaders[turns % leaders.length] ?? '' });
  }
  return days;
}

/** Who has the turn on a date by the configuration; null where nobody has. */
export function turnOn(date: string, duty: DutyConfig, calendar: WorkCalendar): string | null {
  const { leaders, turn, holidays, from } = duty;
  if (leaders.length === 0 || from === undefined || date < from) return null;
  if (!holidays && !calendar.isWorkday(date)) return null;
  const turns =
    turn === 'week'
      ? weeksOfDuty(from, date, holidays, calendar)
      : daysOfDuty(from, date, holidays, calendar);
  return leaders[turns % leaders.length] ?? null;
}

function daysOfDuty(from: string, date: string, holidays: boolean, calendar: WorkCalendar): number {
  if (holidays) return Math.round((Date.parse(date) - Date.parse(from)) / 86_400_000);
  // The first day itself has no turn before it, even where it is a day off.
  return calendar.between(addDays(from, -1), date) - 1;
}

/** Weeks between two dates in which anybody has the duty. */
function weeksOfDuty(from: string, date: string, holidays: boolean, calendar: WorkCalendar): number {
  let weeks = 0;
  for (let monday = mondayOf(from); monday < mondayOf(date); monday = addDays(monday, 7)) {
    const first = monday < from ? from : monday;
    const works = calendar.between(addDays(first, -1), addDays(monday, 6)) > 0;
    if (holidays || works) weeks += 1;
  }
  return weeks;
}
