import type { Clock } from '../clock/clock.ts';

/** Writes whose echo is still to come; more than these are not waited for. */
const MOST_WRITES = 8;
/** A longer write is not recognised: its echo is noise, and counted so. */
const LONGEST_WRITE = 256;
/** An echo comes while the bytes leave; after this it does not come any more, in milliseconds. */
const PATIENCE = 1000;

/**
 * Takes out of what comes in exactly what was written, once for each write: simple RS-485
 * adapters hear themselves. An answer of the same bytes is the second to come and stays. Bytes
 * that turn out not to be an echo go on in their order, so that nothing is lost by waiting.
 */
export class Echo {
  readonly #clock: Clock;
  #expected: { bytes: Uint8Array; at: number }[] = [];
  /** The beginning of what may be an echo. */
  #held: Uint8Array = new Uint8Array(0);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many bytes wait for the rest of their echo. */
  get pending(): number {
    return this.#held.length;
  }

  /** Says what is written, before it is. */
  expect(bytes: Uint8Array): void {
    if (bytes.length === 0 || bytes.length > LONGEST_WRITE) return;
    this.#expected.push({ bytes: bytes.slice(), at: this.#clock.now() });
    if (this.#expected.length > MOST_WRITES) this.#expected.shift();
  }

  /** What of a chunk, and of what was held back before it, is no echo. */
  take(chunk: Uint8Array): Uint8Array {
    const now = this.#clock.now();
    this.#expected = this.#expected.filter(({ at }) => now >= at && now - at < PATIENCE);
    if (this.#expected.length === 0 && this.#held.length === 0) return chunk;
    const bytes = Uint8Array.of(...this.#held, ...chunk);
    const rest: number[] = [];
    let at = 0;
    while (at < bytes.length) {
      const echo = this.#echoAt(bytes, at);
      if (echo === 'wait') break;
      if (echo === null) rest.push(bytes[at++] as number);
      else at += echo;
    }
    this.#held = bytes.slice(at);
    return Uint8Array.from(rest);
  }

  /** Gives back what was held: the line is silent, and the rest of an echo will not come. */
  release(): Uint8Array {
    const held = this.#held;
    this.#held = new Uint8Array(0);
    return held;
  }

  /** Forgets everything, as after a reconnect. */
  reset(): void {
    this.#expected = [];
    this.#held = new Uint8Array(0);
  }

  /** Length of the echo that begins here, `wait` for what may still become one, null for none. */
  #echoAt(bytes: Uint8Array, at: number): number | 'wait' | null {
    for (const [index, { bytes: written }] of this.#expected.entries()) {
      const there = Math.min(written.length, bytes.length - at);
      if (!written.subarray(0, there).every((byte, i) => byte === bytes[at + i])) continue;
      if (there < written.length) return 'wait';
      // Echoes come in the order of the writes: those before it were lost on the wire.
      this.#expected.splice(0, index + 1);
      return written.length;
    }
    return null;
  }
}
