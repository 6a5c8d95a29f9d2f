import type { LineStatus } from '../../shared/channel.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { Clock } from '../clock/clock.ts';
import type { Decoded, Message, MessageDriver, Outgoing } from '../drivers/driver.ts';
import { LONGEST_MESSAGE } from '../framing/messages.ts';
import type { Log } from '../log.ts';
import { Filters } from '../transports/filters.ts';
import type { MessageConnection, MessageTransport } from '../transports/transport.ts';
import type { Device, Heard } from './device.ts';
import { Faults } from './faults.ts';
import { FrameLog } from './frame-log.ts';
import { LineTally } from './line-tally.ts';
import { Supervisor } from './supervisor.ts';

type MessageDevice = Device & { driver: MessageDriver };

/** A device with its place among the others and what it listens to. */
interface Listener {
  device: MessageDevice;
  place: number;
  filters: string[];
}

function listenersOf(devices: Device[]): Listener[] {
  return (devices as MessageDevice[]).map((device, place) => ({
    device,
    place,
    filters: device.driver.topics(device.settings),
  }));
}

function byTopic(listeners: Listener[]): Filters<Listener> {
  const filters = new Filters<Listener>();
  for (const listener of listeners) for (const filter of listener.filters) filters.add(filter, listener);
  return filters;
}

/** A broker, with the devices that speak through it. */
export class MessageLine {
  readonly id: string;
  readonly log: FrameLog;
  readonly tally: LineTally;
  readonly #transport: MessageTransport;
  #devices: Listener[];
  #byTopic: Filters<Listener>;
  /** What drivers remember of this connection. */
  #memories = new Map<Device, unknown>();
  readonly #clock: Clock;
  readonly #faults: Faults;
  readonly #supervisor: Supervisor<MessageConnection>;
  #since: number;
  #error: string | undefined;
  /** Whether the broker granted everything that is to be heard: before, the line is deaf. */
  #isHearing = false;

