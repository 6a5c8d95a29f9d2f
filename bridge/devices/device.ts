import type { Availability, Draft } from '../../shared/events/index.ts';
import type { DeviceActivity } from '../../shared/channel.ts';
import type { DeviceConfig } from '../../shared/config/schema.ts';
import type { Cancel, Clock } from '../clock/clock.ts';
import type { Decoded, Driver } from '../drivers/driver.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import { emptyMemory, factsOf } from './facts.ts';

/** Requests in a row that a device may leave unanswered before it counts as offline. */
const MOST_MISSES = 3;

export interface Heard {
  frame: Uint8Array;
  topic?: string;
  /** Kept by the broker and told to newcomers: it may be old, and is no sign of life. */
  retained?: boolean;
}

/** One device of the hall: turns what it says into events and knows whether it is there. */
export class Device {
  readonly config: DeviceConfig;
  readonly driver: Driver;
  readonly settings: unknown;
  readonly #live: LiveHall;
  readonly #clock: Clock;
  readonly #address: string;
  readonly #silentAfter: number;
  readonly #memory = emptyMemory();
  readonly #seen = new Map<string, number>();
  readonly activity: DeviceActivity;
  #misses = 0;
  #silence: Cancel | undefined;

  constructor(parts: {
    config: DeviceConfig;
    driver: Driver;
    settings: unknown;
    live: LiveHall;
    clock: Clock;
    address: string;
    /** Stretches the silence that is allowed, as polls are stretched. */
    pace: number;
  }) {
    this.config = parts.config;
    this.driver = parts.driver;
    this.settings = parts.settings;
    this.#live = parts.live;
    this.#clock = parts.clock;
    this.#address = parts.address;
    this.#silentAfter = parts.driver.silentAfter * parts.pace;
    this.activity = { id: parts.config.id, frames: 0, lastHeardAt: null };
  }

  get id(): string {
    return this.config.id;
  }

  /**
   * Takes what the device said. Resolves when its events are on disk, so that the device
   * can be acknowledged.
   *
   * @returns false when it was a bounce or a retransmission of what is already recorded
   * @throws Refusal `journal.failed`; the device must not be acknowledged then
   */
  async hear(decoded: Decoded, { frame, topic, retained = false }: Heard): Promise<boolean> {
    this.activity.frames += 1;
    this.activity.lastHeardAt = this.#clock.now();
    const once = decoded.once;
    if (once && this.#repeats(once)) return false;
    this.#misses = 0;
    this.#watchSilence();
    const origin = { ...this.#origin(), frame, ...(topic !== undefined ? { topic } : {}) };
    const said = decoded.readings.find((reading) => reading.kind === 'availability');
    const here = said ?? (retained ? null : { availability: 'online' as const, reason: 'heard' });
    try {
      await this.#live.record(origin, ({ state }) => {
        const drafts: Draft[] = here ? this.#change(here.availability, here.reason) : [];
        for (const reading of decoded.readings) {
          drafts.push(...factsOf(reading, this.config, this.#memory, state));
        }
        return drafts;
      });
    } catch (error) {
      // It was not recorded: its retransmission is news.
      if (once) this.#seen.delete(once.key);
      throw error;
    }
    return true;
  }

  /** Whether it is known to be there. */
  get online(): boolean {
    return this.#live.state.devices[this.id]?.availability === 'online';
  }

  /** A request got no answer. */
  async miss(): Promise<void> {
    this.#misses += 1;
    if (this.#misses === MOST_MISSES) await this.report('offline', 'noAnswer');
  }

  /** Records an availability, if it is another than the present one. */
  async report(availability: Availability, reason: string, detail?: string): Promise<void> {
    if (availability !== 'online') this.stop();
    await this.#live.record(this.#origin(), () => this.#change(availability, reason, detail));
  }

  stop(): void {
    this.#silence?.();
    this.#silence = undefined;
  }

  #origin() {
    return { device: this.id, by: { who: `device:${this.id}`, from: this.#address } };
  }

  #change(availability: Availability, reason: string, detail?: string): Draft[] {
    if (this.#live.state.devices[this.id]?.availability === availability) return [];
    const data = { availability, reason, ...(detail !== undefined ? { detail: detail.slice(0, 200) } : {}) };
    return [{ type: 'device.availabilityChanged', data }];
  }

  #repeats({ key, ms }: { key: string; ms: number }): boolean {
    const now = this.#clock.now();
    for (const [other, until] of this.#seen) if (until <= now) this.#seen.delete(other);
    if (this.#seen.has(key)) return true;
    this.#seen.set(key, now + ms);
    return false;
  }

  /** One timer a device, not one a frame: when it ends, it looks how long it really was silent. */
  #watchSilence(left = this.#silentAfter): void {
    this.#silence ??= this.#clock.after(left, () => {
      this.#silence = undefined;
      // A clock that was set back does not make it silent for less than nothing.
      const silent = Math.max(0, this.#clock.now() - (this.activity.lastHeardAt ?? 0));
      if (silent < this.#silentAfter) this.#watchSilence(this.#silentAfter - silent);
      else void this.report('unknown', 'silent').catch(() => undefined);
    });
  }
}
