import type { HallConfig, WindowConfig } from '../../../shared/config/schema.ts';
import { HOUR, MINUTE, addDays, weekday } from '../../../shared/time.ts';
import type { Streams } from '../random.ts';
import type { Timetable } from './timetable.ts';

export interface Break {
  at: number;
  ms: number;
  kind: 'rest' | 'lunch';
}

/** A stretch of work at a window. */
export interface Duty {
  from: number;
  to: number;
  breaks: Break[];
}

/** Share of the windows that are staffed at weekends, and outside the hours of a hall that is always alive. */
const FEW = 0.6;

/** Who works when: full days with lunch in two shifts, the last window later and shorter. */
export class Roster {
  readonly #hall: HallConfig;
  readonly #timetable: Timetable;
  readonly #streams: Streams;
  /** Windows where somebody works also when few do, by their place in the configuration. */
  readonly #core: ReadonlySet<number>;

  constructor(hall: HallConfig, timetable: Timetable, streams: Streams) {
    this.#hall = hall;
    this.#core = coreOf(hall.windows);
    this.#timetable = timetable;
    this.#streams = streams;
  }

  /** What the clerk of a window does now, or null when nothing. */
  dutyAt(window: number, now: number): Duty | null {
    const date = this.#timetable.date;
    const shift = this.#shift(window, date);
    if (shift && now >= shift.from && now < shift.to) return shift;
    if (!this.#timetable.live || !this.#core.has(window)) return null;
    const next = [shift, this.#shift(window, addDays(date, 1))].find((one) => one && one.from > now);
    const to = next?.from ?? now + 12 * HOUR;
    return { from: now, to, breaks: this.#nightBreaks(window, now, to) };
  }

  /** When the clerk of a window comes next. */
  nextStart(window: number, now: number): number {
    const { date } = this.#timetable;
    for (let day = 0; day < 8; day++) {
      const shift = this.#shift(window, addDays(date, day));
      if (shift && shift.from > now) return shift.from;
    }
    return now + 24 * HOUR;
  }

  #shift(window: number, date: string): Duty | null {
    const { windows } = this.#hall;
    const random = this.#streams(`shift/${windows[window]?.id}/${date}`);
    const isWeekend = weekday(date) % 6 === 0;
    if (isWeekend && !this.#core.has(window)) return null;
    let from = this.#timetable.opening(date) - random.between(0.5, 10) * MINUTE;
    let to = this.#timetable.closing(date);
    const isShort = windows.length > 3 && window === windows.length - 1;
    if (isShort && this.#timetable.dayFactor(date) < 1.1) {
      from += random.between(30, 45) * MINUTE;
      to -= random.between(40, 60) * MINUTE;
    }
    const first = (windows[window]?.number ?? window) % 2 === 1;
    const lunch = this.#timetable.at(date, first ? '11:30' : '12:30') + random.between(0, 4) * MINUTE;
    const breaks: Break[] = [
      {
        at: this.#timetable.at(date, '09:20') + random.between(0, 100) * MINUTE,
        ms: rest(random),
        kind: 'rest',
      },
      { at: lunch, ms: random.between(48, 55) * MINUTE, kind: 'lunch' },
      {
        at: this.#timetable.at(date, '14:10') + random.between(0, 130) * MINUTE,
        ms: rest(random),
        kind: 'rest',
      },
    ];
    return { from, to, breaks: breaks.filter(({ at, ms }) => at > from && at + ms < to) };
  }

  #nightBreaks(window: number, from: number, to: number): Break[] {
    const random = this.#streams(`night/${window}/${Math.trunc(from / HOUR)}`);
    const breaks: Break[] = [];
    for (let at = from; ;) {
      at += random.between(80, 170) * MINUTE;
      if (at > to - 30 * MINUTE) return breaks;
      breaks.push({ at, ms: rest(random), kind: 'rest' });
    }
  }
}

function rest(random: { between(low: number, high: number): number }): number {
  return random.between(10, 15) * MINUTE;
}

/**
 * The windows that serve everything also when few are staffed: since the odd and the even
 * go to lunch one after the other, all services with either of them, as far as that goes.
 */
function coreOf(windows: readonly WindowConfig[]): Set<number> {
  const indexes = windows.map((_, index) => index);
  const isOdd = (index: number) => (windows[index]?.number ?? index) % 2 === 1;
  const cover = (some: number[]): number[] => {
    const missing = new Set(some.flatMap((index) => windows[index]?.services ?? []));
    const chosen: number[] = [];
    while (missing.size > 0) {
      const gain = (index: number) =>
        windows[index]?.services.filter((service) => missing.has(service)).length ?? 0;
      const best = some.reduce((a, b) => (gain(b) > gain(a) ? b : a));
      for (const service of windows[best]?.services ?? []) missing.delete(service);
      chosen.push(best);
    }
    return chosen;
  };
  const order = [
    ...cover(indexes.filter(isOdd)),
    ...cover(indexes.filter((index) => !isOdd(index))),
    ...indexes,
  ];
  return new Set([...new Set(order)].slice(0, Math.ceil(windows.length * FEW)));
}
