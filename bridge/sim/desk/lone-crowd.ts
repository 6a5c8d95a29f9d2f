import { Refusal } from '../../../shared/refusals.ts';
import type { StartSim } from '../../../shared/workbench/simulation.ts';
import type { Clock } from '../../clock/clock.ts';
import type { ByteDriver, Driver, MessageDriver } from '../../drivers/driver.ts';
import type { Profile } from '../../profiles/profile.ts';
import { HallBrokers, type HallBrokersParts } from './hall-brokers.ts';
import { LOCAL } from './here.ts';
import { LoneClient } from './lone-client.ts';
import { LoneStand, type ChosenBridge } from './lone-stand.ts';
import { settingsOf } from './settings.ts';

/** Devices that may stand alone at once. */
export const MOST_ALONE = 8;
const MOST_TRIES = 10;

/** A simulated device that stands alone, of bytes or of messages. */
export type Lone = LoneStand | LoneClient;

export interface LoneCrowdParts extends HallBrokersParts {
  profile: (id: string) => Profile | undefined;
  clock: Clock;
}

/** The simulated devices that stand alone. */
export class LoneCrowd {
  readonly #parts: LoneCrowdParts;
  readonly #brokers: HallBrokers;
  readonly #lone = new Map<string, Lone>();
  #starting = 0;
  #count = 0;

  constructor(parts: LoneCrowdParts) {
    this.#parts = parts;
    this.#brokers = new HallBrokers(parts);
  }

  get all(): Lone[] {
    return [...this.#lone.values()];
  }

  get(device: string): Lone | undefined {
    return this.#lone.get(device);
  }

  /**
   * Lets a device stand alone.
   *
   * @throws Refusal when there are too many, or it cannot be simulated so
   */
  start(asked: StartSim): Promise<Lone> {
    const driver = this.#driver(asked.driver);
    return driver.medium === 'bytes' ? this.#bytes(driver, asked) : this.#messages(driver, asked);
  }

  /** The same of one that speaks bytes, as fast as is said. @throws Refusal */
  startBytes(id: string, settings: StartSim['settings'], baudRate?: number): Promise<LoneStand> {
    const driver = this.#driver(id);
    if (driver.medium !== 'bytes') throw new Refusal('sim.noDriver', { driver: id });
    return this.#bytes(driver, { settings, port: 0, serial: false }, baudRate);
  }

  /** The same of one that speaks MQTT, at the broker inside the bridge. @throws Refusal */
  startClient(id: string, settings: StartSim['settings']): Promise<LoneClient> {
    const driver = this.#driver(id);
    if (driver.medium !== 'messages') throw new Refusal('sim.noDriver', { driver: id });
    return this.#messages(driver, { settings });
  }

  async remove(stand: Lone): Promise<void> {
    this.#lone.delete(stand.id);
    await stand.stop();
  }

  /** The line of the hall that leads to a lone device. */
  lineTo(stand: Lone): string | null {
    if (stand.medium === 'messages') return this.#brokers.lineTo(stand);
    const { port, serial } = stand;
    const line = this.#parts.hall().lines.find(({ transport }) => {
      if (transport.kind === 'tasmotaSerial') return this.#brokers.isBridged(transport, stand.standing);
      if (transport.kind === 'serial') return transport.path === serial;
      const isHere = 'host' in transport && LOCAL.includes(transport.host);
      return isHere && transport.port === port;
    });
    return line?.id ?? null;
  }

  #driver(id: string): Driver {
    const driver = this.#parts.drivers.get(id);
    if (!driver) throw new Refusal('sim.noDriver', { driver: id });
    return driver;
  }

  /** Starts one more, unless there are too many. */
  async #admit<T extends Lone>(begin: (id: string) => Promise<T>): Promise<T> {
    if (this.#lone.size + this.#starting >= MOST_ALONE)
      throw new Refusal('sim.tooMany', { most: String(MOST_ALONE) });
    this.#starting += 1;
    try {
      const stand = await begin(`sim-${(this.#count += 1)}`);
      this.#lone.set(stand.id, stand);
      return stand;
    } finally {
      this.#starting -= 1;
    }
  }

  #bytes(driver: ByteDriver, asked: Omit<StartSim, 'driver'>, baudRate?: number): Promise<LoneStand> {
    return this.#admit((id) => this.#startBytes(id, driver, asked, baudRate));
  }

  async #startBytes(
    id: string,
    driver: ByteDriver,
    { settings, port, serial, bridge: topic, broker }: Omit<StartSim, 'driver'>,
    baudRate?: number,
  ): Promise<LoneStand> {
    const { profile, clock } = this.#parts;
    const bridge = topic === undefined ? undefined : await this.#bridgeOf(topic, broker);
    const named = { id, profile: profile(driver.id), bridge };
    const begin = () => LoneStand.start({ ...named, driver, settings, port, serial, baudRate, clock });
    let stand = await begin();
    // A line of the hall may lead to a port that is free now: nobody joins the hall by chance.
    for (let tries = 0; port === 0 && tries < MOST_TRIES && this.lineTo(stand) !== null; tries += 1) {
      await stand.stop();
      stand = await begin();
    }
    return stand;
  }

  /** The serial bridge of a Tasmota device, at a broker where no other has its topic. */
  async #bridgeOf(topic: string, asked: StartSim['broker']): Promise<ChosenBridge> {
    const chosen = await this.#brokers.choose(asked);
    this.#brokers.refuseBridged({ ...chosen, topic });
    return { ...chosen, topic };
  }

  #messages(driver: MessageDriver, asked: Pick<StartSim, 'settings' | 'broker'>): Promise<LoneClient> {
    return this.#admit((id) => this.#startMessages(id, driver, asked));
  }

  async #startMessages(
    id: string,
    driver: MessageDriver,
    { settings, broker: asked }: Pick<StartSim, 'settings' | 'broker'>,
  ): Promise<LoneClient> {
    const { clock, hall } = this.#parts;
    const topics = driver.topics(settingsOf(driver, settings));
    const { broker, isEmbedded } = await this.#brokers.choose(asked);
    this.#brokers.refuseTaken({ url: broker.url, isEmbedded, driver: driver.id, topics });
    const { services } = hall();
    const windows = hall().windows.map((window) => window.id);
    return LoneClient.start({ id, driver, settings, broker, isEmbedded, services, windows, clock });
  }
}
