import { hallSchema, type HallConfig } from '../../shared/config/schema.ts';
import { PacedClock } from '../clock/paced.ts';
import type { Driver } from '../drivers/driver.ts';
import type { Log } from '../log.ts';
import { demoHall, tcpEndpoints } from '../sim/demo-hall.ts';
import { connectMqtt } from '../sim/ports/mqtt.ts';
import { serveTcp } from '../sim/ports/tcp.ts';
import { SimulatedHall } from '../sim/simulated-hall.ts';
import { missingDays } from './days.ts';
import { livePast } from './past.ts';

export interface DemoParts {
  drivers: ReadonlyMap<string, Driver>;
  folder: string;
  log: Log;
  now: number;
  progress: (share: number, date: string) => void;
}

const SEED = 20_260_101;

/**
 * Brings the demo hall to the present and gives its devices sockets of their own, so that
 * the bridge reaches them as it would reach real ones.
 *
 * @returns the hall, and `attach`, to be called with the broker's address once it listens
 */
export async function prepareDemo(parts: DemoParts): Promise<{
  hall: HallConfig;
  attach: (brokerUrl: string) => Promise<() => Promise<void>>;
}> {
  const nowhere = hallSchema.parse(demoHall(tcpEndpoints('127.0.0.1', 1, 'embedded')));
  const [first] = missingDays(0, parts.now, nowhere);
  const clock = new PacedClock((first?.from ?? parts.now) - 1);
  const sim = new SimulatedHall({ hall: nowhere, clock, seed: SEED });
  await livePast({ ...parts, hall: nowhere, sim, clock });

  const servers = new Map<string, { port: number; close(): Promise<void> }>();
  for (const { id, transport } of nowhere.lines) {
    if (transport.kind !== 'mqtt')
      servers.set(id, await serveTcp(sim.bytePort(id), { host: '127.0.0.1', port: 0 }));
  }
  const hall = hallSchema.parse(
    demoHall({
      transportOf: (line) => ({ kind: 'tcp', host: '127.0.0.1', port: servers.get(line)?.port ?? 0 }),
      mqttUrl: 'embedded',
    }),
  );
  hall.broker.port = 0;
  const attach = async (brokerUrl: string) => {
    const client = await connectMqtt(sim.messages, brokerUrl);
    clock.start(1, Date.now());
    return async () => {
      sim.stop();
      clock.stop();
      await client.close();
      await Promise.all([...servers.values()].map((server) => server.close()));
    };
  };
  return { hall, attach };
}
