import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bilingual } from '../../shared/text.ts';
import { Refusal } from '../../shared/refusals.ts';
import { replaceFile, type Replaced } from '../config/replace.ts';
import { loadDrivers } from '../drivers/catalog.ts';
import type { Driver } from '../drivers/driver.ts';
import { catalogOf } from './catalog.ts';
import { profileDriver } from './driver.ts';
import type { Entry } from './entry.ts';
import type { LazyMap } from './lazy-map.ts';
import { LIBRARY, loadProfiles, parseProfile, ProfileError, type Loaded } from './load.ts';
import type { Profile } from './profile.ts';

/** No profile a person writes is longer, in characters. */
const LONGEST = 200_000;

/** A profile of this hall that cannot be used, and why. */
export interface Unusable {
  file: string;
  words: Bilingual;
}

/** A profile that was put on the shelf, while it can still be taken back. */
export interface Kept extends Replaced {
  profile: Profile;
}

/**
 * Every device the bridge knows: those that came with it, and the profiles of this hall,
 * which lie in a folder of its own and can be changed while the hall runs.
 */
export class Shelf {
  readonly #folder: string;
  readonly #library: ReadonlyMap<string, Entry>;
  readonly #drivers: LazyMap<Driver>;
  readonly #profiles: LazyMap<Profile>;
  readonly #own = new Set<string>();
  /** Profiles of this hall that were left out at the start. */
  readonly unusable: Unusable[] = [];

  private constructor(folder: string, { entries, profiles }: Loaded, coded: ReadonlyMap<string, Driver>) {
    this.#folder = folder;
    this.#library = entries;
    this.#profiles = profiles;
    this.#drivers = catalogOf(coded, profiles);
  }

  /**
   * Loads what came with the bridge and what lies in the folder. A profile of this hall with a
   * mistake is left out and told in `unusable`: the rest of the hall goes on.
   */
  static async open(folder: string): Promise<Shelf> {
    const [coded, library] = await Promise.all([loadDrivers(), loadProfiles(LIBRARY)]);
    const shelf = new Shelf(folder, library, coded);
    for (const file of await filesIn(folder)) {
      try {
        const profile = shelf.check(await readFile(join(folder, file), 'utf8'), file);
        shelf.#place(profile);
      } catch (error) {
        shelf.unusable.push({ file, words: reasonOf(file, error) });
      }
    }
    return shelf;
  }

  /** Every device by its id; stays true as profiles come and go. */
  get drivers(): ReadonlyMap<string, Driver> {
    return this.#drivers;
  }

  /** The profiles, those that came with the bridge first. */
  get profiles(): { profile: Profile; isOwn: boolean }[] {
    return [...this.#profiles.values()].map((profile) => ({ profile, isOwn: this.#own.has(profile.id) }));
  }

  /** The profile of this name, if it is one. */
  profile(id: string): Profile | undefined {
    return this.#profiles.get(id);
  }

  /** The text of a profile. @throws Refusal `profile.unknown` */
  async textOf(id: string): Promise<string> {
    if (!this.#profiles.has(id)) throw new Refusal('profile.unknown', { profile: id });
    return readFile(this.#own.has(id) ? this.#fileOf(id) : new URL(`${id}.yaml`, LIBRARY), 'utf8');
  }

  /** Makes a profile of a text ready, whatever its name. @throws ProfileError; Refusal for one that is too long */
  read(text: string, file: string): Profile {
    if (text.length > LONGEST) throw new Refusal('profile.tooLong', { most: String(LONGEST) });
    return parseProfile(text, file, this.#library);
  }

  /**
   * Makes a profile of a text ready, without keeping it.
   *
   * @throws ProfileError with line, field and what was meant; Refusal for a name that came with the bridge
   */
  check(text: string, file = 'profile.yaml'): Profile {
    const profile = this.read(text, file);
    const isTaken = this.#drivers.has(profile.id) && !this.#own.has(profile.id);
    if (isTaken) throw new Refusal('profile.taken', { profile: profile.id });
    return profile;
  }

  /**
   * Keeps a profile of this hall: on disk first, then in use.
   *
   * @throws as `check`; Error when it cannot be written
   */
  async keep(text: string): Promise<Kept> {
    const profile = this.check(text);
    await mkdir(this.#folder, { recursive: true });
    const replaced = await replaceFile(this.#fileOf(profile.id), text);
    const before = this.#profiles.get(profile.id);
    this.#place(profile);
    const undo = async () => {
      if (before) this.#place(before);
      else this.#take(profile.id);
      await replaced.undo();
    };
    return { profile, keep: replaced.keep, undo };
  }

  /** Takes a profile of this hall away. @throws Refusal for one that came with the bridge, or is not there */
  async remove(id: string): Promise<void> {
    if (!this.#own.has(id))
      throw new Refusal(this.#profiles.has(id) ? 'profile.taken' : 'profile.unknown', { profile: id });
    await rm(this.#fileOf(id), { force: true });
    this.#take(id);
  }

  #fileOf(id: string): string {
    return join(this.#folder, `${id}.yaml`);
  }

  #place(profile: Profile): void {
    this.#own.add(profile.id);
    this.#profiles.set(profile.id, profile);
    this.#drivers.set(profile.id, profileDriver(profile));
  }

  #take(id: string): void {
    this.#own.delete(id);
    this.#profiles.delete(id);
    this.#drivers.delete(id);
  }
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((file) => /^[a-z0-9][a-z0-9-]*\.ya?ml$/.test(file)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new Error(`the profiles in ${pathToFileURL(folder).href} cannot be read`, { cause: error });
  }
}

function reasonOf(file: string, error: unknown): Bilingual {
  if (error instanceof ProfileError) return error.words;
  const reason = error instanceof Error ? error.message : String(error);
  return { zh: `${file}：${reason}`, en: `${file}: ${reason}` };
}
