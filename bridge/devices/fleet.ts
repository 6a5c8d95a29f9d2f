import { isDeepStrictEqual } from 'node:util';
import type { DeviceActivity, FrameField, LinesReport } from '../../shared/channel.ts';
import type { PublicDevice } from '../../shared/config/public.ts';
import type { DeviceConfig, HallConfig, LineConfig } from '../../shared/config/schema.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { Clock } from '../clock/clock.ts';
import type { ActionArguments, ActionName, DeviceKind, Driver } from '../drivers/driver.ts';
import type { Log } from '../log.ts';
import type { Occasion } from '../operations/hands.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import type { Examinable, Examined } from '../operations/readiness/examinable.ts';
import type { Transport } from '../transports/transport.ts';
import { Actions, type Line } from './actions.ts';
import { ByteLine } from './byte-line.ts';
import { Counting } from './counting.ts';
import { Device } from './device.ts';
import { confirmsText, examine } from './examination.ts';
import type { FrameLog } from './frame-log.ts';
import { MessageLine } from './message-line.ts';

export interface FleetParts {
  hall: HallConfig;
  drivers: ReadonlyMap<string, Driver>;
  /** How a line of the configuration is reached. */
  transportOf: (line: LineConfig) => Transport;
  live: LiveHall;
  clock: Clock;
  log: Log;
  /** Polls are this many times rarer, and silence is allowed this many times longer. */
  pace?: number;
}

/** A line with what it was made from, so that a change of it is seen. */
interface Standing {
  config: LineConfig;
  address: string;
  line: Line;
}

/** All devices of the hall and the lines they stand on. */
export class Fleet implements Examinable {
  readonly #parts: FleetParts;
  readonly #devices = new Map<string, Device>();
  readonly #lines = new Map<string, Standing>();
  readonly #actions: Actions;
  readonly #counting: Counting;

