import { SECOND } from '../../shared/time.ts';
import type { Cancel, Clock } from '../clock/clock.ts';
import { needsPerson } from '../transports/failure.ts';

const FIRST_WAIT = 0.5 * SECOND;
/** What comes back is met within five seconds: this wait, and what a connect takes. */
const LONGEST_WAIT = 4 * SECOND;
/** What only a person can mend is tried rarely. */
const PERSONS_WAIT = 30 * SECOND;
/** A connection that held this long starts the waits anew. */
const STEADY = 10 * SECOND;

export interface SupervisorParts<C extends { close(): Promise<void> }> {
  clock: Clock;
  /** Opens a new connection; `closed` is to be called when it ends by itself. */
  open: (closed: (error?: Error) => void) => Promise<C>;
  /** Told of every connection; `renewed` when it is one in the place of another that was up. */
  up: (connection: C, renewed: boolean) => void;
  /** Told of every loss and of every connect that failed. */
  down: (error: Error | undefined) => void;
  /** Calls `appeared` when there is a reason to try again at once; returns how to stop. */
  watch?: ((appeared: () => void) => Cancel) | undefined;
}

/**
 * Keeps a connection: opens it, notices its loss, and opens it again for ever, 0.5 s later
 * and twice as long each time up to 4 s, counted from the start of the last try where that
 * took its time, or at once when the port appears. Every connect makes a new connection.
 */
export class Supervisor<C extends { close(): Promise<void> }> {
  readonly #parts: SupervisorParts<C>;
  #connection: C | null = null;
  #stopped = true;
  #wait = FIRST_WAIT;
  #triedAt = 0;
  #openedAt = 0;
  #retryAt: number | undefined;
  #cancel: Cancel | undefined;
  #life = 0;

  constructor(parts: SupervisorParts<C>) {
    this.#parts = parts;
  }

  /** The open connection, or null. */
  get connection(): C | null {
    return this.#connection;
  }

  /** When the next try is due, in milliseconds UTC; none while one is made or the connection is up. */
  get retryAt(): number | undefined {
    return this.#retryAt;
  }

  start(): void {
    this.#stopped = false;
    void this.#connect(false);
  }

  /** Closes the connection, or gives up the one that is being opened. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#life += 1;
    this.#rest();
    const connection = this.#connection;
    this.#connection = null;
    await connection?.close();
  }

  /** Puts a new connection in the place of the one that is up. Nobody is told unless that fails. */
  async renew(): Promise<void> {
    const connection = this.#connection;
    if (!connection) return;
    const life = ++this.#life;
    this.#connection = null;
    await connection.close().catch(() => undefined);
    if (life === this.#life && !this.#stopped) await this.#connect(true);
  }

  async #connect(renewed: boolean): Promise<void> {
    this.#rest();
    const { clock, open, up } = this.#parts;
    const life = ++this.#life;
    const isPresent = () => life === this.#life && !this.#stopped;
    this.#triedAt = clock.now();
    try {
      const connection = await open((error) => {
        if (isPresent()) this.#lost(error);
      });
      if (!isPresent()) {
        await connection.close();
        return;
      }
      this.#connection = connection;
      this.#openedAt = clock.now();
      up(connection, renewed);
    } catch (error) {
      if (isPresent()) this.#lost(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #lost(error: Error | undefined): void {
    const { clock, down } = this.#parts;
    this.#life += 1;
    const now = clock.now();
    const connection = this.#connection;
    this.#connection = null;
    if (connection && now - this.#openedAt >= STEADY) this.#wait = FIRST_WAIT;
    void connection?.close().catch(() => undefined);
    // A clock that was set meanwhile has no say in how long a try took.
    const took = connection ? 0 : Math.min(LONGEST_WAIT, Math.max(0, now - this.#triedAt));
    const wait = needsPerson(error) ? PERSONS_WAIT : Math.max(FIRST_WAIT, this.#wait - took);
    this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
    this.#await(wait);
    down(error);
  }

  #await(ms: number): void {
    const { clock, watch } = this.#parts;
    this.#retryAt = clock.now() + ms;
    const again = () => void this.#connect(false);
    const cancel = clock.after(ms, again);
    const unwatch = watch?.(() => {
      // What appears may take a moment to be ready.
      this.#wait = FIRST_WAIT;
      again();
    });
    this.#cancel = () => {
      cancel();
      unwatch?.();
    };
  }

  #rest(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#retryAt = undefined;
  }
}
