import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median, reach, round, type Bench, type Result } from './bench.ts';
import { benchHall, writeHall } from './hall.ts';
import { writePast } from './past.ts';
import { endProcess, freePort } from './process.ts';
import { answered, livedDemo, startWords } from './program.ts';
import { wholeRun, withScratch, type Scratch } from './scratch.ts';

const ROUNDS = 5;
/** Business days of a year. */
const YEAR = 250;

const bare = fileURLToPath(new URL('./bare.ts', import.meta.url));

/** Milliseconds from the start of a process to its answer to `GET /`. */
async function timeToAnswer(
  scratch: Scratch,
  start: (port: number) => {
    words: readonly string[];
    env?: Record<string, string>;
    end: 'SIGTERM' | 'SIGKILL';
  },
): Promise<number> {
  const port = await freePort();
  const { words, env, end } = start(port);
  const began = performance.now();
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  scratch.onEnd(() => endProcess(child, 'SIGKILL'));
  await answered(child, port);
  const took = performance.now() - began;
  await endProcess(child, end);
  return took;
}

/** Start to the first answer: on the demo hall's past, on a year of days, and the bare packages. */
export const start: Bench = {
  name: 'start',
  run: () =>
    withScratch(async (scratch) => {
      const demo = await livedDemo(wholeRun, scratch);
      const folder = scratch.folder();
      const hall = benchHall();
      const config = writeHall(folder, hall);
      const events = await writePast(folder, hall, YEAR);
      const times: Record<'bare' | 'demo' | 'year', number[]> = { bare: [], demo: [], year: [] };
      for (let turn = 0; turn <= ROUNDS; turn += 1) {
        const floor = await timeToAnswer(scratch, (port) => ({
          words: [bare, folder, String(port)],
          end: 'SIGKILL',
        }));
        const ofDemo = await timeToAnswer(scratch, (port) => ({
          words: startWords,
          env: { HALL_PORT: String(port), HALL_DATA: demo },
          end: 'SIGTERM',
        }));
        // Killed each time: nothing is ever tidied up for the next start.
        const ofYear = await timeToAnswer(scratch, (port) => ({
          words: startWords,
          env: { HALL_PORT: String(port), HALL_DATA: folder, HALL_CONFIG: config },
          end: 'SIGKILL',
        }));
        // The first turn warms the caches of the disk.
        if (turn === 0) continue;
        times.bare.push(floor);
        times.demo.push(ofDemo);
        times.year.push(ofYear);
      }
      const floorMs = median(times.bare);
      const result = (journal: string, values: number[]): Result => ({
        journal,
        ms: round(median(values), 0),
        floorMs: round(floorMs, 0),
        ratio: round(median(values) / floorMs),
        ...reach('ms < 2000', median(values) < 2000),
      });
      return [
        result('demo, ten days', times.demo),
        { ...result(`${YEAR} business days`, times.year), events },
      ];
    }),
};
