import type { LineConfig } from '../../../shared/config/schema.ts';
import type { FrameRecord } from '../../../shared/channel.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { same, type Bilingual } from '../../../shared/text.ts';
import type {
  HallSimDevice,
  LoneSimDevice,
  SimAnswer,
  StartSim,
} from '../../../shared/workbench/simulation.ts';
import type { TrainingVerdict } from '../../../shared/workbench/training.ts';
import type { Clock } from '../../clock/clock.ts';
import type { ByteDriver, Driver, MessageDriver } from '../../drivers/driver.ts';
import type { Profile } from '../../profiles/profile.ts';
import { Random } from '../random.ts';
import type { Ground, LineLog } from './exercises/exercise.ts';
import { rates } from './exercises/rate.ts';
import { HallBrokers, type HallBrokersParts } from './hall-brokers.ts';
import { LOCAL } from './here.ts';
import { LoneClient } from './lone-client.ts';
import { LoneStand, type ChosenBridge } from './lone-stand.ts';
import { canHave, faultList, placeOf, shownDevice } from './shown.ts';
import { settingsOf } from './settings.ts';
import type { Stand } from './stand.ts';
import { Training } from './training.ts';

/** Devices that may stand alone at once. */
const MOST_ALONE = 8;
const MOST_TRIES = 10;

type Lone = LoneStand | LoneClient;

export interface SimDeskParts extends HallBrokersParts {
  profile: (id: string) => Profile | undefined;
  /** The devices of a hall that is simulated; none of a real one. */
  stands: readonly Stand[];
  demo: boolean;
  /** Whether a line of the hall leads to its simulated devices. */
  leads: (line: LineConfig) => boolean;
  logOf: (line: string) => LineLog | undefined;
  clock: Clock;
}

/** Where simulated devices are started, pressed, broken and mended, and where technicians train. */
export class SimDesk {
  readonly #parts: SimDeskParts;
  readonly #training: Training;
  readonly #brokers: HallBrokers;
  readonly #lone = new Map<string, Lone>();
  /** Lone devices that an exercise put there. */
  readonly #exercised = new Set<string>();
  #starting = 0;
  #count = 0;

  constructor(parts: SimDeskParts) {
    this.#parts = parts;
    this.#training = new Training(parts.demo);
    this.#brokers = new HallBrokers(parts);
  }

