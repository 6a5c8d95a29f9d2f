import { matchesTopic } from '../../transports/topic.ts';
import {
  once,
  type ByteTransport,
  type MessageConnection,
  type MessageEvents,
  type MessageTransport,
} from '../../transports/transport.ts';
import type { BytePort } from './byte-port.ts';
import type { BrokerSide, MessagePort, Publication } from './message-port.ts';

/**
 * Reaches a port without a socket, for living a past: everything settles in microtasks, so
 * that a clock that runs ahead sees the answer before its next task.
 */
export function memoryTransport(port: BytePort): ByteTransport {
  return {
    medium: 'bytes',
    address: 'memory',
    gap: 20,
    async open(events) {
      await Promise.resolve();
      const closed = once(events.closed);
      let open = true;
      const link = port.attach({
        bytes: (chunk) => events.bytes(chunk),
        closed() {
          open = false;
          closed();
        },
      });
      return {
        async write(bytes) {
          if (!open) throw new Error('the connection is closed');
          await Promise.resolve();
          link.write(bytes);
        },
        close() {
          open = false;
          link.detach();
          return Promise.resolve();
        },
      };
    },
  };
}

/** A broker in memory between the hall's clients and one bridge. */
export function memoryMessages(port: MessagePort): MessageTransport {
  return {
    medium: 'messages',
    address: 'memory',
    open: (events) => Promise.resolve(new MemoryBroker(port, events).connection()),
  };
}

/** Lives as long as the bridge's connection to it. */
class MemoryBroker {
  readonly #port: MessagePort;
  readonly #events: MessageEvents;
  readonly #filters: string[] = [];
  readonly #retained = new Map<string, Uint8Array>();
  readonly #sides = new Map<string, BrokerSide>();

  constructor(port: MessagePort, events: MessageEvents) {
    this.#port = port;
    this.#events = events;
    for (const seat of port.seats) {
      const side = {
        publish: (publication: Publication) => this.#take(publication),
        cut: () => undefined,
      };
      this.#sides.set(seat.settings.id, side);
      seat.attach(side);
    }
  }

  connection(): MessageConnection {
    return {
      subscribe: async (filters) => {
        this.#filters.push(...filters);
        for (const [topic, payload] of this.#retained) {
          if (filters.some((filter) => matchesTopic(filter, topic))) await this.#tell(topic, payload, true);
        }
      },
      publish: async (topic, payload) => {
        await Promise.resolve();
        const bytes = bytesOf(payload);
        for (const { settings, receiver } of this.#port.seats) {
          if (settings.filters.some((filter) => matchesTopic(filter, topic))) receiver(topic, bytes, false);
        }
      },
      close: () => {
        for (const seat of this.#port.seats) {
          const side = this.#sides.get(seat.settings.id);
          if (side) seat.detach(side);
        }
        return Promise.resolve();
      },
    };
  }

  #take({ topic, payload, retain }: Publication): void {
    const bytes = bytesOf(payload);
    if (retain) this.#retained.set(topic, bytes);
    if (!this.#filters.some((filter) => matchesTopic(filter, topic))) return;
    // A bridge that cannot record a message does not acknowledge it; nobody here waits for that.
    void this.#tell(topic, bytes, false).catch(() => undefined);
  }

  #tell(topic: string, payload: Uint8Array, retained: boolean): Promise<void> {
    return this.#events.message({ topic, payload, retained });
  }
}

function bytesOf(payload: string | Uint8Array): Uint8Array {
  return typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
}
