import { HOUR, MINUTE, addDays, clockTime } from '../../../shared/time.ts';
import { delay } from '../../clock/clock.ts';
import type { BookedSlot, BookingSystem } from '../devices/booking-system.ts';
import type { Random } from '../random.ts';
import type { Floor } from './floor.ts';
import { Taxpayer } from './taxpayer.ts';
import type { Timetable } from './timetable.ts';

/** Slots are booked by the half hour, a few at a time. */
const SLOT = 30 * MINUTE;
const MOST_IN_SLOT = 3;
/** Some call it off, and some just do not come 爽约. */
const CALLS_OFF = 0.06;
const MISSES = 0.09;
/** The system tells of all of them again, as such systems do. */
const TOLD_EVERY = 2 * HOUR;

/** Those who have booked on the net: they come about when they said, and check in by their number. */
export class Appointments {
  readonly #system: BookingSystem;
  readonly #floor: Floor;
  readonly #timetable: Timetable;

  constructor(system: BookingSystem, floor: Floor, timetable: Timetable) {
    this.#system = system;
    this.#floor = floor;
    this.#timetable = timetable;
  }

  /** Books for every day anew, for as long as there is time. */
  async live(): Promise<never> {
    const { clock } = this.#floor;
    for (;;) {
      const { date } = this.#timetable;
      this.#bookFor(date);
      const next = this.#timetable.opening(addDays(date, 1)) - HOUR;
      while (this.#timetable.date === date) {
        await delay(clock, Math.max(MINUTE, Math.min(TOLD_EVERY, next - clock.now())));
        this.#system.tell();
      }
    }
  }

  #bookFor(date: string): void {
    const { hall, clock, streams } = this.#floor;
    const random = streams(`appointments/${date}`);
    const slots: BookedSlot[] = [];
    const closing = this.#timetable.closing(date);
    for (let from = this.#timetable.opening(date); from + SLOT < closing; from += SLOT) {
      for (let n = random.whole(0, MOST_IN_SLOT); n > 0; n -= 1) {
        const id = `${date.slice(5).replace('-', '')}${String(slots.length + 1).padStart(4, '0')}`;
        const { id: service } = random.pick(hall.services);
        const time = clockTime(from, hall.zone).slice(0, 5);
        const slot: BookedSlot = { id, service, date, time, status: 'booked' };
        slots.push(slot);
        this.#expect(slot, from, random);
      }
    }
    // What has begun already is of no use to a hall that is switched on now.
    const now = clockTime(clock.now(), hall.zone).slice(0, 5);
    const isAhead = clock.now() < this.#timetable.opening(date);
    this.#system.slots = slots.filter(({ time }) => isAhead || time > now);
  }

  /** Draws alike for every slot, so that a hall which begins at noon expects the same people. */
  #expect({ id, service }: BookedSlot, from: number, random: Random): void {
    const { hall, clock, streams } = this.#floor;
    const fate = random.next();
    const comes = from + random.between(-22, 6) * MINUTE - clock.now();
    const calledOff = from - random.between(1, 3) * HOUR - clock.now();
    if (fate < CALLS_OFF) {
      if (calledOff > 0) clock.after(calledOff, () => this.#system.cancel(id));
      return;
    }
    const wanted = hall.services.find((one) => one.id === service);
    if (fate < CALLS_OFF + MISSES || comes <= 0 || !wanted) return;
    clock.after(comes, () => {
      const visitor = new Taxpayer({
        ...{ floor: this.#floor, service: wanted, random: streams(`booked/${id}`) },
        manner: { appointment: id },
      });
      void visitor.visit();
    });
  }
}
