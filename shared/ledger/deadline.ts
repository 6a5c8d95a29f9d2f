import type { Due } from '../events/ledger.ts';
import { addDays, dayPeriod, type HallTime } from '../time.ts';
import type { CountedDay, WorkCalendar } from './calendar.ts';
import type { Rule } from './policy.ts';

/** What a deadline is counted with. */
export interface Counting {
  calendar: WorkCalendar;
  time: HallTime;
}

function dueOn(
  { date, certain }: CountedDay,
  { id }: Rule,
  length: Pick<Due, 'days' | 'unit' | 'from'>,
  time: HallTime,
): Due {
  // The whole last day is in time.
  return { rule: id, ...length, date, at: dayPeriod(date, time).to, certain };
}

function counted(from: string, days: number, unit: Due['unit'], calendar: WorkCalendar): CountedDay {
  if (unit === 'working') return calendar.after(from, days);
  // A last day off is not the last: the next working day is 节假日顺延.
  return calendar.onOrAfter(addDays(from, days));
}

/** The deadline to close an entry that was opened on a date. */
export function closeDue(from: string, rule: Rule, days: number, { calendar, time }: Counting): Due {
  return dueOn(counted(from, days, rule.unit, calendar), rule, { days, unit: rule.unit, from }, time);
}

/** The deadline to accept an entry, where its rule has one; always in working days. */
export function acceptDue(from: string, rule: Rule, { calendar, time }: Counting): Due | undefined {
  if (rule.accept === undefined) return undefined;
  const length = { days: rule.accept, unit: 'working' as const, from };
  return dueOn(calendar.after(from, rule.accept), rule, length, time);
}

/** The deadline that was told with the entry, as for promised papers. */
export function toldDue(from: string, date: string, rule: Rule, { calendar, time }: Counting): Due {
  const length = { days: calendar.between(from, date), unit: 'working' as const, from };
  return { ...dueOn({ date, certain: true }, rule, length, time), told: true };
}

/** A deadline put off by so many working days, those it was put off by before among them. */
export function extendedDue(due: Due, days: number, { calendar, time }: Counting): Due {
  const base = due.extension?.base ?? due.date;
  const total = (due.extension?.days ?? 0) + days;
  const { date, certain } = calendar.after(base, total);
  const extension = { days: total, base };
  return { ...due, date, certain: certain && due.certain, at: dayPeriod(date, time).to, extension };
}

/** A deadline that was counted before its calendar was known, counted anew in all its pieces. */
export function recounted(due: Due, rule: Rule, counting: Counting): Due {
  const { extension, ...whole } = due;
  const base = due.told
    ? { ...whole, date: extension?.base ?? due.date, certain: true }
    : closeDue(due.from, { ...rule, unit: due.unit }, due.days, counting);
  return extension ? extendedDue(base, extension.days, counting) : base;
}
