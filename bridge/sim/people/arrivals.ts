import type { ServiceConfig } from '../../../shared/config/schema.ts';
import { HOUR, MINUTE } from '../../../shared/time.ts';
import { delay } from '../../clock/clock.ts';
import type { Random } from '../random.ts';
import type { Floor } from './floor.ts';
import { Taxpayer } from './taxpayer.ts';
import type { Timetable } from './timetable.ts';

/** How many come for the first service of the hall, for the second and so on. */
const shares = [36, 22, 11, 14, 13, 4];
/** Share of those who come that the guide lets go ahead, and the class of their tickets. */
const ELDERLY = 0.06;
const PRECEDENCE = 'priority';
/** After closing time whoever still waits is sent home, this much later. */
const PATIENCE = 30 * MINUTE;

/** People who come, by the hour of the day: a Poisson process whose rate follows the timetable. */
export class Arrivals {
  readonly #floor: Floor;
  readonly #timetable: Timetable;
  #date = '';
  #count = 0;
  #random: Random;

  constructor(floor: Floor, timetable: Timetable) {
    this.#floor = floor;
    this.#timetable = timetable;
    this.#random = floor.streams('arrivals');
  }

  /** Lets people come for as long as there is time. */
  async live(): Promise<never> {
    const { clock } = this.#floor;
    for (;;) {
      if (!this.#timetable.isAlive) {
        clock.after(PATIENCE, () => {
          if (!this.#timetable.isAlive) this.#floor.clear();
        });
        await this.#timetable.alive();
      }
      this.#turnDay();
      // Thinning: as many as at the busiest moment, of whom only the share of now comes in.
      const { highestRate } = this.#timetable;
      await delay(clock, this.#random.exponential(HOUR / highestRate));
      if (this.#random.chance(this.#timetable.rate / highestRate)) this.#enter();
    }
  }

  #turnDay(): void {
    const { date } = this.#timetable;
    if (date === this.#date) return;
    if (this.#date !== '') this.#floor.clear();
    this.#date = date;
    this.#count = 0;
    this.#random = this.#floor.streams(`arrivals/${date}`);
  }

  #enter(): void {
    const { hall, streams } = this.#floor;
    this.#count += 1;
    const random = streams(`taxpayer/${this.#date}/${this.#count}`);
    const choices = hall.services.map((service, index): [ServiceConfig, number] => [
      service,
      shares[index] ?? 8,
    ]);
    const service = random.weighted(choices);
    // By a chance of its own: who comes, and when, is the same in a hall without a guide.
    const { guide } = this.#floor;
    const isElderly = streams(`manner/${this.#date}/${this.#count}`).chance(ELDERLY);
    const manner = guide && isElderly ? { class: PRECEDENCE } : null;
    void new Taxpayer({ floor: this.#floor, service, random, manner }).visit();
  }
}
