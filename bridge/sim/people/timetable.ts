import type { HallConfig } from '../../../shared/config/schema.ts';
import {
  HOUR,
  MINUTE,
  addDays,
  businessDay,
  dayPeriod,
  localInstant,
  minutesOf,
  weekday,
  type Period,
} from '../../../shared/time.ts';
import type { Clock } from '../../clock/clock.ts';
import { Signal } from '../signal.ts';

/** Tickets on an ordinary day of a hall with eight windows. */
const TICKETS = 380;
/** Share of an ordinary day's mean rate below which a hall that is always alive does not fall. */
const LIVE_FLOOR = 0.6;
/** People wait at the door in the morning and come in together. */
const DOOR = 8 * MINUTE;

const byWeekday = [0.5, 1.03, 1, 0.99, 0.98, 1, 0.6];

interface Today extends Period {
  date: string;
  open: number;
  close: number;
}

/** When the hall is open, and how many people come at what hour. */
export class Timetable {
  /** Told when the hall becomes one that is always alive, or one that keeps its hours. */
  readonly changed = new Signal();
  readonly #hall: HallConfig;
  readonly #clock: Clock;
  readonly #minutes: { open: number; close: number };
  readonly #weights: number;
  readonly #tickets: number;
  #known: Today | undefined;
  #live: boolean;

  /** @param tickets on an ordinary day */
  constructor(hall: HallConfig, clock: Clock, live: boolean, tickets = TICKETS) {
    this.#tickets = tickets;
    this.#hall = hall;
    this.#clock = clock;
    this.#live = live;
    const { open, close } = (this.#minutes = {
      open: minutesOf(hall.hours.open),
      close: minutesOf(hall.hours.close),
    });
    let sum = 0;
    for (let minute = open; minute < close; minute++) sum += weightAt(minute / 60) / 60;
    this.#weights = sum;
  }

  get live(): boolean {
    return this.#live;
  }

  set live(live: boolean) {
    this.#live = live;
    this.changed.emit();
  }

  /** Today's business day. */
  get date(): string {
    return this.#today().date;
  }

  opening(date: string): number {
    return localInstant(date, this.#minutes.open, this.#hall.zone);
  }

  closing(date: string): number {
    return localInstant(date, this.#minutes.close, this.#hall.zone);
  }

  /** The instant of a local time such as 11:30. */
  at(date: string, clock: string): number {
    return localInstant(date, minutesOf(clock), this.#hall.zone);
  }

  /** Whether somebody may come in now. */
  get isAlive(): boolean {
    const now = this.#clock.now();
    const { open, close } = this.#today();
    return this.#live || (now >= open && now < close);
  }

  /** Resolves when somebody may come in. */
  async alive(): Promise<void> {
    while (!this.isAlive) {
      const now = this.#clock.now();
      const { date, open } = this.#today();
      const next = now < open ? open : this.opening(addDays(date, 1));
      await this.changed.next(this.#clock, next - now);
    }
  }

  /** How busy a day is beside an ordinary one: weekdays differ, and 征期 lasts to the 15th. */
  dayFactor(date: string): number {
    const day = Number(date.slice(8, 10));
    const filing = day > 15 ? 0.985 : day >= 13 ? 1.03 : 1;
    return (byWeekday[weekday(date)] ?? 1) * filing;
  }

  /** People an hour, now. */
  get rate(): number {
    const now = this.#clock.now();
    const { date, open, close } = this.#today();
    const day = this.#tickets * this.dayFactor(date);
    const floor = this.#live ? LIVE_FLOOR * (this.#tickets / ((close - open) / HOUR)) : 0;
    if (now < open || now >= close) return floor;
    const hour = this.#minutes.open / 60 + (now - open) / HOUR;
    const usual = (day * weightAt(hour)) / this.#weights;
    const rush = now - open < DOOR ? 2.5 : 1;
    const late = close - now < 10 * MINUTE ? 0.4 : 1;
    return Math.max(floor, usual * rush * late);
  }

  /** No rate is above this. */
  get highestRate(): number {
    return (2.5 * this.#tickets * 1.3) / 5;
  }

  #today(): Today {
    const now = this.#clock.now();
    if (!this.#known || now < this.#known.from || now >= this.#known.to) {
      const date = businessDay(now, this.#hall);
      const hours = { open: this.opening(date), close: this.closing(date) };
      this.#known = { date, ...dayPeriod(date, this.#hall), ...hours };
    }
    return this.#known;
  }
}

/** How an ordinary day goes: two peaks, at ten and at three. */
function weightAt(hour: number): number {
  const peak = (at: number, width: number) => Math.exp(-(((hour - at) / width) ** 2) / 2);
  return 0.35 + 1.1 * peak(10, 1) + 1 * peak(15, 1.1);
}
