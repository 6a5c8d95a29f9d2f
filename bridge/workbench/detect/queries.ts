import type { DetectQuery, PortCharacter } from '../../../shared/workbench/detection.ts';
import type { ByteDriver, Driver, Request } from '../../drivers/driver.ts';
import { toHex } from '../../framing/bytes.ts';
import { atAddress } from './candidate-settings.ts';
import { characterOf } from './characters.ts';

/** The devices that speak bytes. */
export function byteDrivers(drivers: ReadonlyMap<string, Driver>): ByteDriver[] {
  return [...drivers.values()].filter((driver) => driver.medium === 'bytes');
}

/** Every question that devices are known to answer without changing anything, for a device at an address. */
export function queriesOf(
  drivers: readonly ByteDriver[],
  hints: ReadonlyMap<string, PortCharacter>,
  address: number | null,
): DetectQuery[] {
  return drivers.flatMap((driver) => {
    const settings = atAddress(driver, address);
    const probes = (settings && driver.probes?.(settings.parsed)) ?? [];
    return probes.map(({ name, bytes }) => ({
      ...{ driver: driver.id, name: driver.name, request: name },
      settings: settings?.given ?? {},
      hex: toHex(bytes),
      fields: driver.describe(bytes),
      character: hints.get(driver.id) ?? characterOf({}),
    }));
  });
}

/** One such question by its name, or null where the driver has none with these settings. */
export function queryOf(
  driver: ByteDriver | undefined,
  request: string,
  given: Record<string, unknown>,
): Request | null {
  const parsed = driver?.settings.safeParse(given);
  if (!parsed?.success) return null;
  return driver?.probes?.(parsed.data).find(({ name }) => name === request) ?? null;
}
