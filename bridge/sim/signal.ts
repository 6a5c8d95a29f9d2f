import type { Clock } from '../clock/clock.ts';

/** Something that happens now and then, and can be waited for. */
export class Signal<T = void> {
  #waiting = new Set<(value: T) => void>();

  /** Tells everyone who waits. */
  emit(value: T): void {
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const resolve of waiting) resolve(value);
  }

  /** Resolves with what happens next, or with null when nothing did for `ms`. */
  next(clock: Clock, ms: number): Promise<T | null> {
    return new Promise((resolve) => {
      const hear = (value: T) => {
        cancel();
        resolve(value);
      };
      // At least a millisecond, so that whoever waits for the rest of a time gets to its end.
      const cancel = clock.after(Math.max(1, Math.ceil(ms)), () => {
        this.#waiting.delete(hear);
        resolve(null);
      });
      this.#waiting.add(hear);
    });
  }
}
