import type { LineStatus } from '../../shared/channel.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { Clock } from '../clock/clock.ts';
import type { Message, MessageDriver } from '../drivers/driver.ts';
import type { Log } from '../log.ts';
import { matchesTopic } from '../transports/topic.ts';
import type { MessageConnection, MessageTransport } from '../transports/transport.ts';
import type { Device } from './device.ts';
import { FrameLog } from './frame-log.ts';
import { Supervisor } from './supervisor.ts';

type MessageDevice = Device & { driver: MessageDriver };

/** A broker, with the devices that speak through it. */
export class MessageLine {
  readonly id: string;
  readonly log: FrameLog;
  readonly #transport: MessageTransport;
  readonly #devices: { device: MessageDevice; filters: string[] }[];
  readonly #clock: Clock;
  readonly #errors: Log;
  readonly #supervisor: Supervisor<MessageConnection>;
  #since: number;
  #error: string | undefined;

  constructor(parts: { id: string; transport: MessageTransport; devices: Device[]; clock: Clock; log: Log }) {
    this.id = parts.id;
    this.#transport = parts.transport;
    this.#devices = (parts.devices as MessageDevice[]).map((device) => ({
      device,
      filters: device.driver.topics(device.settings),
    }));
    this.#clock = parts.clock;
    this.#errors = parts.log;
    this.#since = parts.clock.now();
    // A message shows its own text; there are no bytes to name.
    this.log = new FrameLog(parts.id, () => []);
    this.#supervisor = new Supervisor<MessageConnection>({
      clock: parts.clock,
      open: (closed) => this.#transport.open({ message: (message) => this.#receive(message), closed }),
      up: (connection) => this.#guard(this.#up(connection)),
      down: (error) => this.#down(error),
    });
  }

  start(): void {
    this.#supervisor.start();
  }

  async stop(): Promise<void> {
    for (const { device } of this.#devices) device.stop();
    await this.#supervisor.stop();
  }

  status(): LineStatus {
    return {
      id: this.id,
      address: this.#transport.address,
      connected: this.#supervisor.connection !== null,
      since: this.#since,
      ...(this.#error !== undefined ? { error: this.#error } : {}),
      counters: { ...this.log.counters },
      devices: this.#devices.map(({ device }) => device.id),
    };
  }

  /** @throws Refusal `device.offline` when the broker is not connected */
  async publish(device: Device, topic: string, payload: string): Promise<void> {
    const connection = this.#supervisor.connection;
    if (!connection) throw new Refusal('device.offline');
    const bytes = new TextEncoder().encode(payload);
    this.log.add({
      at: this.#clock.now(),
      device: device.id,
      direction: 'out',
      verdict: 'sent',
      bytes,
      topic,
    });
    await connection.publish(topic, payload);
  }

  async #up(connection: MessageConnection): Promise<void> {
    this.#since = this.#clock.now();
    this.#error = undefined;
    await Promise.all(this.#devices.map(({ device }) => device.report('unknown', 'lineRestored')));
    await connection.subscribe([...new Set(this.#devices.flatMap(({ filters }) => filters))]);
  }

  #down(error: Error | undefined): void {
    if (this.#error === undefined) this.#since = this.#clock.now();
    this.#error = error?.message ?? 'closed by the other side';
    this.log.counters.reconnects += 1;
    for (const { device } of this.#devices) this.#guard(device.report('offline', 'lineLost', this.#error));
  }

  /** A topic may concern several devices, as a gateway's own state does. */
  async #receive(message: Message): Promise<void> {
    const { topic, payload } = message;
    let claimed: string | undefined;
    const work: Promise<boolean>[] = [];
    for (const { device, filters } of this.#devices) {
      if (!filters.some((filter) => matchesTopic(filter, topic))) continue;
      const decoded = device.driver.decode(message, device.settings);
      if (!decoded) continue;
      claimed ??= device.id;
      // What says nothing of the device, as a gateway's word of itself, is not the device's.
      const hearsay = message.retained || decoded.readings.length === 0;
      work.push(device.hear(decoded, { frame: payload, topic, hearsay }));
    }
    this.log.add({
      at: this.#clock.now(),
      ...(claimed !== undefined ? { device: claimed } : {}),
      direction: 'in',
      verdict: 'message',
      bytes: payload,
      topic,
    });
    if (claimed === undefined) this.log.counters.unclaimed += 1;
    const fresh = await Promise.all(work);
    this.log.counters.duplicates += fresh.filter((isFresh) => !isFresh).length;
  }

  #guard(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (error instanceof Refusal) this.#errors.warn({ line: this.id, code: error.code }, error.message);
      else this.#errors.error({ line: this.id, error }, 'line');
    });
  }
}