  answer(): SimAnswer {
    const { demo, clock } = this.#parts;
    return {
      ...{ demo, now: clock.now(), most: MOST_ALONE, rates: [...rates] },
      faults: faultList(),
      hall: this.#parts.stands.map((stand) => this.#hallDevice(stand)),
      lone: [...this.#lone.values()].map((stand) => this.#loneDevice(stand)),
      training: this.#training.answer(),
    };
  }

  /** What passed at a lone device, oldest first. @throws Refusal `sim.unknown` */
  frames(device: string): FrameRecord[] {
    return this.#loneStand(device).trace.recent();
  }

  /**
   * Lets a device stand alone.
   *
   * @returns its id
   * @throws Refusal when there are too many, or it cannot be simulated so
   */
  async start(asked: StartSim): Promise<string> {
    return (await this.#start(asked)).id;
  }

  /** Takes a lone device away. @throws Refusal `sim.unknown`, or while it is part of an exercise */
  async remove(device: string): Promise<void> {
    const stand = this.#loneStand(device);
    this.#refuseExercised(device);
    await this.#remove(stand);
  }

  /** Gives the line of a device these faults and no others. @throws Refusal */
  setFaults(device: string, faults: Record<string, number>): void {
    const stand = this.#stand(device);
    const known: Record<string, number> = {};
    for (const [name, chance] of Object.entries(faults)) {
      if (!canHave(stand, name)) throw new Refusal('command.malformed', { detail: `faults: ${name}` });
      if (chance > 0) known[name] = chance;
    }
    stand.wire.faults = known;
  }

  /** Pulls the cable of a device, or puts it in. @throws Refusal */
  plug(device: string, plugged: boolean): void {
    this.#stand(device).plug(plugged);
  }

  /** Presses a key of a device. @throws Refusal */
  press(device: string, id: string, number: number): void {
    const key = this.#stand(device).keys.find((one) => one.id === id);
    if (!key || number > (key.count ?? 1)) throw new Refusal('sim.noKey', { device, key: id });
    key.press(number);
  }

  /** Sets the serial server of a lone device to another speed. @throws Refusal `sim.unknown` */
  setRate(device: string, baudRate: number): void {
    const stand = this.#loneStand(device);
    if (stand.medium === 'messages') throw new Refusal('sim.noRate', { device });
    stand.setHostRate(baudRate);
  }

  /** Begins an exercise. @throws Refusal where it would touch what is real */
  async train(kind: string, device?: string): Promise<void> {
    if (device !== undefined) this.#stand(device);
    await this.#training.begin(kind, this.#ground(device));
  }

  /** Judges what the trainee says it is. @throws Refusal */
  judge(answer: string): Promise<TrainingVerdict> {
    return this.#training.judge(answer);
  }

  /** Tells what it was. @throws Refusal */
  giveUp(): Promise<TrainingVerdict> {
    return this.#training.giveUp();
  }

  /** Frees every port. */
  async stop(): Promise<void> {
    await this.#training.stop();
    await Promise.all([...this.#lone.values()].map((stand) => this.#remove(stand)));
  }

  #ground(device: string | undefined): Ground {
    const { clock, stands, logOf } = this.#parts;
    const isWell = (stand: Stand) => stand.plugged() && Object.keys(stand.wire.faults).length === 0;
    const fitting = stands.filter((stand) => this.#isReached(stand) && isWell(stand));
    return {
      ...{ clock, logOf, random: new Random(`exercise/${clock.now()}`) },
      stands: fitting.filter(({ id }) => device === undefined || id === device),
      nameOf: (id) => this.#nameOf(id),
      alone: async (id, settings, baudRate) => {
        const driver = this.#driver(id);
        if (driver.medium !== 'bytes') throw new Refusal('sim.noDriver', { driver: id });
        const asked = { settings, port: 0, serial: false };
        const stand = await this.#admit((name) => this.#startBytes(name, driver, asked, baudRate));
        this.#exercised.add(stand.id);
        return stand;
      },
      stop: (stand) => this.#remove(stand),
    };
  }

  #driver(id: string): Driver {
    const driver = this.#parts.drivers.get(id);
    if (!driver) throw new Refusal('sim.noDriver', { driver: id });
    return driver;
  }

  #start(asked: StartSim): Promise<Lone> {
    const driver = this.#driver(asked.driver);
    return this.#admit<Lone>((id) =>
      driver.medium === 'bytes'
        ? this.#startBytes(id, driver, asked)
        : this.#startMessages(id, driver, asked),
    );
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
    for (let tries = 0; port === 0 && tries < MOST_TRIES && this.#lineTo(stand) !== null; tries += 1) {
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

  async #startMessages(
    id: string,
    driver: MessageDriver,
    { settings, broker: asked }: StartSim,
  ): Promise<LoneClient> {
    const { clock, hall } = this.#parts;
    const topics = driver.topics(settingsOf(driver, settings));
    const { broker, isEmbedded } = await this.#brokers.choose(asked);
    this.#brokers.refuseTaken({ url: broker.url, isEmbedded, driver: driver.id, topics });
    const { services } = hall();
    const windows = hall().windows.map((window) => window.id);
    return LoneClient.start({ id, driver, settings, broker, isEmbedded, services, windows, clock });
  }

  async #remove(stand: Lone): Promise<void> {
    this.#lone.delete(stand.id);
    this.#exercised.delete(stand.id);
    await stand.stop();
  }

  /** A device that may be touched. */
  #stand(device: string): Stand {
    const stand = this.#lone.get(device) ?? this.#parts.stands.find(({ id }) => id === device);
    const isConfigured = this.#parts.hall().devices.some(({ id }) => id === device);
    if (!stand) throw new Refusal(isConfigured ? 'sim.real' : 'sim.unknown', { device });
    if (!this.#lone.has(device) && isConfigured && !this.#isReached(stand))
      throw new Refusal('sim.real', { device });
    this.#refuseExercised(device);
    return stand;
  }

  #loneStand(device: string): Lone {
    const stand = this.#lone.get(device);
    if (!stand) throw new Refusal('sim.unknown', { device });
    return stand;
  }

  #refuseExercised(device: string): void {
    if (this.#training.hides(device)) throw new Refusal('sim.exercising');
  }

  /** Whether the hall has a simulated device, on a line that leads to it. */
  #isReached({ id, driver, line }: Stand): boolean {
    const { devices, lines } = this.#parts.hall();
    const isThere = devices.some((one) => one.id === id && one.driver === driver && one.line === line);
    return isThere && lines.some((one) => one.id === line && this.#parts.leads(one));
  }

  #nameOf(device: string): Bilingual {
    const configured = this.#parts.hall().devices.find(({ id }) => id === device)?.name;
    return configured ?? same(device);
  }

  #hallDevice(stand: Stand): HallSimDevice {
    const { id, medium, wire } = stand;
    const shared = this.#parts.stands.filter((other) => other.wire === wire && other.id !== id);
    const isReached = this.#isReached(stand);
    return { ...this.#shown(stand), medium, shared: shared.map((other) => other.id), isReached };
  }

  #loneDevice(stand: Lone): LoneSimDevice {
    return {
      ...this.#shown(stand),
      ...placeOf(stand, this.#training.hidesRate(stand.id)),
      settings: this.#training.hides(stand.id) ? {} : stand.settings,
      since: stand.since,
      usedBy: this.#lineTo(stand),
      isExercise: this.#exercised.has(stand.id),
    };
  }

  #shown(stand: Stand) {
    return shownDevice(stand, this.#parts.drivers, this.#training.hides(stand.id));
  }

  /** The line of the hall that leads to a lone device. */
  #lineTo(stand: Lone): string | null {
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
}
