import type { Clock } from '../clock/clock.ts';

/** Shortest time between two sendings: what comes in between goes together. */
const REST = 5;

/** Sends at once when idle, and in small batches when busy. */
export class Outbox<T> {
  readonly #clock: Clock;
  readonly #send: (items: T[]) => void;
  #waiting: T[] = [];
  #resting = false;

  constructor(clock: Clock, send: (items: T[]) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  put(items: T[]): void {
    this.#waiting.push(...items);
    if (!this.#resting) this.#flush();
  }

  #flush(): void {
    const items = this.#waiting;
    this.#waiting = [];
    this.#resting = true;
    this.#send(items);
    this.#clock.after(REST, () => {
      this.#resting = false;
      if (this.#waiting.length > 0) this.#flush();
    });
  }
}
