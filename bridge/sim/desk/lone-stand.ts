import { Refusal } from '../../../shared/refusals.ts';
import type { Bilingual } from '../../../shared/text.ts';
import type { Clock } from '../../clock/clock.ts';
import type { ByteDriver } from '../../drivers/driver.ts';
import type { Profile } from '../../profiles/profile.ts';
import type { Key } from '../keys.ts';
import { makeDevice } from '../lone-devices.ts';
import { BytePort } from '../ports/byte-port.ts';
import { cablePort, type FaultyLine } from '../ports/faulty.ts';
import { hideValue } from '../../../shared/config/secrets.ts';
import { offerTasmota, type OfferedBridge } from '../ports/tasmota-bridge.ts';
import { brokerRefusal, clientIdOf, transportOf, type ChosenBroker } from './hall-brokers.ts';
import { offerSerial, type OfferedSerial } from '../ports/serial-port.ts';
import { serveTcp, type Served } from '../ports/tcp.ts';
import { Random } from '../random.ts';
import { HOST } from './here.ts';
import { settingsOf } from './settings.ts';
import { Remarks, type Stand } from './stand.ts';
import { Trace } from './trace.ts';

const USUAL_RATE = 9600;

export interface LoneParts {
  id: string;
  driver: ByteDriver;
  profile?: Profile | undefined;
  /** As a hall's configuration has them. */
  settings: Record<string, unknown>;
  /** TCP port of this machine; 0 for any that is free. */
  port: number;
  /** Whether it stands at a serial port of this machine too. */
  serial?: boolean;
  /** How fast the device speaks; as its kind usually does where absent. */
  baudRate?: number | undefined;
  /** A broker at which it stands behind a serial bridge too, by its topic. */
  bridge?: ChosenBridge | undefined;
  clock: Clock;
}

/** The serial bridge of a Tasmota device, and the broker it speaks at. */
export interface ChosenBridge extends ChosenBroker {
  topic: string;
}

/** A simulated device that stands alone, behind a serial server of its own at a TCP port. */
export class LoneStand implements Stand {
  readonly medium = 'bytes';
  readonly id: string;
  readonly driver: string;
  readonly name: Bilingual;
  readonly line = '';
  readonly host = HOST;
  readonly settings: Record<string, unknown>;
  readonly since: number;
  readonly remarks: Remarks;
  readonly trace: Trace;
  readonly wire: FaultyLine;
  readonly keys: Key[];
  /** What whoever attaches to the serial server attaches to. */
  readonly cable: BytePort;
  /** How fast the device speaks. */
  readonly deviceRate: number;
  #hostRate: number;
  readonly #device = new BytePort();
  #served: Served | null = null;
  #serial: OfferedSerial | null = null;
  #bridge: (ChosenBridge & { offered: OfferedBridge }) | null = null;

  private constructor({ id, driver, profile, settings, baudRate, clock }: LoneParts) {
    const checked = settingsOf(driver, settings);
    const remarks = new Remarks(() => clock.now());
    const trace = new Trace(id, driver, checked, clock);
    const tell = (words: Bilingual) => remarks.add(words);
    const device = makeDevice({ driver, profile, port: this.#device, clock, settings: checked, tell });
    const passed = (direction: 'in' | 'out', bytes: Uint8Array) => trace.take(direction, bytes);
    [this.id, this.driver, this.name, this.settings] = [id, driver.id, driver.name, settings];
    [this.since, this.remarks, this.trace, this.keys] = [clock.now(), remarks, trace, device.keys];
    this.deviceRate = this.#hostRate = baudRate ?? driver.baudRate ?? profile?.line.baudRate ?? USUAL_RATE;
    this.wire = { faults: {}, random: new Random(`${id}/${clock.now()}`), clock, passed };
    this.cable = cablePort(this.#device, this.wire);
  }

  /**
   * Makes a device and serves it.
   *
   * @throws Refusal for settings that its driver does not take, or a port that cannot be had
   */
  static async start(parts: LoneParts): Promise<LoneStand> {
    const stand = new LoneStand(parts);
    try {
      stand.#served = await serveTcp(stand.cable, { host: stand.host, port: parts.port });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      throw new Refusal('sim.port', { port: String(parts.port), detail });
    }
    if (parts.serial) {
      try {
        stand.#serial = await offerSerial(`ttySim-${stand.id}`, stand.port);
      } catch (error) {
        await stand.stop();
        throw serialRefusal(error);
      }
    }
    if (parts.bridge) await stand.#standBehind(parts.bridge, parts.clock);
    return stand;
  }

  /** The Tasmota device that its serial line hangs on too, as the line of a hall would have it. */
  get bridge(): { broker: string; transport: Record<string, unknown> } | undefined {
    if (!this.#bridge) return undefined;
    const { broker, topic } = this.#bridge;
    const transport = {
      ...transportOf(this.#bridge),
      kind: 'tasmotaSerial',
      topic,
      baudRate: this.deviceRate,
    };
    return { broker: hideValue('url', broker.url), transport };
  }

  /** Where that Tasmota device stands. */
  get standing(): ChosenBridge | null {
    return this.#bridge;
  }

  get port(): number {
    return this.#served?.port ?? 0;
  }

  /** The path of its serial port, if it has one. */
  get serial(): string | undefined {
    return this.#serial?.path;
  }

  /** How fast its serial server is set. */
  get hostRate(): number {
    return this.#hostRate;
  }

  setHostRate(baudRate: number): void {
    this.#hostRate = baudRate;
    this.wire.skew = baudRate / this.deviceRate;
  }

  shows(): null {
    return null;
  }

  plugged(): boolean {
    return this.#device.plugged;
  }

  plug(plugged: boolean): void {
    if (plugged) this.#device.plug();
    else this.#device.unplug();
  }

  async #standBehind(bridge: ChosenBridge, clock: Clock): Promise<void> {
    const broker = { ...bridge.broker, clientId: clientIdOf(this.id) };
    const setRate = (baudRate: number) => this.setHostRate(baudRate);
    try {
      const offered = await offerTasmota(this.cable, { broker, topic: bridge.topic, clock, setRate });
      this.#bridge = { ...bridge, offered };
    } catch (error) {
      await this.stop();
      throw brokerRefusal(error, broker.url);
    }
  }

  async stop(): Promise<void> {
    this.trace.stop();
    await this.#serial?.close();
    await this.#bridge?.offered.close();
    await this.#served?.close();
  }
}

function serialRefusal(error: unknown): Refusal {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Refusal('sim.noSocat');
  return new Refusal('sim.serial', { detail: error instanceof Error ? error.message : String(error) });
}
