import type { LinesReport } from '../../shared/channel.ts';
import { reach, round, sleep, type Bench } from './bench.ts';
import { boardsOn } from './boards.ts';
import { benchHall, writeHall } from './hall.ts';
import { freePort, processorTime, residentMegabytes } from './process.ts';
import { runProgram } from './program.ts';
import { withScratch } from './scratch.ts';
import type { UnitsAsk, UnitsReady } from './units.ts';

const BUSES = 20;
const BOARDS = 25;
const CONTACTS = 500;
/** What a bus of 25 boards takes at 9600 baud, with a little air. */
const POLL = 1000;
/** Every contact says something every ten seconds, and every bus has a change every four. */
const PUBLISH_EVERY = 20;
const CHANGE_EVERY = 200;
const WARM = 20_000;
const MEASURED = 60_000;
const MOST_PERCENT = 40;
const MOST_MEGABYTES = 250;

/** A thousand devices on one bridge, half polled on RS-485 buses, half on the broker inside: processor and memory. */
export const thousand: Bench = {
  name: 'thousand',
  run: () =>
    withScratch(async (scratch) => {
      const units = scratch.script('units.ts', String(BUSES), String(BOARDS));
      const { ports } = await units.hear<UnitsReady>();
      const hall = benchHall({
        lines: [
          ...ports.map((port, index) => ({
            id: `bus-${index + 1}`,
            transport: { kind: 'tcp' as const, host: '127.0.0.1', port },
          })),
          { id: 'mqtt', transport: { kind: 'mqtt', url: 'embedded' } },
        ],
        devices: [
          ...ports.flatMap((_port, index) => boardsOn(`bus-${index + 1}`, BOARDS, POLL)),
          ...Array.from({ length: CONTACTS }, (_, index) => ({
            id: `contact-${index}`,
            driver: 'zigbee2mqtt-contact',
            line: 'mqtt',
            settings: { device: `contact-${index}` },
          })),
        ],
      });
      hall.broker.port = await freePort();
      const folder = scratch.folder();
      const program = await runProgram(scratch, { HALL_DATA: folder, HALL_CONFIG: writeHall(folder, hall) });
      const ask = (question: UnitsAsk) => units.ask<null>(question);
      const broker = `mqtt://127.0.0.1:${hall.broker.port}`;
      await ask({ ask: 'publish', broker, contacts: CONTACTS, every: PUBLISH_EVERY });
      await ask({ ask: 'live', every: CHANGE_EVERY });
      await sleep(WARM);
      const framesOf = ({ lines }: LinesReport) =>
        lines.reduce((sum, { counters }) => sum + counters.frames, 0);
      const report = async () => (await (await fetch(`${program.url}/api/devices`)).json()) as LinesReport;
      const before = framesOf(await report());
      const [began, used] = [performance.now(), processorTime(program.pid)];
      await sleep(MEASURED);
      const elapsed = performance.now() - began;
      const percent = (100 * (processorTime(program.pid) - used)) / elapsed;
      const megabytes = residentMegabytes(program.pid);
      const after = await report();
      const heard = after.devices.filter(({ lastHeardAt }) => lastHeardAt !== null).length;
      const met = percent <= MOST_PERCENT && megabytes <= MOST_MEGABYTES && heard === after.devices.length;
      return [
        {
          devices: after.devices.length,
          heard,
          framesPerSecond: round((1000 * (framesOf(after) - before)) / elapsed, 0),
          processorPercent: round(percent, 1),
          megabytes: round(megabytes, 0),
          ...reach(`percent <= ${MOST_PERCENT}, megabytes <= ${MOST_MEGABYTES}, all heard`, met),
        },
      ];
    }),
};
