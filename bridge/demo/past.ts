import type { HallConfig, LineConfig } from '../../shared/config/schema.ts';
import type { HallState } from '../../shared/hall/state.ts';
import { Bridge } from '../bridge.ts';
import type { PacedClock } from '../clock/paced.ts';
import type { Driver } from '../drivers/driver.ts';
import { Journal } from '../journal/journal.ts';
import type { Log } from '../log.ts';
import { memoryMessages, memoryTransport } from '../sim/ports/memory.ts';
import type { SimulatedHall } from '../sim/simulated-hall.ts';
import type { Transport } from '../transports/transport.ts';
import type { Stretch } from './days.ts';
import { keepLedger, permitPhones, takeDuty } from './desk.ts';

/** Nobody looks at the minute while the past is lived: polls, silences and the sweep of alerts are stretched. */
const PACE = 120;

/** Told which day is lived and up to which instant. */
export type Told = (date: string, at: number) => void;

export interface PastParts {
  hall: HallConfig;
  drivers: ReadonlyMap<string, Driver>;
  folder: string;
  sim: SimulatedHall;
  /** The simulator's own clock; it ends where the last stretch does. */
  clock: PacedClock;
  stretches: readonly Stretch[];
  log: Log;
  told: Told;
}

/**
 * Lives stretches of the demo hall's past: the same devices, drivers, decisions and journal
 * as in the present, on a clock that runs as fast as the work allows.
 */
export async function livePast(parts: PastParts): Promise<void> {
  const { journal, state } = await Journal.open({ folder: parts.folder, bulk: true });
  let known = state;
  for (const stretch of parts.stretches) known = await liveStretch(parts, journal, known, stretch);
  await journal.close();
}

async function liveStretch(
  { hall, drivers, sim, clock, log, told }: PastParts,
  journal: Journal,
  state: HallState,
  { date, from, to, isToday }: Stretch,
): Promise<HallState> {
  told(date, from);
  await clock.runTo(from);
  const transportOf = (line: LineConfig): Transport =>
    line.transport.kind === 'mqtt' ? memoryMessages(sim.messages) : memoryTransport(sim.bytePort(line.id));
  const bridge = new Bridge({ hall, drivers, journal, state, clock, log, transportOf, pace: PACE });
  await bridge.start();
  await takeDuty(bridge, date);
  permitPhones(bridge, clock, date, to);
  sim.start({ live: isToday });
  await clock.runTo(to, (at) => told(date, at));
  await keepLedger(bridge);
  // Today's people stay where they are: they go on in the present.
  if (!isToday) sim.stop();
  await bridge.stop();
  told(date, to);
  return bridge.live.state;
}
