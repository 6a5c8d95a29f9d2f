import type { Availability, Draft } from '../../shared/events/index.ts';
import type { DeviceActivity } from '../../shared/channel.ts';
import { phonesOn } from '../../shared/config/clerks.ts';
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
  /** Whether the frame is about persons: as the device's own are, where absent. */
  private?: boolean;
  /** Said long ago and kept by the broker, or said by another: no sign of life of its own. */
  hearsay?: boolean;
  /** When it really said it, in milliseconds UTC, where that is known; else now. */
  at?: number;
}

/** Something that counts once for a while. */
interface Said {
  at: number;
  ms: number;
  /** Settles when it is on disk, or when it is not. */
  recorded: Promise<unknown>;
}

/** One device of the hall: turns what it says into events and knows whether it is there. */
export class Device {
  #config: DeviceConfig;
  #retired = false;
  readonly driver: Driver;
  readonly settings: unknown;
  readonly #live: LiveHall;
  readonly #clock: Clock;
  readonly #address: string;
  readonly #silentAfter: number;
  readonly #memory = emptyMemory();
  readonly #seen = new Map<string, Said>();
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
    this.#config = parts.config;
    this.driver = parts.driver;
    this.settings = parts.settings;
    this.#live = parts.live;
    this.#clock = parts.clock;
    this.#address = parts.address;
    this.#silentAfter = parts.driver.silentAfter * parts.pace;
    this.activity = { id: parts.config.id, frames: 0, lastHeardAt: null };
  }

  get config(): DeviceConfig {
    return this.#config;
  }

  get id(): string {
    return this.#config.id;
  }

  /** Gives it another name or window; what it is and says stays the same. */
  place(config: DeviceConfig): void {
    this.#config = config;
  }

  /** Leaves the hall: nothing more is recorded of it. */
  retire(): void {
    this.#retired = true;
    this.stop();
  }

  /**
   * Takes what the device said. Resolves when its events are on disk, so that the device
   * can be acknowledged.
   *
   * @returns false when it was a bounce or a retransmission of what is already recorded
   * @throws Refusal `journal.failed`; the device must not be acknowledged then
   */
  async hear(decoded: Decoded, heard: Heard): Promise<boolean> {
    this.activity.frames += 1;
    const now = this.#clock.now();
    if (!heard.hearsay) this.activity.lastHeardAt = Math.min(now, heard.at ?? now);
    const { once, readings } = decoded;
    const before = once && this.#recall(once.key);
    if (before) {
      // Acknowledged no sooner than what it repeats, and not at all when that failed.
      await before;
      // Who asks again has had no answer.
      if (readings.some(({ kind }) => kind === 'ticketRequest')) await this.#record(decoded, heard);
      return false;
    }
    const recorded = this.#record(decoded, heard);
    if (once) this.#seen.set(once.key, { at: this.#clock.now(), ms: once.ms, recorded });
    try {
      await recorded;
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

  /** Whether what it says on its line is about persons. */
  get private(): boolean {
    return this.driver.private ?? phonesOn(this.id, this.#live.hall.clerks).length > 0;
  }

  /** Whether it left its last request unanswered. */
  get faltered(): boolean {
    return this.#misses > 0;
  }

  /** A request got no answer. */
  async miss(): Promise<void> {
    this.#misses += 1;
    if (this.#misses === MOST_MISSES) await this.report('offline', 'noAnswer');
  }

  /** Records an availability, if it is another than the present one. */
  async report(availability: Availability, reason: string, detail?: string): Promise<void> {
    if (availability !== 'online') this.stop();
    if (this.#retired) return;
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

  async #record({ readings }: Decoded, heard: Heard): Promise<void> {
    const { frame, topic, hearsay = false } = heard;
    if (this.#retired) return;
    this.#misses = 0;
    this.#watchSilence();
    const isPrivate = heard.private ?? this.private;
    const origin = {
      ...this.#origin(),
      frame,
      private: isPrivate,
      ...(topic !== undefined ? { topic } : {}),
    };
    const said = readings.find((reading) => reading.kind === 'availability');
    const here = said ?? (hearsay ? null : { availability: 'online' as const, reason: 'heard' });
    await this.#live.record(origin, ({ state, now }) => {
      const drafts: Draft[] = here ? this.#change(here.availability, here.reason) : [];
      for (const reading of readings) {
        drafts.push(...factsOf(reading, this.#config, this.#memory, state, now));
      }
      return drafts;
    });
  }

  /** The same, if it was said a moment ago. A clock that was set back makes nothing a repetition. */
  #recall(key: string): Promise<unknown> | undefined {
    const now = this.#clock.now();
    for (const [other, { at, ms }] of this.#seen) {
      if (now < at || now >= at + ms) this.#seen.delete(other);
    }
    return this.#seen.get(key)?.recorded;
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
