import type { Actor } from '../shared/events/index.ts';
import type { HallConfig } from '../shared/config/schema.ts';
import type { ConfigEdit } from '../shared/config/versions.ts';
import { Refusal } from '../shared/refusals.ts';
import { SECOND } from '../shared/time.ts';
import type { Cancel, Clock } from './clock/clock.ts';

/** A trial ends so long after it was last asked for: a page that was closed holds nothing. */
const LASTS = 30 * SECOND;

export interface TrialParts {
  clock: Clock;
  /** The configuration after some edits. */
  edited: (edits: ConfigEdit[]) => HallConfig;
  /** Runs the devices of a configuration, or of the one in force. */
  attempt: (hall: HallConfig | null) => Promise<void>;
  /** Told when nobody hears of a failure. */
  failed: (error: unknown) => void;
}

interface Running {
  id: string;
  by: Actor;
  edits: string;
}

/** Devices that run for a look before they are part of the hall; one trial at a time. */
export class Trial {
  readonly #parts: TrialParts;
  #running: Running | null = null;
  #cancel: Cancel | undefined;

  constructor(parts: TrialParts) {
    this.#parts = parts;
  }

  /**
   * Starts a trial, or lets it go on.
   *
   * @returns when it ends by itself, in milliseconds UTC
   * @throws Refusal `trial.other`, or for what cannot be run
   */
  async run(id: string, edits: ConfigEdit[], by: Actor): Promise<number> {
    const { clock, edited, attempt } = this.#parts;
    if (this.#running && this.#running.id !== id)
      throw new Refusal('trial.other', { by: this.#running.by.who });
    const words = JSON.stringify(edits);
    if (this.#running?.edits !== words) {
      const hall = edited(edits);
      this.#running = { id, by, edits: words };
      this.#watch();
      await attempt(hall);
    } else this.#watch();
    return clock.now() + LASTS;
  }

  /** Ends it, if it is this one: the devices in force are as they were. */
  async end(id: string): Promise<void> {
    if (this.#running?.id !== id) return;
    this.forget();
    await this.#parts.attempt(null);
  }

  /** Another configuration came into force, and with it other devices. */
  forget(): void {
    this.#cancel?.();
    this.#running = null;
  }

  #watch(): void {
    this.#cancel?.();
    this.#cancel = this.#parts.clock.after(LASTS, () => {
      if (this.#running) this.end(this.#running.id).catch(this.#parts.failed);
    });
  }
}
