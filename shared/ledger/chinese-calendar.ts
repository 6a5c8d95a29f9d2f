import state from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { HallConfig } from '../config/schema.ts';
import { WorkCalendar, mergeDays, type CalendarDays } from './calendar.ts';

/** The calendar of the state as the package `chinese-days` has it from the yearly notices 国务院办公厅通知. */
const chineseDays: CalendarDays = {
  years: [...new Set(Object.keys(state.holidays).map((date) => Number(date.slice(0, 4))))],
  holidays: Object.keys(state.holidays),
  workdays: Object.keys(state.workdays),
};

const known = new WeakMap<HallConfig['calendar'], WorkCalendar>();

/** The working days of a hall: those of the state, and its own days over them. */
export function calendarOf({ calendar }: Pick<HallConfig, 'calendar'>): WorkCalendar {
  let found = known.get(calendar);
  if (!found) {
    found = new WorkCalendar(mergeDays(chineseDays, calendar));
    known.set(calendar, found);
  }
  return found;
}