  constructor(parts: { id: string; transport: MessageTransport; devices: Device[]; clock: Clock; log: Log }) {
    this.id = parts.id;
    this.#transport = parts.transport;
    this.#devices = listenersOf(parts.devices);
    this.#byTopic = byTopic(this.#devices);
    this.#clock = parts.clock;
    this.#faults = new Faults(parts.id, parts.log);
    this.#since = parts.clock.now();
    // A message shows its own text; there are no bytes to name.
    this.log = new FrameLog(parts.id, () => []);
    this.tally = new LineTally(parts.id, this.log.counters, this.#since);
    this.#supervisor = new Supervisor<MessageConnection>({
      clock: parts.clock,
      open: (closed) => this.#transport.open({ message: (message) => this.#receive(message), closed }),
      up: (connection) => this.#faults.guard(this.#up(connection)),
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

  /** Has these devices from now on; the connection stays, and so does every device that was there before. */
  rearrange(devices: Device[]): void {
    const before = this.#devices;
    this.#devices = listenersOf(devices);
    this.#byTopic = byTopic(this.#devices);
    for (const { device } of before) if (!devices.includes(device)) device.stop();
    const added = this.#devices.filter(({ device }) => !before.some((one) => one.device === device));
    const connection = this.#supervisor.connection;
    for (const { device } of added) {
      if (connection) this.#faults.guard(device.report('unknown', 'configured'));
      else if (this.#error !== undefined)
        this.#faults.guard(device.report('offline', 'lineLost', this.#error));
    }
    // Asked for again, what the broker keeps comes again: a device that is new has not heard it.
    const filters = [...new Set(added.flatMap((one) => one.filters))];
    if (connection && added.length > 0) {
      this.#faults.guard(connection.subscribe(filters).then(() => this.#greet(added)));
    }
  }

  status(): LineStatus {
    return {
      id: this.id,
      address: this.#transport.address,
      connected: this.#supervisor.connection !== null && this.#isHearing,
      since: this.#since,
      ...(this.#error !== undefined ? { error: this.#error } : {}),
      ...(this.#supervisor.retryAt !== undefined ? { retryAt: this.#supervisor.retryAt } : {}),
      counters: { ...this.log.counters },
      devices: this.#devices.map(({ device }) => device.id),
    };
  }

  /** @throws Refusal `device.offline` when the broker is not connected */
  async publish(device: Device, topic: string, payload: string | Uint8Array): Promise<void> {
    const connection = this.#supervisor.connection;
    if (!connection) throw new Refusal('device.offline');
    const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
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
    this.#memories = new Map();
    await Promise.all(this.#devices.map(({ device }) => device.report('unknown', 'lineRestored')));
    const isPresent = () => connection === this.#supervisor.connection;
    try {
      await connection.subscribe([...new Set(this.#devices.flatMap(({ filters }) => filters))]);
    } catch (error) {
      // Only a person at the broker can allow what it refuses.
      if (isPresent()) this.#error = `subscribe: ${error instanceof Error ? error.message : String(error)}`;
      throw error;
    }
    if (!isPresent()) return;
    this.#isHearing = true;
    await this.#greet(this.#devices);
  }

  #down(error: Error | undefined): void {
    if (this.#error === undefined) this.#since = this.#clock.now();
    this.#isHearing = false;
    this.#error = error?.message ?? 'closed by the other side';
    this.log.counters.reconnects += 1;
    for (const { device } of this.#devices)
      this.#faults.guard(device.report('offline', 'lineLost', this.#error));
  }

  /** A topic may concern several devices, as a gateway's own state does. */
  async #receive(message: Message): Promise<void> {
    const { topic, payload } = message;
    const concerned = [...this.#byTopic.match(topic)].sort((a, b) => a.place - b.place);
    const heard = concerned.flatMap(({ device }) => {
      const decoded = this.#decode(message, device);
      return decoded ? [{ device, decoded }] : [];
    });
    // What names persons to one of them does so whoever else reads it.
    const owner = concerned.find(({ device }) => device.private);
    const claimed = heard.length > 0 ? (owner ?? heard[0])?.device.id : undefined;
    this.log.add({
      at: this.#clock.now(),
      ...(claimed !== undefined ? { device: claimed } : {}),
      direction: 'in',
      verdict: 'message',
      // Of what is huge the beginning tells enough.
      bytes: payload.length > LONGEST_MESSAGE ? payload.subarray(0, 1024) : payload,
      topic,
    });
    if (claimed === undefined) this.log.counters.unclaimed += 1;
    for (const { device } of heard) this.tally.heard(device.id);
    const fresh = await Promise.all(
      heard.map(({ device, decoded }) => {
        const circumstances = this.#circumstances(message, device, decoded);
        return device.hear(decoded, { ...circumstances, private: owner !== undefined });
      }),
    );
    this.log.counters.duplicates += fresh.filter((isFresh) => !isFresh).length;
    const answers = heard.flatMap(({ device, decoded: { publish = [] } }) =>
      publish.map((answer) => ({ device, message: answer })),
    );
    if (answers.length > 0) this.#faults.guard(this.#say(answers));
  }

  /** What a driver stumbles over is no message of its device; the line goes on. */
  #decode(message: Message, device: MessageDevice): Decoded | null {
    if (message.payload.length > LONGEST_MESSAGE) return null;
    const { driver, settings } = device;
    return this.#faults.attempt(device.id, () => {
      if (driver.memory && !this.#memories.has(device)) this.#memories.set(device, driver.memory(settings));
      return driver.decode(message, settings, this.#memories.get(device));
    });
  }

  #circumstances({ topic, payload, retained }: Message, { driver }: MessageDevice, decoded: Decoded): Heard {
    const { heardAt: at, readings } = decoded;
    const said = { frame: payload, topic };
    // What says nothing of the device, as a gateway's word of itself, is not the device's.
    if (at === undefined) return { ...said, hearsay: retained || readings.length === 0 };
    return { ...said, at, hearsay: this.#clock.now() - at > driver.silentAfter };
  }

  async #greet(devices: { device: MessageDevice }[]): Promise<void> {
    const greetings = devices.flatMap(({ device }) =>
      (device.driver.greeting?.(device.settings) ?? []).map((message) => ({ device, message })),
    );
    await this.#say(greetings);
  }

  /** Publishes each message once, however many devices would have it said. */
  async #say(messages: { device: MessageDevice; message: Outgoing }[]): Promise<void> {
    const once = new Map(messages.map((one) => [`${one.message.topic} ${String(one.message.payload)}`, one]));
    for (const { device, message } of once.values()) {
      await this.publish(device, message.topic, message.payload);
    }
  }
}
