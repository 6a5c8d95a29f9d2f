import { median, reach, round, sleep, type Bench } from './bench.ts';
import { doorsConfig } from './doors.ts';
import type { Ask, Received } from './fanout-clients.ts';
import type { Emit } from './fanout-bare.ts';
import { benchHall, writeHall } from './hall.ts';
import { runProgram } from './program.ts';
import type { LoadAsk, LoadReady } from './load.ts';
import { writePast } from './past.ts';
import { processorTime } from './process.ts';
import { withScratch, type Helper, type Scratch } from './scratch.ts';

const ROUNDS = 3;
const RATE = 30;
const SECONDS = 5;
const REACH = 1.3;

interface Cost {
  /** Microseconds of processor that one event at one client costs the server. */
  micros: number;
  received: Received;
}

async function connected(scratch: Scratch, ask: Ask): Promise<Helper> {
  const clients = scratch.script('fanout-clients.ts');
  await clients.hear();
  await clients.ask(ask);
  return clients;
}

/** What it costs the process `pid` to bring to all clients what `send` sends. */
async function measure(clients: Helper, pid: number, send: () => Promise<unknown>): Promise<Cost> {
  await clients.ask({ do: 'begin' } satisfies Ask);
  const before = processorTime(pid);
  await send();
  await sleep(300);
  const spent = processorTime(pid) - before;
  const received = await clients.ask<Received>({ do: 'end' } satisfies Ask);
  if (received.events === 0) throw new Error('nothing came to the clients');
  return { micros: (spent * 1000) / received.events, received };
}

/** Three hundred screens: the processor time of the bridge for each, beside socket.io alone. */
export const fanout: Bench = {
  name: 'fanout',
  run: () =>
    withScratch(async (scratch) => {
      const load = scratch.script('load.ts');
      const { ours: port } = await load.hear<LoadReady>();
      const folder = scratch.folder();
      const hall = benchHall(doorsConfig(port));
      await writePast(folder, hall, 1);
      const program = await runProgram(scratch, { HALL_DATA: folder, HALL_CONFIG: writeHall(folder, hall) });
      const bare = scratch.script('fanout-bare.ts');
      const { url } = await bare.hear<{ url: string }>();
      const screens = await connected(scratch, { do: 'connect', url: program.url, watch: true });
      const bareScreens = await connected(scratch, { do: 'connect', url, watch: false });
      const ours: Cost[] = [];
      const floor: Cost[] = [];
      let sample = '';
      for (let turn = 0; turn <= ROUNDS; turn += 1) {
        const isWarmUp = turn === 0;
        const seconds = isWarmUp ? 1 : SECONDS;
        const asked: LoadAsk = { wire: 'tcp', to: 'ours', broker: '', rate: RATE, seconds };
        const ofOurs = await measure(screens, program.pid, () => load.ask(asked));
        sample ||= ofOurs.received.sample;
        const emit: Emit = { sample, rate: RATE, seconds };
        const ofFloor = await measure(bareScreens, bare.pid, () => bare.ask(emit));
        if (isWarmUp) continue;
        ours.push(ofOurs);
        floor.push(ofFloor);
      }
      const micros = (costs: Cost[]) => median(costs.map((cost) => cost.micros));
      const last = (costs: Cost[]) => median(costs.map(({ received }) => received.lastP50));
      const ratio = micros(ours) / micros(floor);
      return [
        {
          clients: ours[0]?.received.clients ?? 0,
          perSecond: RATE,
          bytes: sample.length,
          eventsPerMessage: round(median(ours.map(({ received }) => received.events / received.messages))),
          microsPerDelivery: round(micros(ours), 1),
          floorMicrosPerDelivery: round(micros(floor), 1),
          lastClientMs: round(last(ours), 1),
          floorLastClientMs: round(last(floor), 1),
          ratio: round(ratio),
          ...reach(`ratio <= ${REACH}`, ratio <= REACH),
        },
      ];
    }),
};
