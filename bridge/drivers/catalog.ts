import { readdir } from 'node:fs/promises';
import type { Driver } from './driver.ts';

const notDrivers = new Set(['driver.ts', 'catalog.ts']);

/**
 * Every driver of a folder (this one) by its id, which is its file's name: a new device is one new file.
 * @throws Error naming the file that cannot be loaded or holds no driver
 */
export async function loadDrivers(folder = new URL('.', import.meta.url)): Promise<Map<string, Driver>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && !notDrivers.has(file));
  const drivers = new Map<string, Driver>();
  for (const file of files.sort()) {
    const driver = await loadDriver(new URL(file, folder), file);
    drivers.set(driver.id, driver);
  }
  return drivers;
}

async function loadDriver(url: URL, file: string): Promise<Driver> {
  let module: { default?: Partial<Driver> };
  try {
    module = (await import(url.href)) as typeof module;
  } catch (cause) {
    throw new Error(`driver ${file} cannot be loaded`, { cause });
  }
  const driver = module.default;
  if (!driver?.medium || !driver.settings || !driver.decode) throw new Error(`${file} exports no driver`);
  if (`${driver.id}.ts` !== file) throw new Error(`${file} holds a driver with another id: ${driver.id}`);
  return driver as Driver;
}
