import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readSettings } from '../config/settings.ts';
import type { Driver } from '../drivers/driver.ts';
import { profileDriver } from './driver.ts';
import type { Profile } from './profile.ts';
import { Shelf } from './shelf.ts';

/** A device that was asked for by its name or by its file. */
export interface Found {
  driver: Driver;
  /** Absent for a device that is written as code. */
  profile?: Profile;
}

/** The devices a hall knows that is configured so: those that came with the bridge, and its own profiles. */
export function shelfOf(env: NodeJS.ProcessEnv): Promise<Shelf> {
  return Shelf.open(join(readSettings(env).data, 'profiles'));
}

/**
 * The device of this name, or the profile in this file.
 *
 * @returns null where no device has the name
 * @throws ProfileError for a profile that cannot be used; Error for a file that cannot be read
 */
export async function findDevice(name: string): Promise<Found | null> {
  const shelf = await shelfOf(process.env);
  if (/\.ya?ml$/.test(name)) {
    const profile = shelf.read(await readFile(name, 'utf8'), basename(name));
    return { profile, driver: profileDriver(profile) };
  }
  const driver = shelf.drivers.get(name);
  const profile = shelf.profile(name);
  return driver ? { driver, ...(profile ? { profile } : {}) } : null;
}

/** The names of all devices, in order. */
export async function deviceNames(): Promise<string[]> {
  return [...(await shelfOf(process.env)).drivers.keys()].sort();
}
