import type { FrameField, LineStatus } from '../../shared/channel.ts';
import type { LineConfig } from '../../shared/config/schema.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { Clock } from '../clock/clock.ts';
import type { ByteDriver, Decoded, Request } from '../drivers/driver.ts';
import type { Framing } from '../framing/framing.ts';
import type { Log } from '../log.ts';
import type { ByteConnection, ByteTransport } from '../transports/transport.ts';
import type { Device } from './device.ts';
import { Exchange, PRIORITY, type Priority } from './exchange.ts';
import { Faults } from './faults.ts';
import { FrameLog } from './frame-log.ts';
import type { Passed } from './frame-ring.ts';
import { Intake } from './intake.ts';
import { LineTally } from './line-tally.ts';
import { Polling } from './polling.ts';
import { Stall } from './stall.ts';
import { Supervisor } from './supervisor.ts';

type ByteDevice = Device & { driver: ByteDriver };

/** Quiet between two exchanges where the configuration says nothing, so that a half-duplex bus can turn round. */
const GAP = 5;

/**
 * A line that carries bytes, with the devices on it: one connection, one request at a time.
 *
 *   transport → intake (echo, frames) → the device that claims the frame → journal → acknowledgement
 */
export class ByteLine {
  readonly id: string;
  readonly log: FrameLog;
  readonly tally: LineTally;
  readonly #transport: ByteTransport;
  #devices: ByteDevice[];
  readonly #clock: Clock;
  readonly #faults: Faults;
  readonly #intake: Intake;
  readonly #exchange: Exchange;
  readonly #polling: Polling<ByteDevice>;
  readonly #stall = new Stall();
  readonly #supervisor: Supervisor<ByteConnection>;
  #since: number;
  #error: string | undefined;

