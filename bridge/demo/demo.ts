import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { LineConfig } from '../../shared/config/schema.ts';
import { MINUTE } from '../../shared/time.ts';
import type { Driver } from '../drivers/driver.ts';
import type { Log } from '../log.ts';
import type { Stand } from '../sim/desk/stand.ts';
import { connectMqtt } from '../sim/ports/mqtt.ts';
import { liveApart } from './apart.ts';
import { missingDays, progressOf } from './days.ts';
import { demoAt, nowhere } from './nowhere.ts';
import { livePast } from './past.ts';
import { openSockets } from './sockets.ts';
import { demoText } from './text.ts';

export interface DemoParts {
  drivers: ReadonlyMap<string, Driver>;
  folder: string;
  log: Log;
  logLevel: string;
  now: number;
  progress: (share: number, date: string) => void;
}

/** Less than this is not worth living: the people come in a moment later. */
const SHORTEST = MINUTE;

/**
 * Brings the demo hall to the present and gives its devices sockets of their own, so that
 * the bridge reaches them as it would reach real ones. A past that was interrupted is taken
 * up where the journal ends.
 *
 * @returns the text of the built-in hall, the way from its lines to the simulated devices, these
 *   devices for whoever does things to them, and `attach`, to be called with the broker's address
 *   once it listens
 */
export async function prepareDemo(parts: DemoParts): Promise<{
  text: string;
  redirect: (line: LineConfig) => LineConfig;
  stands: Stand[];
  attach: (brokerUrl: string) => Promise<() => Promise<void>>;
}> {
  const { drivers, folder, log, logLevel, now } = parts;
  const past = nowhere();
  const missing = missingDays(lastKnown(folder), now, past).filter(({ from, to }) => to - from >= SHORTEST);
  const told = progressOf(missing, parts.progress);
  const days = missing.filter(({ isToday }) => !isToday);
  const today = missing.filter(({ isToday }) => isToday);
  if (days.length > 0) await liveApart({ folder, stretches: days, logLevel }, told);
  const { clock, sim } = demoAt(past, today[0]?.from ?? now);
  if (today.length > 0) {
    await livePast({ hall: past, drivers, folder, sim, clock, stretches: today, log, told });
  } else sim.start({ live: true });

  const { redirect, stands, wireOf, close } = await openSockets(past, sim);
  const attach = async (brokerUrl: string) => {
    const client = await connectMqtt(sim.messages, { url: brokerUrl }, wireOf);
    clock.start(1, Date.now());
    return async () => {
      sim.stop();
      clock.stop();
      await client.close();
      await close();
    };
  };
  return { text: demoText(), redirect, stands, attach };
}

/** Time of the last event in the journal of a folder, 0 for none. */
function lastKnown(folder: string): number {
  const file = join(folder, 'journal.sqlite');
  if (!existsSync(file)) return 0;
  const journal = new DatabaseSync(file, { readOnly: true });
  try {
    const last = journal.prepare('SELECT at FROM events ORDER BY seq DESC LIMIT 1').get();
    return Number(last?.['at'] ?? 0);
  } finally {
    journal.close();
  }
}
