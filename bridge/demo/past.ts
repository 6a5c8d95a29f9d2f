import type { HallConfig, LineConfig } from '../../shared/config/schema.ts';
import { Bridge } from '../bridge.ts';
import type { PacedClock } from '../clock/paced.ts';
import type { Driver } from '../drivers/driver.ts';
import { Journal } from '../journal/journal.ts';
import type { Log } from '../log.ts';
import { memoryMessages, memoryTransport } from '../sim/ports/memory.ts';
import type { SimulatedHall } from '../sim/simulated-hall.ts';
import type { Transport } from '../transports/transport.ts';
import { missingDays, type Stretch } from './days.ts';

/** Nobody looks at the second while the past is lived: polls and silences are stretched. */
const PACE = 60;

export interface PastParts {
  hall: HallConfig;
  drivers: ReadonlyMap<string, Driver>;
  folder: string;
  sim: SimulatedHall;
  /** The simulator's own clock; it ends at `now`. */
  clock: PacedClock;
  now: number;
  log: Log;
  /** Told how far it is, from 0 to 1, and the day that is lived. */
  progress: (share: number, date: string) => void;
}

/**
 * Lives the demo hall's past: the same devices, drivers, decisions and journal as in the
 * present, on a clock that runs as fast as the work allows. A stretch that was interrupted
 * is taken up where the journal ends.
 *
 * @returns how many events were lived
 */
export async function livePast(parts: PastParts): Promise<number> {
  const { hall, folder, now, sim } = parts;
  const { journal, state } = await Journal.open({ folder, bulk: true });
  const before = state.seq;
  const stretches = missingDays(state.at, now, hall);
  const whole = stretches.reduce((sum, { from, to }) => sum + (to - from), 0);
  let lived = 0;
  let seq = before;
  for (const stretch of stretches) {
    const report = (at: number) =>
      parts.progress(whole > 0 ? (lived + at - stretch.from) / whole : 1, stretch.date);
    report(stretch.from);
    const bridge = await liveStretch(parts, journal, stretch, report);
    lived += stretch.to - stretch.from;
    seq = bridge.live.state.seq;
  }
  if (!stretches.at(-1)?.isToday) sim.stop();
  await journal.close();
  return seq - before;
}

async function liveStretch(
  { hall, drivers, sim, clock, log }: PastParts,
  journal: Journal,
  { from, to, isToday }: Stretch,
  report: (at: number) => void,
): Promise<Bridge> {
  await clock.runTo(from);
  const state = await journal.load();
  const transportOf = (line: LineConfig): Transport =>
    line.transport.kind === 'mqtt' ? memoryMessages(sim.messages) : memoryTransport(sim.bytePort(line.id));
  const bridge = new Bridge({ hall, drivers, journal, state, clock, log, transportOf, pace: PACE });
  await bridge.start();
  sim.start({ live: isToday });
  await clock.runTo(to, report);
  // Today's people stay where they are: they go on in the present.
  if (!isToday) sim.stop();
  await bridge.stop();
  return bridge;
}