  constructor(parts: {
    config: LineConfig;
    transport: ByteTransport;
    devices: Device[];
    clock: Clock;
    log: Log;
    pace: number;
  }) {
    const { id, gap = GAP, turnaround = 0, echo = false } = parts.config;
    this.id = id;
    this.#transport = parts.transport;
    this.#devices = parts.devices as ByteDevice[];
    this.#clock = parts.clock;
    this.#faults = new Faults(id, parts.log);
    this.#since = parts.clock.now();
    this.log = new FrameLog(id, (passed) => this.#describe(passed));
    this.tally = new LineTally(id, this.log.counters, this.#since);
    this.#intake = new Intake({
      ...{ clock: parts.clock, framing: this.#framing(), gap: parts.transport.gap, echo },
      sink: {
        frame: (bytes, isOlder) => this.#route(bytes, isOlder),
        discarded: (bytes, verdict) =>
          this.log.add({ at: this.#clock.now(), direction: 'in', verdict, bytes }),
      },
    });
    this.#exchange = new Exchange(
      parts.clock,
      { gap, turnaround },
      (bytes, device) => this.#write(bytes, device),
      (device, ms) => this.tally.asked(device, ms),
    );
    this.#polling = new Polling(
      parts.clock,
      parts.pace,
      (device, request, priority) => this.#faults.guard(this.#ask(device, request, priority)),
      (device, name) => this.#exchange.has(device.id, name),
    );
    this.#supervisor = new Supervisor<ByteConnection>({
      clock: parts.clock,
      open: (closed) =>
        this.#transport.open({
          bytes: (chunk) => this.#receive(chunk),
          closed,
          stray: () => (this.log.counters.unclaimed += 1),
        }),
      up: (_connection, renewed) => this.#up(renewed),
      down: (error) => this.#down(error),
      watch: this.#transport.watch,
    });
  }

  start(): void {
    this.#supervisor.start();
  }

  /** @param reason what those hear who wait for their turn */
  async stop(reason?: Refusal): Promise<void> {
    this.#quiet(reason);
    for (const device of this.#devices) device.stop();
    await this.#supervisor.stop();
  }

  /**
   * Has these devices from now on. The connection and the counters stay, and so does every
   * device that was there before.
   */
  rearrange(devices: Device[], reason: Refusal): void {
    const before = this.#devices;
    this.#devices = devices as ByteDevice[];
    for (const device of before) {
      if (devices.includes(device)) continue;
      this.#polling.remove(device);
      this.#exchange.dismiss(device.id, reason);
      device.stop();
    }
    this.#intake.refit(this.#framing());
    for (const device of this.#devices) {
      if (before.includes(device)) continue;
      if (this.#supervisor.connection) this.#welcome(device, 'configured');
      else if (this.#error !== undefined)
        this.#faults.guard(device.report('offline', 'lineLost', this.#error));
    }
  }

  status(): LineStatus {
    return {
      id: this.id,
      address: this.#transport.address,
      connected: this.#supervisor.connection !== null,
      since: this.#since,
      ...(this.#error !== undefined ? { error: this.#error } : {}),
      ...(this.#supervisor.retryAt !== undefined ? { retryAt: this.#supervisor.retryAt } : {}),
      counters: { ...this.log.counters },
      devices: this.#devices.map(({ id }) => id),
    };
  }

  /**
   * Sends a request of a device and decodes the answer.
   *
   * @throws Refusal when the line is down, the time is up or nobody answers
   */
  async request(device: Device, request: Request, expires?: number): Promise<Decoded | null> {
    if (!this.#supervisor.connection) throw new Refusal('device.offline');
    const answer = await this.#send(device, request, PRIORITY.command, expires);
    return answer && this.#decode(device as ByteDevice, answer, request);
  }

  #framing(): Framing {
    const [first] = this.#devices;
    if (!first) throw new Error(`no device on line ${this.id}`);
    return first.driver.framing(this.#devices.map(({ settings }) => settings));
  }

  #up(renewed: boolean): void {
    this.#intake.reset();
    if (renewed) {
      this.log.counters.reconnects += 1;
      // Those that came while there was no connection.
      for (const device of this.#devices) if (!this.#polling.has(device)) this.#welcome(device, 'configured');
      return;
    }
    this.#since = this.#clock.now();
    this.#error = undefined;
    this.#stall.clear();
    for (const device of this.#devices) this.#welcome(device, 'lineRestored');
  }

  /** What a device gets that is to be heard from now on. */
  #welcome(device: ByteDevice, reason: string): void {
    this.#faults.guard(device.report('unknown', reason));
    this.#faults.attempt(device.id, () => this.#greet(device));
    this.#faults.attempt(device.id, () =>
      this.#polling.add(device, this.#devices.indexOf(device) / this.#devices.length),
    );
  }

  #greet(device: ByteDevice): void {
    for (const request of device.driver.greeting?.(device.settings) ?? []) {
      this.#faults.guard(this.#ask(device, request, PRIORITY.fast));
    }
  }

  #down(error: Error | undefined): void {
    const wasUp = this.#error === undefined;
    if (wasUp) this.#since = this.#clock.now();
    this.#error = error?.message ?? 'closed by the other side';
    this.log.counters.reconnects += 1;
    this.#quiet();
    for (const device of this.#devices) this.#faults.guard(device.report('offline', 'lineLost', this.#error));
  }

  /** Nothing that waited is sent when the line returns. */
  #quiet(reason?: Refusal): void {
    this.#polling.stop();
    this.#intake.stop();
    this.#exchange.clear(reason);
  }

  #receive(chunk: Uint8Array): void {
    this.#exchange.heard();
    this.#intake.push(chunk);
  }

  /** Asks without anyone waiting for the answer but the count of misses. */
  async #ask(device: Device, request: Request, priority: Priority): Promise<void> {
    try {
      await this.#send(device, request, priority);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // A line that was lost says nothing of the device, nor does a question it may not know.
      const isMiss = error.code === 'device.noAnswer' && !request.optional;
      if (isMiss && this.#supervisor.connection) await device.miss();
    }
  }

  /** @throws Refusal as `Exchange.send` does; a line on which nothing is answered is opened anew */
  async #send(device: Device, request: Request, priority: Priority, expires?: number) {
    try {
      return await this.#exchange.send(device.id, request, priority, expires);
    } catch (error) {
      const isMiss = error instanceof Refusal && error.code === 'device.noAnswer';
      if (isMiss && !request.optional && this.#supervisor.connection) {
        this.#polling.missed(device.id);
        if (this.#stall.miss(this.#clock.now())) this.#faults.guard(this.#supervisor.renew());
      }
      throw error;
    }
  }

  #route(frame: Uint8Array, isOlder: boolean): void {
    const pending = isOlder ? null : this.#exchange.pending;
    for (const device of this.#devices) {
      const request = pending?.device === device.id ? pending.request : null;
      const decoded = this.#decode(device, frame, request);
      if (!decoded) continue;
      this.log.add({
        at: this.#clock.now(),
        device: device.id,
        direction: 'in',
        verdict: 'frame',
        bytes: frame,
      });
      this.tally.heard(device.id);
      this.#stall.clear();
      this.#polling.heard(device.id);
      // A device that was switched off and on again has forgotten what it was told; that may be quick.
      const wasAway = !device.online || device.faltered;
      if (wasAway && request?.answeredBy?.(frame)) this.#faults.attempt(device.id, () => this.#greet(device));
      this.#faults.guard(this.#settle(device, decoded, frame, pending !== null));
      return;
    }
    this.log.add({ at: this.#clock.now(), direction: 'in', verdict: 'frame', bytes: frame });
    this.log.counters.unclaimed += 1;
  }

  /** Journal first; then whoever waits for this frame as an answer, and the device itself. */
  async #settle(device: Device, decoded: Decoded, frame: Uint8Array, mayAnswer: boolean): Promise<void> {
    const heard = device.hear(decoded, { frame });
    if (mayAnswer) this.#exchange.answer(frame);
    const fresh = await heard;
    if (!fresh) this.log.counters.duplicates += 1;
    if (decoded.acknowledge) {
      const request = { name: 'acknowledge', bytes: decoded.acknowledge };
      await this.#exchange.send(device.id, request, PRIORITY.acknowledgement, this.#clock.now() + 1000);
    }
  }

  async #write(bytes: Uint8Array, device: string): Promise<void> {
    const connection = this.#supervisor.connection;
    if (!connection) throw new Refusal('device.offline');
    this.#intake.expect(bytes);
    this.log.add({ at: this.#clock.now(), device, direction: 'out', verdict: 'sent', bytes });
    await connection.write(bytes);
  }

  #describe({ bytes, verdict }: Passed): FrameField[] {
    if (verdict !== 'frame' && verdict !== 'sent') return [];
    return this.#devices[0]?.driver.describe(bytes) ?? [];
  }

  #decode(device: ByteDevice, frame: Uint8Array, request: Request | null): Decoded | null {
    return this.#faults.attempt(device.id, () => device.driver.decode(frame, device.settings, request));
  }
}
