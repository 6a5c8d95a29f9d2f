import { loadDrivers } from '../drivers/catalog.ts';
import type { Driver } from '../drivers/driver.ts';
import { profileDriver } from './driver.ts';
import { LIBRARY, loadProfiles } from './load.ts';

/**
 * Every device the bridge knows, by id: those described in profiles and those written as code.
 *
 * @throws ProfileError for a profile that cannot be used, and Error for a driver that cannot be loaded
 */
export async function loadCatalog(): Promise<Map<string, Driver>> {
  const [drivers, { profiles }] = await Promise.all([loadDrivers(), loadProfiles(LIBRARY)]);
  const described = [...profiles.values()].map((profile) => [profile.id, profileDriver(profile)] as const);
  return new Map([...drivers, ...described]);
}
