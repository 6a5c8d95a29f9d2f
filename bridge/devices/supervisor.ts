import { SECOND } from '../../shared/time.ts';
import type { Cancel, Clock } from '../clock/clock.ts';

const FIRST_WAIT = 0.5 * SECOND;
const LONGEST_WAIT = 30 * SECOND;
/** A connection that held this long starts the waits anew. */
const STEADY = 10 * SECOND;

export interface SupervisorParts<C extends { close(): Promise<void> }> {
  clock: Clock;
  /** Opens a new connection; `closed` is to be called when it ends by itself. */
  open: (closed: (error?: Error) => void) => Promise<C>;
  up: (connection: C) => void;
  /** Told of every loss and of every connect that failed. */
  down: (error: Error | undefined) => void;
}

/**
 * Keeps a connection: opens it, notices its loss, and opens it again for ever, waiting
 * 0.5 s and twice as long each time up to 30 s. Every connect makes a new connection.
 */
export class Supervisor<C extends { close(): Promise<void> }> {
  readonly #parts: SupervisorParts<C>;
  #connection: C | null = null;
  #stopped = true;
  #wait = FIRST_WAIT;
  #openedAt = 0;
  #cancel: Cancel | undefined;
  #life = 0;

  constructor(parts: SupervisorParts<C>) {
    this.#parts = parts;
  }

  /** The open connection, or null. */
  get connection(): C | null {
    return this.#connection;
  }

  start(): void {
    this.#stopped = false;
    void this.#connect();
  }

  /** Closes the connection, or gives up the one that is being opened. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#life += 1;
    this.#cancel?.();
    const connection = this.#connection;
    this.#connection = null;
    await connection?.close();
  }

  async #connect(): Promise<void> {
    const life = ++this.#life;
    const isPresent = () => life === this.#life && !this.#stopped;
    try {
      const connection = await this.#parts.open((error) => {
        if (isPresent()) this.#lost(error);
      });
      if (!isPresent()) {
        await connection.close();
        return;
      }
      this.#connection = connection;
      this.#openedAt = this.#parts.clock.now();
      this.#parts.up(connection);
    } catch (error) {
      if (isPresent()) this.#lost(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #lost(error: Error | undefined): void {
    const { clock, down } = this.#parts;
    this.#life += 1;
    if (this.#connection && clock.now() - this.#openedAt >= STEADY) this.#wait = FIRST_WAIT;
    const connection = this.#connection;
    this.#connection = null;
    void connection?.close().catch(() => undefined);
    down(error);
    this.#cancel = clock.after(this.#wait, () => void this.#connect());
    this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
  }
}
