import type { DeviceActivity, FrameField, LinesReport } from '../../shared/channel.ts';
import type { HallConfig, LineConfig } from '../../shared/config/schema.ts';
import type { PublicDevice } from '../../shared/config/public.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { Clock } from '../clock/clock.ts';
import type { ActionArguments, ActionName, DeviceKind, Driver } from '../drivers/driver.ts';
import type { Log } from '../log.ts';
import type { Hands, Occasion } from '../operations/hands.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import type { Transport } from '../transports/transport.ts';
import { Actions, type Line } from './actions.ts';
import { ByteLine } from './byte-line.ts';
import { Device } from './device.ts';
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

/** All devices of the hall and the lines they stand on. */
export class Fleet implements Hands {
  readonly #parts: FleetParts;
  readonly #devices = new Map<string, Device>();
  readonly #lines = new Map<string, Line>();
  readonly #actions: Actions;

  constructor(parts: FleetParts) {
    this.#parts = parts;
    this.#actions = new Actions(parts.live, parts.clock);
    for (const config of parts.hall.lines) this.#add(config);
  }

  /** Opens every line. What the journal last said of a device is not known to hold any more. */
  async start(): Promise<void> {
    await this.#parts.live.record({ by: { who: 'rule:start', from: 'bridge' } }, ({ state }) =>
      [...this.#devices.keys()]
        .filter((id) => (state.devices[id]?.availability ?? 'none') !== 'unknown')
        .map((device) => ({
          type: 'device.availabilityChanged',
          device,
          data: { availability: 'unknown', reason: 'starting' },
        })),
    );
    for (const line of this.#lines.values()) line.start();
  }

  /** Closes every line and leaves no device looking alive. */
  async stop(): Promise<void> {
    await Promise.all([...this.#lines.values()].map((line) => line.stop()));
    await Promise.all([...this.#devices.values()].map((device) => device.report('unknown', 'stopped')));
  }

  kindOf(device: string): DeviceKind | undefined {
    return this.#devices.get(device)?.driver.kind;
  }

  /** The devices as screens may know them. */
  publicDevices(): PublicDevice[] {
    return [...this.#devices.values()].map(({ config, driver }) => ({
      id: config.id,
      name: config.name ?? { zh: `${driver.name.zh} ${config.id}`, en: `${driver.name.en} ${config.id}` },
      kind: driver.kind,
      driver: driver.id,
      line: config.line,
      ...(config.window !== undefined ? { window: config.window } : {}),
    }));
  }

  report(): LinesReport {
    const devices: DeviceActivity[] = [...this.#devices.values()].map(({ activity }) => ({ ...activity }));
    return {
      now: this.#parts.clock.now(),
      lines: [...this.#lines.values()].map((line) => line.status()),
      devices,
    };
  }

  logOf(line: string): FrameLog | undefined {
    return this.#lines.get(line)?.log;
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
    const device = this.#devices.get(id);
    const line = device && this.#lines.get(device.config.line);
    if (!device || !line) throw new Refusal('device.unknown', { device: id });
    await this.#actions.perform(line, device, action, args, occasion);
  }

  #add(config: LineConfig): void {
    const { hall, drivers, transportOf, live, clock, log, pace = 1 } = this.#parts;
    const transport = transportOf(config);
    const devices = hall.devices
      .filter(({ line }) => line === config.id)
      .map((device) => {
        const driver = drivers.get(device.driver);
        if (!driver) throw new Refusal('internal', { detail: device.driver });
        const settings = driver.settings.parse(device.settings);
        return new Device({
          config: device,
          driver,
          settings,
          live,
          clock,
          address: transport.address,
          pace,
        });
      });
    if (devices.length === 0) return;
    for (const device of devices) this.#devices.set(device.id, device);
    const parts = { id: config.id, devices, clock, log, pace };
    this.#lines.set(
      config.id,
      transport.medium === 'bytes'
        ? new ByteLine({ ...parts, transport })
        : new MessageLine({ ...parts, transport }),
    );
  }
}
