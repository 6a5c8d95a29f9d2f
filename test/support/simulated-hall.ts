import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { hallSchema } from '../../shared/config/schema.ts';
import { demoAt, nowhere } from '../../bridge/demo/nowhere.ts';
import { openSockets } from '../../bridge/demo/sockets.ts';
import { DEMO_HOST, FIRST_PORT } from '../../bridge/demo/text.ts';
import { createLog } from '../../bridge/log.ts';
import { Shelf } from '../../bridge/profiles/shelf.ts';
import { runHall, sourceOf, type Running } from '../../bridge/run.ts';
import { demoHall, tcpEndpoints } from '../../bridge/sim/demo-hall.ts';
import { connectMqtt } from '../../bridge/sim/ports/mqtt.ts';
import { temporaryFolder } from './folder.ts';

/** The demo hall without its past and without people: devices that nobody but the test touches. */
export async function runningSimulatedHall(): Promise<Running> {
  const folder = temporaryFolder();
  const past = nowhere();
  const { clock, sim } = demoAt(past, Date.now());
  const { redirect, stands, wireOf, close } = await openSockets(past, sim);
  const ends = [close];
  onTestFinished(async () => {
    for (const end of ends.reverse()) await end();
  });
  const hall = hallSchema.parse({
    ...demoHall(tcpEndpoints(DEMO_HOST, FIRST_PORT, { url: 'embedded' })),
    broker: { port: 0 },
  });
  const running = await runHall({
    source: sourceOf(hall, folder),
    settings: {
      ...{ host: '127.0.0.1', port: 0, data: folder, config: null, remoteAllowed: false },
      ...{ logLevel: 'silent', language: 'en' as const },
    },
    shelf: await Shelf.open(join(folder, 'profiles')),
    ...{ log: createLog('silent'), demo: true, redirect, stands },
  });
  ends.push(running.stop);
  const client = await connectMqtt(sim.messages, { url: running.brokerUrl ?? '' }, wireOf);
  clock.start(1, Date.now());
  ends.push(async () => {
    clock.stop();
    await client.close();
  });
  return running;
}
