import { MINUTE, SECOND } from '../../shared/time.ts';
import type { Cancel, Clock } from './clock.ts';

/** A machine's clock is held for right while it is no further back than this: it may be slowed, and is read by the millisecond. */
const SLOWED = 5 * SECOND;

/** Set on by more, or asleep for longer, is worth telling. */
const JUMPED = MINUTE;

/**
 * The time of the hall: that of the machine, but never back. Where the machine's clock is set
 * back, the hall's goes on at its own pace, so that every wait and service keeps its length.
 */
export class SteadyClock implements Clock {
  readonly #machine: Clock;
  readonly #steady: () => number;
  #at: number;
  #read: number;
  #jump = 0;

  /**
   * @param machine the clock that people set
   * @param steady milliseconds that only ever pass
   * @param from the latest instant the hall knows, milliseconds UTC; it goes on from there
   */
  constructor(machine: Clock, steady: () => number, from = 0) {
    this.#machine = machine;
    this.#steady = steady;
    this.#at = Math.max(from, machine.now());
    this.#read = steady();
  }

  now(): number {
    const told = this.#machine.now();
    const read = this.#steady();
    const goesOn = this.#at + read - this.#read;
    if (told - goesOn > JUMPED) this.#jump += told - goesOn;
    this.#read = read;
    this.#at = told < goesOn - SLOWED ? goesOn : Math.max(told, this.#at);
    return Math.floor(this.#at);
  }

  /** Milliseconds by which the hall's time is ahead of the machine's, which was set back; 0 where they agree. */
  get ahead(): number {
    const ahead = this.now() - this.#machine.now();
    return ahead > SLOWED ? ahead : 0;
  }

  /** Milliseconds by which the machine's clock went on at once since this was last asked: set, or asleep. */
  takeJump(): number {
    const jump = Math.round(this.#jump);
    this.#jump = 0;
    return jump;
  }

  /** Takes the machine's time again, where that is not before an instant: for an hour at which nobody waits. */
  align(notBefore: number): void {
    const told = this.#machine.now();
    if (told < notBefore) return;
    this.#at = told;
    this.#read = this.#steady();
  }

  after(ms: number, task: () => void): Cancel {
    return this.#machine.after(ms, task);
  }

  every(ms: number, task: () => void): Cancel {
    return this.#machine.every(ms, task);
  }
}
