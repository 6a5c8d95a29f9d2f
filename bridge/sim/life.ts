import type { Cancel, Clock } from '../clock/clock.ts';

/** A clock for people who may be sent home: nothing that they planned happens after `end`. */
export class Life implements Clock {
  readonly #clock: Clock;
  #ended = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  after(ms: number, task: () => void): Cancel {
    return this.#clock.after(ms, () => {
      if (!this.#ended) task();
    });
  }

  every(ms: number, task: () => void): Cancel {
    const cancel = this.#clock.every(ms, () => {
      if (this.#ended) cancel();
      else task();
    });
    return cancel;
  }

  end(): void {
    this.#ended = true;
  }
}
