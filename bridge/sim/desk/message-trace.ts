import type { FrameRecord } from '../../../shared/channel.ts';
import type { Clock } from '../../clock/clock.ts';
import type { MessageDriver } from '../../drivers/driver.ts';
import { toHex } from '../../framing/bytes.ts';
import { matchesTopic } from '../../transports/topic.ts';
import type { Publication } from '../ports/message-port.ts';

/** Messages that are kept of a device. */
const KEPT = 100;
/** Bytes that are kept of one. */
const LONGEST = 4096;

type Passed = Pick<Publication, 'topic' | 'payload' | 'retain'>;

/** What passed between a lone device and its broker, as its driver would read it. */
export class MessageTrace {
  readonly counts = { messages: 0, unread: 0 };
  readonly #device: string;
  readonly #driver: MessageDriver;
  readonly #settings: unknown;
  readonly #filters: readonly string[];
  readonly #clock: Clock;
  readonly #records: FrameRecord[] = [];
  #memory: unknown;
  #n = 0;

  /** @param settings of the driver, checked */
  constructor(device: string, driver: MessageDriver, settings: unknown, clock: Clock) {
    this.#device = device;
    this.#driver = driver;
    this.#settings = settings;
    this.#filters = driver.topics(settings);
    this.#memory = driver.memory?.(settings);
    this.#clock = clock;
  }

  /** Takes what the device said (`in`), or what it was told. */
  take(direction: 'in' | 'out', { topic, payload }: Passed): void {
    const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
    if (direction === 'in') this.#count(topic, bytes);
    const device = this.#device;
    this.#records.push({
      ...{ n: ++this.#n, at: this.#clock.now(), line: device, device, direction, topic, fields: [] },
      verdict: direction === 'in' ? 'message' : 'sent',
      hex: toHex(bytes.slice(0, LONGEST)),
    });
    if (this.#records.length > KEPT) this.#records.shift();
  }

  /** The latest, oldest first. */
  recent(): FrameRecord[] {
    return [...this.#records];
  }

  #count(topic: string, payload: Uint8Array): void {
    this.counts.messages += 1;
    if (!this.#filters.some((filter) => matchesTopic(filter, topic))) return;
    if (this.#read(topic, payload) === null) this.counts.unread += 1;
  }

  /** What a driver stumbles over it cannot read. */
  #read(topic: string, payload: Uint8Array): unknown {
    try {
      return this.#driver.decode({ topic, payload, retained: false }, this.#settings, this.#memory);
    } catch {
      return null;
    }
  }
}
