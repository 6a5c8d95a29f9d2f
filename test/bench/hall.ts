import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { demoHall, tcpEndpoints } from '../../bridge/sim/demo-hall.ts';
import { hallSchema, type HallConfig, type HallInput } from '../../shared/config/schema.ts';
import { HOUR } from '../../shared/time.ts';

/** The hour that a benchmark's hall has, whenever it runs: the middle of the afternoon. */
const LOCAL_HOUR = 15;

/** A zone in which it is the middle of the afternoon now. */
function afternoonZone(now: number): string {
  const ahead = LOCAL_HOUR - (Math.floor(now / HOUR) % 24);
  const offset = ahead > 12 ? ahead - 24 : ahead < -12 ? ahead + 24 : ahead;
  // The sign of these names is the other way round: Etc/GMT-8 is eight hours ahead.
  return `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}

/** The services and windows of the demo hall in the middle of the afternoon, with these lines and devices. */
export function benchHall(more: Pick<HallInput, 'lines' | 'devices'> = {}): HallConfig {
  const demo = demoHall(tcpEndpoints('127.0.0.1', 1, { url: 'embedded' }));
  const { name, services, groups, classes } = demo;
  const zone = afternoonZone(Date.now());
  const windows = demo.windows.map(({ clerk: _, ...window }) => window);
  const broker = { port: 0 };
  return hallSchema.parse({ name, services, groups, classes, windows, zone, broker, ...more });
}

/** Writes a hall's configuration into a folder; returns the file. */
export function writeHall(folder: string, hall: HallConfig): string {
  const file = join(folder, 'hall.yaml');
  writeFileSync(file, stringify(hall));
  return file;
}
