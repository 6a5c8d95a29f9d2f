import { createServer, type AddressInfo, type Server } from 'node:net';
import { Aedes } from 'aedes';
import type { Message } from '../drivers/driver.ts';
import type { Log } from '../log.ts';
import { Filters } from './filters.ts';
import './packet-numbers.ts';
import { Retained } from './retained.ts';
import { once, type MessageConnection, type MessageEvents, type MessageTransport } from './transport.ts';

/**
 * The broker inside the bridge (MQTT 3.1.1). A device that publishes with QoS 1 is
 * acknowledged after the bridge has the message on disk: the broker asks the bridge
 * before it takes a message, and PUBACK follows.
 */
export class EmbeddedBroker {
  readonly #aedes: Aedes;
  readonly #server: Server;
  /** What the broker would replay to a newcomer, for the bridge's own seat. */
  readonly #retained: Retained;
  readonly #readers = new Set<{ isReady: boolean; filters: Filters<true>; events: MessageEvents }>();
  /** Settles when the bridge listens: what comes before waits, or nobody would record it. */
  #listening = Promise.withResolvers<void>();

  private constructor(aedes: Aedes, log: Pick<Log, 'warn'>) {
    this.#aedes = aedes;
    this.#retained = new Retained(log);
    this.#server = createServer((socket) => {
      socket.setNoDelay(true);
      aedes.handle(socket);
    });
    aedes.authorizePublish = (_client, packet, taken) => {
      // The broker's own memory follows: what is not kept here is not kept there.
      if (packet.retain) packet.retain = this.#retained.keep(packet.topic, bytesOf(packet));
      this.#deliver({ topic: packet.topic, payload: bytesOf(packet), retained: false }).then(
        () => taken(null),
        (error: unknown) => taken(error instanceof Error ? error : new Error(String(error))),
      );
    };
  }

  /** @throws Error when the port is taken */
  static async start(
    { host, port }: { host: string; port: number },
    log: Pick<Log, 'warn'>,
  ): Promise<EmbeddedBroker> {
    const broker = new EmbeddedBroker(await Aedes.createBroker(), log);
    await new Promise<void>((resolve, reject) => {
      broker.#server.once('error', reject);
      broker.#server.listen(port, host, resolve);
    });
    return broker;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The bridge's own seat at this broker. */
  transport(): MessageTransport {
    return {
      medium: 'messages',
      address: `mqtt://127.0.0.1:${this.port} (embedded)`,
      open: (events) => Promise.resolve(this.#seat(events)),
    };
  }

  async stop(): Promise<void> {
    this.#listening.promise.catch(() => undefined);
    this.#listening.reject(new Error('the broker stops'));
    const stopped = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    await new Promise<void>((resolve) => this.#aedes.close(() => resolve()));
    await stopped;
  }

  #seat(events: MessageEvents): MessageConnection {
    const reader = {
      isReady: false,
      filters: new Filters<true>(),
      events: { ...events, closed: once(events.closed) },
    };
    this.#readers.add(reader);
    return {
      subscribe: async (filters) => {
        for (const filter of filters) reader.filters.add(filter, true);
        reader.isReady = true;
        this.#listenIfAllDo();
        await this.#replayRetained(filters, events);
      },
      publish: (topic, payload, { retain = false, qos = 1 } = {}) =>
        new Promise((resolve, reject) => {
          const bytes = Buffer.from(payload);
          const isKept = retain && this.#retained.keep(topic, bytes);
          const packet = { topic, payload: bytes, qos, retain: isKept, dup: false };
          this.#aedes.publish({ cmd: 'publish', ...packet }, (error) => (error ? reject(error) : resolve()));
        }),
      close: () => {
        this.#readers.delete(reader);
        if (this.#readers.size === 0) this.#listening = Promise.withResolvers();
        else this.#listenIfAllDo();
        reader.events.closed();
        return Promise.resolve();
      },
    };
  }

  /** Who has a seat and has not said yet what to hear would miss what is taken now. */
  #listenIfAllDo(): void {
    if ([...this.#readers].every(({ isReady }) => isReady)) this.#listening.resolve();
  }

  async #deliver(message: Message): Promise<void> {
    await this.#listening.promise;
    for (const { filters, events } of this.#readers) {
      if (filters.match(message.topic).size > 0) await events.message(message);
    }
  }

  async #replayRetained(filters: string[], events: MessageEvents): Promise<void> {
    // All of them first: what comes while one is recorded is news, and comes by itself.
    for (const message of [...this.#retained.under(filters)]) {
      await events.message({ ...message, retained: true });
    }
  }
}

function bytesOf({ payload }: { payload: string | Buffer }): Uint8Array {
  return typeof payload === 'string' ? Buffer.from(payload) : payload;
}
