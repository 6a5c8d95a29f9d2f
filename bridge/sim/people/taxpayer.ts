import type { ServiceConfig } from '../../../shared/config/schema.ts';
import { MINUTE, SECOND } from '../../../shared/time.ts';
import { delay, type Cancel, type Clock } from '../../clock/clock.ts';
import type { Ff68Unit } from '../devices/ff68-unit.ts';
import type { Random } from '../random.ts';
import type { Signal } from '../signal.ts';
import type { KioskPlace } from './kiosk-place.ts';

/** Share of people who press the evaluator when it asks. */
const RATES = 0.72;
/** Keys of the evaluator as it is sold: 不满意, 基本满意, 满意, 非常满意. */
const grades = [
  [0, 1.2],
  [1, 3.5],
  [2, 21],
  [3, 74.3],
] as const;
const MOST_TRIES = 3;

/** How somebody comes: just so, with a slot that was booked, or to the guide, who gives a class. */
export type Manner = { appointment: string } | { class: string } | null;

/** What a taxpayer sees of the hall. */
interface Surroundings {
  clock: Clock;
  kiosks: readonly KioskPlace[];
  /** The guide with a kiosk of their own, where there is one. */
  guide: KioskPlace | undefined;
  waiting: Set<Taxpayer>;
  satDown: Signal;
  know(number: string, taxpayer: Taxpayer): void;
}

/** The chair at a window: says whether this is who was called there. */
interface Seat {
  sit(taxpayer: Taxpayer): boolean;
}

/** One who has something to settle: takes a ticket, waits, is served, rates, goes. */
export class Taxpayer {
  service: ServiceConfig;
  number: string | null = null;
  step: 'coming' | 'waiting' | 'walking' | 'seated' | 'gone' = 'coming';
  readonly #floor: Surroundings;
  readonly #random: Random;
  #manner: Manner;
  #patience: Cancel | undefined;

  constructor(parts: { floor: Surroundings; service: ServiceConfig; random: Random; manner?: Manner }) {
    const { floor, service, random } = parts;
    this.#manner = parts.manner ?? null;
    this.#floor = floor;
    this.service = service;
    this.#random = random;
  }

  /** Comes in, takes a ticket at a kiosk and sits down; goes again when there is none to be had. */
  async visit(): Promise<void> {
    const { clock, kiosks, guide } = this.#floor;
    for (let attempt = 0; attempt < MOST_TRIES && this.number === null; attempt++) {
      const shortest = kiosks.toSorted((a, b) => a.people - b.people);
      // Where one kiosk refused, the other may not.
      const isGuided = this.#manner !== null && 'class' in this.#manner;
      const place = isGuided && guide ? guide : attempt === 0 ? shortest[0] : this.#random.pick(kiosks);
      if (!place) break;
      const answer = await place.use(async () => {
        await delay(clock, this.#random.between(6, 20) * SECOND);
        return place.kiosk.request(this.#wish);
      });
      if (answer && 'number' in answer) this.holdTicket(answer.number);
      else {
        // Whose slot is over, or who was told to go to a kiosk, does as all others do.
        this.#manner = null;
        await delay(clock, this.#random.between(20, 120) * SECOND);
      }
    }
    if (this.number === null) this.leave();
  }

  get #wish(): Parameters<KioskPlace['kiosk']['request']>[0] {
    const manner = this.#manner;
    if (manner && 'appointment' in manner) return manner;
    return { service: this.service.id, ...manner };
  }

  /** Has a ticket and waits to be called. */
  holdTicket(number: string): void {
    this.number = number;
    this.#floor.know(number, this);
    this.waitForCall();
  }

  /** Waits, but not for ever: who left is called in vain. */
  waitForCall(): void {
    const { clock, waiting, satDown } = this.#floor;
    this.step = 'waiting';
    waiting.add(this);
    const patience = this.#random.lognormal(58, 0.6) * MINUTE;
    this.#patience = clock.after(patience, () => this.leave());
    satDown.emit();
  }

  /** Reads the own number on a sign; a few look elsewhere and notice the next time. */
  hear(desk: Seat): void {
    if (this.step !== 'waiting' || this.#random.chance(0.03)) return;
    this.#rise('walking');
    const walk = Math.min(60, Math.max(8, this.#random.lognormal(24, 0.5)));
    this.#floor.clock.after(walk * SECOND, () => {
      if (desk.sit(this)) this.step = 'seated';
      else this.waitForCall();
    });
  }

  /** Milliseconds that the matter takes with a clerk of this pace. */
  serviceTime(pace: number): number {
    return Math.max(40 * SECOND, this.#random.lognormal(this.service.minutes * pace, 0.8) * MINUTE);
  }

  /** Presses a key of the evaluator, or does not. */
  async rate(unit: Ff68Unit): Promise<void> {
    const { clock } = this.#floor;
    if (!this.#random.chance(RATES)) return;
    await delay(clock, this.#random.between(2, 14) * SECOND);
    await unit.rate(this.#random.weighted(grades));
    if (!this.#random.chance(0.005)) return;
    await delay(clock, this.#random.between(1, 3) * SECOND);
    await unit.rate(this.#random.weighted(grades));
  }

  leave(): void {
    this.#rise('gone');
  }

  #rise(step: 'walking' | 'gone'): void {
    this.#patience?.();
    this.#floor.waiting.delete(this);
    this.step = step;
  }
}
