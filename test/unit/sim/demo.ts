import { PacedClock } from '../../../bridge/clock/paced.ts';
import { demoHall, tcpEndpoints } from '../../../bridge/sim/demo-hall.ts';
import { SimulatedHall } from '../../../bridge/sim/simulated-hall.ts';
import { hallSchema, type HallConfig } from '../../../shared/config/schema.ts';
import { FakeBridge } from './fake-bridge.ts';

/** The demo hall as a configuration. */
export const hall: HallConfig = hallSchema.parse(
  demoHall(tcpEndpoints('127.0.0.1', 7001, { url: 'embedded' })),
);

/** An instant of the hall's local time. */
export function local(time: string): number {
  return Date.parse(`${time}+08:00`);
}

/** The demo hall before a fake bridge, at a local time. */
export async function hallAt(time: string, seed = 1) {
  const clock = new PacedClock(local(time));
  const sim = new SimulatedHall({ hall, clock, seed });
  const bridge = new FakeBridge(hall, clock);
  await bridge.plugIn(sim);
  return { clock, sim, bridge };
}
