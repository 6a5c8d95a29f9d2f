import { Refusal } from '../../shared/refusals.ts';
import type { Log } from '../log.ts';

/** Keeps what goes wrong with one frame or one device from the rest of its line: it is told to the log. */
export class Faults {
  readonly #line: string;
  readonly #log: Log;

  constructor(line: string, log: Log) {
    this.#line = line;
    this.#log = log;
  }

  /** What a driver stumbles over, as an answer that its profile cannot build: null then. */
  attempt<T>(device: string, work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      this.#log.error({ line: this.#line, device, error }, 'driver');
      return null;
    }
  }

  /** A device that fails to be recorded is not acknowledged; the rest of the line goes on. */
  guard(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (error instanceof Refusal) this.#log.warn({ line: this.#line, code: error.code }, error.message);
      else this.#log.error({ line: this.#line, error }, 'line');
    });
  }
}
