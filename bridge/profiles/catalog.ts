import { loadDrivers } from '../drivers/catalog.ts';
import type { Driver } from '../drivers/driver.ts';
import { profileDriver } from './driver.ts';
import { LazyMap } from './lazy-map.ts';
import { LIBRARY, loadProfiles } from './load.ts';
import type { Profile } from './profile.ts';

/**
 * Every device the bridge knows, by id: those described in profiles, each made ready when it is
 * first asked for, and those written as code.
 *
 * @throws Error for a driver that cannot be loaded
 */
export async function loadCatalog(): Promise<LazyMap<Driver>> {
  const [drivers, { profiles }] = await Promise.all([loadDrivers(), loadProfiles(LIBRARY)]);
  return catalogOf(drivers, profiles);
}

/** The drivers of code and of profiles as one map. */
export function catalogOf(coded: ReadonlyMap<string, Driver>, profiles: LazyMap<Profile>): LazyMap<Driver> {
  return new LazyMap([
    ...[...coded].map(([id, driver]) => [id, () => driver] as const),
    ...[...profiles.keys()].map((id) => [id, () => profileDriver(profiles.get(id)!)] as const),
  ]);
}
