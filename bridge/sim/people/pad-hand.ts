import { SECOND } from '../../../shared/time.ts';
import { delay, type Clock } from '../../clock/clock.ts';
import { padKeys } from '../devices/ff68-unit.ts';
import type { Random } from '../random.ts';
import type { Desk } from './desk.ts';

/** How long after a key its effect must show. */
const EFFECT = 3 * SECOND;
const MOST_TRIES = 6;

/** A clerk's hand on the pad: presses keys until they are taken, and looks what came of them. */
export class PadHand {
  readonly #desk: Desk;
  readonly #clock: Clock;
  readonly #wire: Clock;
  readonly #random: Random;

  /** @param wire the time in which the bridge answers */
  constructor(desk: Desk, clock: Clock, wire: Clock, random: Random) {
    this.#desk = desk;
    this.#clock = clock;
    this.#wire = wire;
    this.#random = random;
  }

  /** Presses until the pad is acknowledged; gives up after a while. */
  async press(keys: readonly number[]): Promise<void> {
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      if (await this.#desk.unit.press(keys)) return;
      await this.#pause(8, 15);
    }
  }

  /** Presses a key that calls somebody; resolves with the number that is then shown, if one is. */
  async callFor(keys: readonly number[]): Promise<string | null> {
    const shown = this.#numberShown();
    if (await this.#desk.unit.press(keys)) return shown;
    await this.#pause(8, 15);
    return null;
  }

  /**
   * Opens the window with the call key, or with the pause key after a pause; where that shows
   * no effect, with the other one. A blank sign after the call key may be that of a window
   * that was open before. Resolves with a number if one was called by that.
   */
  async open(key: 'call' | 'pause'): Promise<string | null> {
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      const first = attempt % 2 === 0;
      if ((key === 'call') === first) {
        const number = await this.callFor(padKeys.call);
        if (number !== null) return number;
      } else {
        await this.press(padKeys.pause);
        await delay(this.#wire, EFFECT);
      }
      if (this.#desk.looksOpen || (key === 'call' && this.#desk.looksBlank)) return null;
      await this.#pause(2, 5);
    }
    return null;
  }

  async #numberShown(): Promise<string | null> {
    const end = this.#wire.now() + EFFECT;
    for (let left = EFFECT; left > 0; left = end - this.#wire.now()) {
      const display = await this.#desk.shown.next(this.#wire, left);
      if (display && display.number !== '') return display.number;
    }
    return null;
  }

  #pause(low: number, high: number): Promise<void> {
    return delay(this.#clock, this.#random.between(low, high) * SECOND);
  }
}
