import type {
  AskAnswer,
  AskAsked,
  DetectAsked,
  DetectQuery,
  DetectTarget,
} from '../../../shared/workbench/detection.ts';
import { targetWords } from '../../../shared/workbench/detection.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { SECOND } from '../../../shared/time.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Driver } from '../../drivers/driver.ts';
import type { Profile } from '../../profiles/profile.ts';
import { askOnce } from './asking.ts';
import { charactersToTry, hintsOf } from './characters.ts';
import { Detection } from './detection.ts';
import { refuseUsed, type LineUse } from './occupancy.ts';
import { byteDrivers, queriesOf } from './queries.ts';

export interface DetectDeskParts {
  drivers: ReadonlyMap<string, Driver>;
  /** Those of the drivers that are described in profiles, which say how their ports are set. */
  profiles: () => Iterable<Profile>;
  /** The lines of the hall that hold a port now. */
  lines: () => LineUse[];
  clock: Clock;
}

/** How long, in milliseconds, it may take until the bridge has seen that somebody let go of the port. */
const LETTING_GO = SECOND;

/** Where a technician finds out what an unknown box is; one at a time. */
export class DetectDesk {
  readonly #parts: DetectDeskParts;
  /** What is on it now. */
  #target: DetectTarget | null = null;
  #running: { detection: Detection; ended: Promise<void> } | null = null;

  constructor(parts: DetectDeskParts) {
    this.#parts = parts;
  }

  /**
   * Begins to listen. The port is held until what was begun has run to its end.
   *
   * @returns the detection, and `ended`, which settles once the port is free again
   * @throws Refusal when somebody else is at it, a line uses the port, or it cannot be opened
   */
  async listen(asked: DetectAsked): Promise<{ detection: Detection; ended: Promise<void> }> {
    const { drivers, profiles, clock } = this.#parts;
    return this.#hold(asked.target, async () => {
      const known = byteDrivers(drivers);
      const characters = charactersToTry(hintsOf(known, profiles()).values());
      const detection = new Detection({ asked, characters, clock, drivers: known });
      await opened(asked.target, () => detection.open());
      const ended = detection.run().finally(() => (this.#target = this.#running = null));
      this.#running = { detection, ended };
      return this.#running;
    });
  }

  /** Questions that may be asked, for a device at this address. */
  queries(address: number | null): DetectQuery[] {
    const { drivers, profiles } = this.#parts;
    const known = byteDrivers(drivers);
    return queriesOf(known, hintsOf(known, profiles()), address);
  }

  /** Asks one question that was agreed to. @throws Refusal as `listen`, and for what was not agreed to */
  async ask(asked: AskAsked): Promise<AskAnswer> {
    const { drivers, clock } = this.#parts;
    const driver = byteDrivers(drivers).find(({ id }) => id === asked.driver);
    const answer = await this.#hold(asked.target, () =>
      opened(asked.target, () => askOnce(asked, driver, clock)),
    );
    this.#target = null;
    return answer;
  }

  /** Ends what is under way, so that the port is free. */
  async stop(): Promise<void> {
    this.#running?.detection.cancel();
    await this.#running?.ended.catch(() => undefined);
  }

  /** Whoever has just stopped listening must not be refused by what he has stopped. */
  async #letGo(): Promise<void> {
    if (!this.#running) return;
    const { ended } = this.#running;
    await new Promise<void>((resolve) => {
      const cancel = this.#parts.clock.after(LETTING_GO, resolve);
      const end = () => {
        cancel();
        resolve();
      };
      ended.then(end, end);
    });
  }

  /** Takes the desk; it stays taken when `begin` succeeds. */
  async #hold<T>(target: DetectTarget, begin: () => Promise<T>): Promise<T> {
    await this.#letGo();
    if (this.#target) throw new Refusal('detect.other', { port: targetWords(this.#target) });
    this.#target = target;
    try {
      await refuseUsed(target, this.#parts.lines());
      return await begin();
    } catch (error) {
      this.#target = null;
      throw error;
    }
  }
}

async function opened<T>(target: DetectTarget, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new Refusal('detect.cannotOpen', { port: targetWords(target), detail });
  }
}
