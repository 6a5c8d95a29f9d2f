import type { Cancel, Clock } from '../../clock/clock.ts';
import type { ByteConnection, ByteTransport } from '../../transports/transport.ts';
import type { Candidate } from './candidate.ts';
import type { Capture } from './capture.ts';
import { Impression } from './impression.ts';

/** Bytes of one setting that are read: whoever never pauses is known by these, or not at all. */
export const MOST_READ = 64 * 1024;

export interface ListeningParts {
  transport: ByteTransport;
  candidates: Candidate[];
  capture: Capture;
  clock: Clock;
  /** Told whenever bytes came, and when the port went. */
  changed: () => void;
}

/** One opening of the port: what comes goes to every candidate, and nothing is written unless it is asked for. */
export class Listening {
  readonly impression = new Impression();
  readonly candidates: readonly Candidate[];
  /** Bytes that came so far, those of a burst that goes on included. */
  bytes = 0;
  /** Why the port went, if it did. */
  lost: string | null = null;
  readonly #parts: ListeningParts;
  #connection: ByteConnection | null = null;
  #cancelGap: Cancel | undefined;
  #isOver = false;

  private constructor(parts: ListeningParts) {
    this.#parts = parts;
    this.candidates = parts.candidates;
  }

  /** @throws Error with the system's reason when the port cannot be opened so */
  static async open(parts: ListeningParts): Promise<Listening> {
    const listening = new Listening(parts);
    parts.capture.turnTo(parts.transport.address);
    listening.#connection = await parts.transport.open({
      bytes: (chunk) => listening.#hear(chunk),
      closed: (error) => listening.#lose(error),
    });
    return listening;
  }

  /** Sends a question that was agreed to. @throws Error when the port is gone */
  async send(bytes: Uint8Array): Promise<void> {
    if (!this.#connection) throw new Error('the port is closed');
    this.#parts.capture.send(bytes, this.#parts.clock.now());
    await this.#connection.write(bytes);
  }

  /** Lets the port go; what is incomplete stays so. */
  async close(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#fallSilent();
    await this.#connection?.close();
    this.#connection = null;
  }

  #hear(chunk: Uint8Array): void {
    if (this.#isOver) return;
    const { capture, clock, transport, changed } = this.#parts;
    this.bytes += chunk.length;
    for (const cut of capture.hear(chunk, clock.now())) this.impression.take(cut);
    if (this.bytes <= MOST_READ) for (const candidate of this.candidates) candidate.push(chunk);
    this.#cancelGap?.();
    this.#cancelGap = clock.after(transport.gap, () => this.#fallSilent());
    changed();
  }

  #fallSilent(): void {
    this.#cancelGap?.();
    const burst = this.#parts.capture.silence();
    if (burst.length > 0) this.impression.take(burst);
    for (const candidate of this.candidates) candidate.idle();
  }

  #lose(error: Error | undefined): void {
    if (this.#isOver) return;
    this.lost = error?.message ?? 'closed by the other side';
    this.#parts.changed();
  }
}
