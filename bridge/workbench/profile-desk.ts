import { createHash } from 'node:crypto';
import type { HallConfig } from '../../shared/config/schema.ts';
import type { Draft } from '../../shared/events/index.ts';
import type { FrameRecord } from '../../shared/channel.ts';
import { Refusal } from '../../shared/refusals.ts';
import { malformed } from '../schemas/malformed.ts';
import type { CaptureRecord } from '../../shared/workbench/capture.ts';
import type {
  DecodeAnswer,
  DecodedPiece,
  ProfileCheck,
  ProfilesAnswer,
} from '../../shared/workbench/profiles.ts';
import type { ByteDriver } from '../drivers/driver.ts';
import { fromHex } from '../framing/bytes.ts';
import { Decoder } from '../profiles/decoding.ts';
import { profileDriver } from '../profiles/driver.ts';
import { ProfileError } from '../profiles/load.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Shelf } from '../profiles/shelf.ts';
import { reread } from './reread.ts';

export interface ProfileDeskParts {
  shelf: Shelf;
  /** The hall whose devices use profiles. */
  hall: () => HallConfig;
  /** Puts what was changed to use, for devices that are under way. */
  refresh: () => Promise<void>;
}

/** Where profiles are looked at, tried, kept and taken away. */
export class ProfileDesk {
  readonly #parts: ProfileDeskParts;

  constructor(parts: ProfileDeskParts) {
    this.#parts = parts;
  }

  answer(): ProfilesAnswer {
    const { shelf } = this.#parts;
    return {
      profiles: shelf.profiles.map(({ profile: { id, name, kind, vectors }, isOwn }) => ({
        ...{ id, name, kind, isOwn },
        devices: this.#usersOf(id),
        vectors,
      })),
      unusable: shelf.unusable,
    };
  }

  textOf(id: string): Promise<string> {
    return this.#parts.shelf.textOf(id);
  }

  /** Says what is wrong with a text, or that nothing is. @throws Refusal for a name that is taken */
  check(text: string): ProfileCheck {
    return orWords(() => {
      const { id, vectors } = this.#parts.shelf.check(text);
      return { ok: true as const, id, vectors };
    });
  }

  /** Reads a capture again as a device of the hall's catalog would. @throws Refusal as `reread` */
  reread(driver: string, settings: unknown, records: readonly CaptureRecord[]): FrameRecord[] {
    return reread(this.#parts.shelf.drivers.get(driver), settings, records);
  }

  /** Reads bytes by a text that is not kept. @throws Refusal for what is no hex or no such setting */
  decode(text: string, hex: string, settings: Record<string, unknown>): DecodeAnswer {
    return orWords(() => {
      const profile = this.#parts.shelf.check(text);
      const parsed = profile.settings.schema.safeParse(settings);
      if (!parsed.success) throw malformed(parsed.error, settings);
      const pieces: DecodedPiece[] = [];
      const decoder = new Decoder({
        profile,
        driver: profileDriver(profile) as ByteDriver,
        settings: parsed.data,
        tell: (piece) => pieces.push(piece),
      });
      for (const [index, run] of hex.split('|').entries()) {
        if (index > 0) decoder.silence();
        decoder.push(bytesOf(run));
      }
      decoder.silence();
      return { ok: true as const, pieces };
    });
  }

  /**
   * Keeps a profile of this hall and puts it to use; devices that use it already go on by the new one.
   *
   * @param record brings it into the journal; what was kept is taken back when that fails
   * @throws ProfileError for a text with a mistake; Refusal when a device's settings would no longer fit
   */
  async keep(text: string, record: (drafts: Draft[]) => Promise<unknown>): Promise<Profile> {
    const { shelf, refresh } = this.#parts;
    this.#refuseBreaking(shelf.check(text));
    const { profile, keep, undo } = await shelf.keep(text);
    try {
      const sha256 = createHash('sha256').update(text).digest('hex');
      await record([{ type: 'profile.kept', data: { profile: profile.id, sha256 } }]);
    } catch (error) {
      await undo();
      throw error;
    }
    await keep();
    await refresh();
    return profile;
  }

  /** Takes a profile of this hall away. @throws Refusal while a device uses it */
  async remove(id: string, record: (drafts: Draft[]) => Promise<unknown>): Promise<void> {
    const devices = this.#usersOf(id);
    if (devices.length > 0) throw new Refusal('profile.inUse', { profile: id, devices: devices.join(', ') });
    await this.#parts.shelf.remove(id);
    await record([{ type: 'profile.removed', data: { profile: id } }]);
  }

  #usersOf(id: string): string[] {
    return this.#parts
      .hall()
      .devices.filter(({ driver }) => driver === id)
      .map((device) => device.id);
  }

  /** Settings that stand in the configuration must be good for the new text, too. */
  #refuseBreaking(profile: Profile): void {
    for (const device of this.#parts.hall().devices) {
      if (device.driver !== profile.id) continue;
      const parsed = profile.settings.schema.safeParse(device.settings);
      if (parsed.success) continue;
      const [issue] = parsed.error.issues;
      const detail = `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
      throw new Refusal('profile.breaks', { device: device.id, detail });
    }
  }
}

function orWords<T>(run: () => T): T | { ok: false; words: ProfileError['words'] } {
  try {
    return run();
  } catch (error) {
    if (error instanceof ProfileError) return { ok: false, words: error.words };
    throw error;
  }
}

function bytesOf(hex: string): Uint8Array {
  try {
    return fromHex(hex);
  } catch {
    throw new Refusal('command.malformed', { detail: `hex: ${hex.trim().slice(0, 40)}` });
  }
}