  constructor(parts: FleetParts) {
    this.#parts = parts;
    this.#actions = new Actions(parts.live, parts.clock);
    const { live, clock, log } = parts;
    const tallies = () => [...this.#lines.values()].map(({ line }) => line.tally);
    this.#counting = new Counting({ live, clock, log, tallies });
    for (const config of parts.hall.lines) this.#add(config, parts.hall);
  }

  /**
   * Says of every device that it is not known how it was since the journal's last event: from then
   * on nobody listened. After a stop that is said already; after a kill it must come first of all.
   */
  async doubt(): Promise<void> {
    const { live } = this.#parts;
    const known = Object.keys(live.state.devices);
    if (known.length > 0) await this.#unsettle(known, live.state.at);
  }

  /** Opens every line. */
  async start(): Promise<void> {
    await this.#unsettle([...this.#devices.keys()]);
    for (const { line } of this.#lines.values()) line.start();
    this.#counting.start();
  }

  /** Closes every line and leaves no device looking alive. */
  async stop(): Promise<void> {
    const printed = this.#actions.stop();
    await Promise.all([...this.#lines.values()].map(({ line }) => line.stop()));
    await printed;
    await this.#counting.stop();
    await Promise.all([...this.#devices.values()].map((device) => device.report('unknown', 'stopped')));
  }

  /**
   * Becomes another fleet. Lines and devices that are the same in it keep their connection,
   * their counters and what they know; the others end, and those who wait for them are told so.
   *
   * @param isSame whether the way to a line is as it was, beyond its own configuration
   */
  async configure(hall: HallConfig, isSame: (line: LineConfig) => boolean = () => true): Promise<void> {
    const reason = new Refusal('device.reconfigured');
    // A line that leaves takes its counts with it.
    await this.#counting.record();
    const wanted = new Map(
      hall.lines
        .filter(({ id }) => hall.devices.some(({ line }) => line === id))
        .map((line) => [line.id, line]),
    );
    const leaving = [...this.#lines].filter(([id, { config }]) => {
      const next = wanted.get(id);
      return !next || !isDeepStrictEqual(next, config) || !isSame(config);
    });
    for (const [id] of leaving) this.#lines.delete(id);
    const staying = [...this.#lines.values()];
    const before = new Map(this.#devices);
    this.#devices.clear();
    for (const { config, line, address } of staying) {
      const devices = devicesOn(hall, config.id).map((next) => {
        const known = before.get(next.id);
        if (!known || !isSameDevice(known, next, this.#parts.drivers)) return this.#create(next, address);
        known.place(next);
        return known;
      });
      for (const device of devices) this.#devices.set(device.id, device);
      line.rearrange(devices, reason);
    }
    for (const [id, device] of before) if (this.#devices.get(id) !== device) device.retire();
    // One that does not close well keeps no other from its place.
    await Promise.allSettled(leaving.map(([, { line }]) => line.stop(reason)));
    for (const config of wanted.values()) {
      if (!this.#lines.has(config.id)) this.#add(config, hall)?.start();
    }
  }

  /** Whether there is such a device, tried ones too. */
  has(device: string): boolean {
    return this.#devices.has(device);
  }

  can(device: string, action: ActionName): boolean {
    return this.#devices.get(device)?.driver.actions?.[action] !== undefined;
  }

  kindOf(device: string): DeviceKind | undefined {
    return this.#devices.get(device)?.driver.kind;
  }

  /** The devices that run now, tried ones too: where each stands, and whether it speaks of persons. */
  standing(): Pick<PublicDevice, 'id' | 'line' | 'private'>[] {
    return [...this.#devices.values()].map(({ id, config: { line }, private: isPrivate }) => ({
      ...{ id, line },
      ...(isPrivate ? { private: true } : {}),
    }));
  }

  report(): LinesReport {
    const devices: DeviceActivity[] = [...this.#devices.values()].map(({ activity }) => ({ ...activity }));
    return {
      now: this.#parts.clock.now(),
      lines: [...this.#lines.values()].map(({ line }) => line.status()),
      devices,
    };
  }

  logOf(line: string): FrameLog | undefined {
    return this.#lines.get(line)?.line.log;
  }

  /** Names the bytes of a frame that a device said; none for messages. */
  describe(device: string, frame: Uint8Array): FrameField[] {
    const driver = this.#devices.get(device)?.driver;
    return driver?.medium === 'bytes' ? driver.describe(frame) : [];
  }

  /**
   * Asks something of a device.
   *
   * @throws Refusal when there is no such device, when it cannot do that, or when it did not
   */
  async act<K extends ActionName>(
    id: string,
    action: K,
    args: ActionArguments[K],
    occasion: Occasion,
  ): Promise<void> {
    const { line, device } = this.#find(id);
    await this.#actions.perform(line, device, action, args, occasion);
  }

  /** As `Examinable` has it. */
  async examine(id: string, local: string): Promise<Examined> {
    const { line, device } = this.#find(id);
    return examine(line, device, local, this.#parts.clock);
  }

  confirmsText(id: string): boolean {
    const device = this.#devices.get(id);
    return device !== undefined && confirmsText(device.driver, device.settings);
  }

  doorsOf(id: string): number | null {
    const channels = (this.#devices.get(id)?.settings as { channels?: unknown } | undefined)?.channels;
    return typeof channels === 'number' ? channels : null;
  }

  /** @throws Refusal `device.unknown` */
  #find(id: string): { line: Line; device: Device } {
    const device = this.#devices.get(id);
    const line = device && this.#lines.get(device.config.line)?.line;
    if (!device || !line) throw new Refusal('device.unknown', { device: id });
    return { line, device };
  }

  /** What the journal last said of devices does not hold, since an instant or from now on. */
  async #unsettle(devices: string[], at?: number): Promise<void> {
    const origin = { by: { who: 'rule:start', from: 'bridge' }, ...(at !== undefined ? { at } : {}) };
    await this.#parts.live.record(origin, ({ state }) =>
      devices
        .filter((id) => (state.devices[id]?.availability ?? 'none') !== 'unknown')
        .map((device) => ({
          type: 'device.availabilityChanged',
          device,
          data: { availability: 'unknown', reason: 'starting' },
        })),
    );
  }

  #add(config: LineConfig, hall: HallConfig): Line | undefined {
    const { transportOf, clock, log, pace = 1 } = this.#parts;
    const transport = transportOf(config);
    const devices = devicesOn(hall, config.id).map((device) => this.#create(device, transport.address));
    if (devices.length === 0) return undefined;
    for (const device of devices) this.#devices.set(device.id, device);
    const parts = { id: config.id, config, devices, clock, log, pace };
    const line =
      transport.medium === 'bytes'
        ? new ByteLine({ ...parts, transport })
        : new MessageLine({ ...parts, transport });
    this.#lines.set(config.id, { config, address: transport.address, line });
    return line;
  }

  #create(config: DeviceConfig, address: string): Device {
    const { drivers, live, clock, pace = 1 } = this.#parts;
    const driver = drivers.get(config.driver);
    if (!driver) throw new Refusal('internal', { detail: config.driver });
    const settings = driver.settings.parse(config.settings);
    return new Device({ config, driver, settings, live, clock, address, pace });
  }
}

function devicesOn(hall: HallConfig, line: string): DeviceConfig[] {
  return hall.devices.filter((device) => device.line === line);
}

/** Whether a device goes on as it is: only its name and its window may be others. */
function isSameDevice(
  { config, driver }: Device,
  next: DeviceConfig,
  drivers: ReadonlyMap<string, Driver>,
): boolean {
  const isSamePlace = config.line === next.line && drivers.get(next.driver) === driver;
  return isSamePlace && isDeepStrictEqual(config.settings, next.settings);
}
