import type { MessageConnection, PublishOptions } from '../transports/transport.ts';

/** Messages that pass and wait at most; a broker that takes none does not make the bridge grow. */
const MOST_WAITING = 1000;

interface Waiting {
  topic: string;
  payload: string;
  options: PublishOptions;
}

/**
 * What is to be published on one connection, one after the other. Of a topic that is retained only
 * the latest is sent, and only when it is another than the one before.
 */
export class AnnounceOutbox {
  readonly #connection: MessageConnection;
  readonly #failed: (error: unknown) => void;
  readonly #told = new Map<string, string>();
  readonly #kept = new Map<string, Waiting>();
  #passing: Waiting[] = [];
  #running: Promise<void> | null = null;

  constructor(connection: MessageConnection, failed: (error: unknown) => void) {
    this.#connection = connection;
    this.#failed = failed;
  }

  /** What is so, for whoever comes later; an empty payload takes it back. */
  keep(topic: string, payload: string): void {
    if (!this.#kept.has(topic) && this.#told.get(topic) === payload) return;
    this.#kept.set(topic, { topic, payload, options: { retain: true, qos: 1 } });
    this.#run();
  }

  /** What happened, for whoever is there: never retained. @param expiry milliseconds it is worth anything */
  pass(topic: string, payload: string, expiry: number): void {
    if (this.#passing.length >= MOST_WAITING) this.#passing.shift();
    this.#passing.push({ topic, payload, options: { retain: false, qos: 1, expiry } });
    this.#run();
  }

  /** Says everything anew, as if nothing had been told. */
  forget(): void {
    this.#told.clear();
  }

  /** Resolves when everything that waits has been sent, or could not be. */
  async settle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #run(): void {
    this.#running ??= this.#send()
      .catch(this.#failed)
      .finally(() => (this.#running = null));
  }

  async #send(): Promise<void> {
    for (;;) {
      const next = this.#next();
      if (!next) return;
      await this.#connection.publish(next.topic, next.payload, next.options);
    }
  }

  #next(): Waiting | undefined {
    for (const [topic, waiting] of this.#kept) {
      this.#kept.delete(topic);
      if (this.#told.get(topic) === waiting.payload) continue;
      this.#told.set(topic, waiting.payload);
      return waiting;
    }
    return this.#passing.shift();
  }
}
