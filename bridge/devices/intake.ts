import type { Cancel, Clock } from '../clock/clock.ts';
import { Framer, type Discarded } from '../framing/framer.ts';
import type { Framing } from '../framing/framing.ts';
import { Echo } from './echo.ts';

export interface IntakeSink {
  /**
   * A whole frame.
   *
   * @param isOlder whether it began before the present request was written, and cannot answer it
   */
  frame(bytes: Uint8Array, isOlder: boolean): void;
  /** Bytes that belong to no frame. */
  discarded(bytes: Uint8Array, why: Discarded): void;
}

/** What comes in on a line: takes out what the adapter hears of itself, and cuts frames of the rest. */
export class Intake {
  readonly #clock: Clock;
  readonly #gap: number;
  readonly #sink: IntakeSink;
  readonly #echo: Echo | null;
  #framing: Framing;
  #framer: Framer;
  #timer: Cancel | undefined;
  #isOlder = false;

  constructor(parts: {
    clock: Clock;
    framing: Framing;
    /** Silence in milliseconds after which what is not whole will not be completed. */
    gap: number;
    /** Whether the adapter gives back what is written. */
    echo: boolean;
    sink: IntakeSink;
  }) {
    this.#clock = parts.clock;
    this.#gap = parts.gap;
    this.#sink = parts.sink;
    this.#echo = parts.echo ? new Echo(parts.clock) : null;
    this.#framing = parts.framing;
    this.#framer = this.#createFramer();
  }

  /** Cuts by another framing from now on, if it is another. */
  refit(framing: Framing): void {
    if (framing === this.#framing) return;
    this.#framer.reset();
    this.#framing = framing;
    this.#framer = this.#createFramer();
  }

  /** Takes a chunk of any size. */
  push(chunk: Uint8Array): void {
    this.#timer?.();
    const bytes = this.#echo ? this.#echo.take(chunk) : chunk;
    if (bytes.length > 0) this.#framer.push(bytes);
    if (this.#framer.pending === 0 && !this.#echo?.pending) return;
    this.#timer = this.#clock.after(this.#gap, () => {
      // After a standstill the rest may lie ready: one more turn of the loop to read it.
      this.#timer = this.#clock.after(0, () => this.#silence());
    });
  }

  /** Says what is written, before it is. */
  expect(bytes: Uint8Array): void {
    this.#isOlder = this.#framer.pending > 0;
    this.#echo?.expect(bytes);
  }

  /** Begins anew, as after a reconnect; what was not whole is discarded. */
  reset(): void {
    this.stop();
    this.#framer.reset();
    this.#echo?.reset();
  }

  /** Waits for nothing any more. */
  stop(): void {
    this.#timer?.();
  }

  #createFramer(): Framer {
    return new Framer(this.#framing, {
      frame: (bytes) => {
        const isOlder = this.#isOlder;
        this.#isOlder = false;
        this.#sink.frame(bytes, isOlder);
      },
      discarded: (bytes, why) => {
        this.#isOlder = false;
        this.#sink.discarded(bytes, why);
      },
    });
  }

  /** What is not whole by now will not be completed. */
  #silence(): void {
    if (this.#echo?.pending) this.#framer.push(this.#echo.release());
    this.#framer.idle();
  }
}
