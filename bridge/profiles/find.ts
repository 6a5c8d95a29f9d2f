import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { loadDrivers } from '../drivers/catalog.ts';
import type { Driver } from '../drivers/driver.ts';
import { profileDriver } from './driver.ts';
import { LIBRARY, loadProfiles, parseProfile } from './load.ts';
import type { Profile } from './profile.ts';

/** A device that was asked for by its name or by its file. */
export interface Found {
  driver: Driver;
  /** Absent for a device that is written as code. */
  profile?: Profile;
}

/**
 * The device of this name, or the profile in this file.
 *
 * @returns null where no device has the name
 * @throws ProfileError for a profile that cannot be used; Error for a file that cannot be read
 */
export async function findDevice(name: string): Promise<Found | null> {
  const library = await loadProfiles(LIBRARY);
  if (/\.ya?ml$/.test(name)) {
    const profile = parseProfile(await readFile(name, 'utf8'), basename(name), library.entries);
    return { profile, driver: profileDriver(profile) };
  }
  const profile = library.profiles.get(name);
  if (profile) return { profile, driver: profileDriver(profile) };
  const driver = (await loadDrivers()).get(name);
  return driver ? { driver } : null;
}

/** The names of all devices, in order. */
export async function deviceNames(): Promise<string[]> {
  const [drivers, { profiles }] = await Promise.all([loadDrivers(), loadProfiles(LIBRARY)]);
  return [...drivers.keys(), ...profiles.keys()].sort();
}
