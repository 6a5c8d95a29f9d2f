import { hallSchema, type HallConfig } from '../../shared/config/schema.ts';
import { PacedClock } from '../clock/paced.ts';
import { demoHall, tcpEndpoints } from '../sim/demo-hall.ts';
import { SimulatedHall } from '../sim/simulated-hall.ts';

const SEED = 20_260_101;

/** The demo hall before its lines lead anywhere, as its past knows it. */
export function nowhere(): HallConfig {
  return hallSchema.parse(demoHall(tcpEndpoints('127.0.0.1', 1, { url: 'embedded' })));
}

/** Its devices and people, at a standstill just before an instant. */
export function demoAt(hall: HallConfig, at: number): { clock: PacedClock; sim: SimulatedHall } {
  const clock = new PacedClock(at - 1);
  return { clock, sim: new SimulatedHall({ hall, clock, seed: SEED }) };
}
