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
import { Random } from '../random.ts';
import type { Ground, LineLog } from './exercises/exercise.ts';
import { rates } from './exercises/rate.ts';
import { LoneCrowd, MOST_ALONE, type Lone, type LoneCrowdParts } from './lone-crowd.ts';
import { canHave, faultList, placeOf, shownDevice } from './shown.ts';
import type { Stand } from './stand.ts';
import { Training } from './training.ts';

export interface SimDeskParts extends LoneCrowdParts {
  /** The devices of a hall that is simulated; none of a real one. */
  stands: readonly Stand[];
  demo: boolean;
  /** Whether a line of the hall leads to its simulated devices. */
  leads: (line: LineConfig) => boolean;
  logOf: (line: string) => LineLog | undefined;
}

/** Where simulated devices are started, pressed, broken and mended, and where technicians train. */
export class SimDesk {
  readonly #parts: SimDeskParts;
  readonly #training: Training;
  readonly #lone: LoneCrowd;
  /** Lone devices that an exercise put there. */
  readonly #exercised = new Set<string>();

  constructor(parts: SimDeskParts) {
    this.#parts = parts;
    this.#training = new Training(parts.demo);
    this.#lone = new LoneCrowd(parts);
  }

  answer(): SimAnswer {
    const { demo, clock } = this.#parts;
    return {
      ...{ demo, now: clock.now(), most: MOST_ALONE, rates: [...rates] },
      faults: faultList(),
      hall: this.#parts.stands.map((stand) => this.#hallDevice(stand)),
      lone: this.#lone.all.map((stand) => this.#loneDevice(stand)),
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
    return (await this.#lone.start(asked)).id;
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
    await Promise.all(this.#lone.all.map((stand) => this.#remove(stand)));
  }

  #ground(device: string | undefined): Ground {
    const { clock, stands, logOf } = this.#parts;
    const isWell = (stand: Stand) => stand.plugged() && Object.keys(stand.wire.faults).length === 0;
    const fitting = stands.filter((stand) => this.#isReached(stand) && isWell(stand));
    return {
      ...{ clock, logOf, random: new Random(`exercise/${clock.now()}`) },
      stands: fitting.filter(({ id }) => device === undefined || id === device),
      nameOf: (id) => this.#nameOf(id),
      alone: async (...asked) => this.#exercise(await this.#lone.startBytes(...asked)),
      aloneAtBroker: async (...asked) => this.#exercise(await this.#lone.startClient(...asked)),
      stop: (stand) => this.#remove(stand),
    };
  }

  #exercise<T extends Lone>(stand: T): T {
    this.#exercised.add(stand.id);
    return stand;
  }

  async #remove(stand: Lone): Promise<void> {
    this.#exercised.delete(stand.id);
    await this.#lone.remove(stand);
  }

  /** A device that may be touched. */
  #stand(device: string): Stand {
    const stand = this.#lone.get(device) ?? this.#parts.stands.find(({ id }) => id === device);
    const isConfigured = this.#parts.hall().devices.some(({ id }) => id === device);
    if (!stand) throw new Refusal(isConfigured ? 'sim.real' : 'sim.unknown', { device });
    if (!this.#lone.get(device) && isConfigured && !this.#isReached(stand))
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
      usedBy: this.#lone.lineTo(stand),
      isExercise: this.#exercised.has(stand.id),
    };
  }

  #shown(stand: Stand) {
    return shownDevice(stand, this.#parts.drivers, this.#training.hides(stand.id));
  }
}
