import type { Bilingual } from '../../../../shared/text.ts';
import type { Clock } from '../../../clock/clock.ts';
import type { Value } from '../../../profiles/expression/value.ts';
import type { Profile } from '../../../profiles/profile.ts';
import type { BytePort } from '../../ports/byte-port.ts';
import { listen } from './ear.ts';

/** A frame as its profile reads it, or as it is to be built. */
export type Parts = Readonly<Record<string, Value>>;

/** Settings of a device, as its profile has checked them. */
export type Settings = Readonly<Record<string, unknown>>;

export interface BenchParts {
  profile: Profile;
  settings: Settings;
  port: BytePort;
  clock: Clock;
  /** Told what a person would see of the device. */
  tell: (words: Bilingual) => void;
}

/**
 * The device end of a profile: hears what a host says, and says what a device says, in the
 * frames of the very profile by which the bridge reads them.
 */
export class Bench {
  /** What the device does with a frame of the host. */
  hear: (frame: string, parts: Parts) => void = () => undefined;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly tell: (words: Bilingual) => void;
  readonly #profile: Profile;
  readonly #port: BytePort;

  constructor({ profile, settings, port, clock, tell }: BenchParts) {
    this.settings = settings;
    this.clock = clock;
    this.tell = tell;
    this.#profile = profile;
    this.#port = port;
    listen(port, profile.frames.framing([settings as Value]), clock, {
      frame: (bytes) => this.#read(bytes),
      discarded: () => undefined,
    });
  }

  /** A whole number of the settings. */
  number(name: string): number {
    return Number(this.settings[name] ?? 0);
  }

  /** Says a frame; what follows from its parts is filled in. */
  say(frame: string, parts: Parts): void {
    const scope = this.#profile.frames.scope(this.settings as Value);
    this.#port.send(this.#profile.frames.build(frame, parts, scope).bytes);
  }

  #read(bytes: Uint8Array): void {
    const { frames } = this.#profile;
    const run = frames.read(bytes, this.settings as Value);
    if (run && frames.speaker(run.frame) !== 'device') this.hear(run.frame, frames.partsOf(run));
  }
}
