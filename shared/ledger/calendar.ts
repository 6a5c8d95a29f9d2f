import { addDays, weekday } from '../time.ts';

/** Days that differ from the week, and the years in which all such days are known. */
export interface CalendarDays {
  years: readonly number[];
  /** Off although the week says work. */
  holidays: readonly string[];
  /** Work although the week says off 调休. */
  workdays: readonly string[];
}

/** A day that was counted to; not certain where the calendar of a year on the way is not known. */
export interface CountedDay {
  date: string;
  certain: boolean;
}

/**
 * Days off by law whatever the year 全国年节及纪念日放假办法（2024年修订）: new year, labour day, national
 * day. Those of the moon are known only with the year's arrangement.
 */
const BY_LAW: ReadonlySet<string> = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

/** More days than any deadline looks ahead. */
const MOST_DAYS = 2000;

/**
 * The working days 工作日. In a year that is not covered a day is told by the week and the days off by law, and
 * whatever was counted over it is said to be uncertain 未核定.
 */
export class WorkCalendar {
  readonly #years: ReadonlySet<number>;
  readonly #holidays: ReadonlySet<string>;
  readonly #workdays: ReadonlySet<string>;

  constructor({ years, holidays, workdays }: CalendarDays) {
    this.#years = new Set(years);
    this.#holidays = new Set(holidays);
    this.#workdays = new Set(workdays);
  }

  /** The days of a date's year and of those beside it, for a page to count with. */
  around(date: string): CalendarDays {
    const year = Number(date.slice(0, 4));
    const near = (one: number) => Math.abs(one - year) <= 1;
    const isNear = (one: string) => near(Number(one.slice(0, 4)));
    return {
      years: [...this.#years].filter(near),
      holidays: [...this.#holidays].filter(isNear),
      workdays: [...this.#workdays].filter(isNear),
    };
  }

  /** Whether all days off and days of work of the date's year are known. */
  covers(date: string): boolean {
    return this.#years.has(Number(date.slice(0, 4)));
  }

  isWorkday(date: string): boolean {
    if (this.#workdays.has(date)) return true;
    if (this.#holidays.has(date)) return false;
    if (!this.covers(date) && BY_LAW.has(date.slice(5))) return false;
    return weekday(date) !== 0 && weekday(date) !== 6;
  }

  /**
   * The `days`-th working day after a date; the date itself does not count 次日起算.
   *
   * @param days at least 1
   */
  after(date: string, days: number): CountedDay {
    let certain = true;
    let counted = 0;
    let at = date;
    for (let step = 0; counted < days && step < MOST_DAYS; step += 1) {
      at = addDays(at, 1);
      certain &&= this.covers(at);
      if (this.isWorkday(at)) counted += 1;
    }
    return { date: at, certain };
  }

  /** The date itself if it is a working day, else the next one. */
  onOrAfter(date: string): CountedDay {
    const certain = this.covers(date);
    if (this.isWorkday(date)) return { date, certain };
    const next = this.after(date, 1);
    return { date: next.date, certain: certain && next.certain };
  }

  /** Working days after `from` up to and with `to`; negative where `to` comes before. */
  between(from: string, to: string): number {
    if (to < from) return -this.between(to, from);
    let counted = 0;
    let at = from;
    for (let step = 0; at < to && step < MOST_DAYS; step += 1) {
      at = addDays(at, 1);
      if (this.isWorkday(at)) counted += 1;
    }
    return counted;
  }
}

/** Laws of one calendar over another: what the second says of a day counts. */
export function mergeDays(state: CalendarDays, hall: CalendarDays): CalendarDays {
  const own = new Set([...hall.holidays, ...hall.workdays]);
  const others = (dates: readonly string[]) => dates.filter((date) => !own.has(date));
  return {
    years: [...new Set([...state.years, ...hall.years])].sort(),
    holidays: [...others(state.holidays), ...hall.holidays],
    workdays: [...others(state.workdays), ...hall.workdays],
  };
}
