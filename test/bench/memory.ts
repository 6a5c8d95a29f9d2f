import { median, reach, round, sleep, type Bench } from './bench.ts';
import { runProgram } from './program.ts';
import { residentMegabytes } from './process.ts';
import { withScratch } from './scratch.ts';

const AFTER = 60_000;
const AFTER_RESTART = 15_000;
const REACH = 200;

/** Several looks over two seconds: a collection of garbage may fall into one of them. */
async function resident(pid: number): Promise<number> {
  const looks: number[] = [];
  for (let n = 0; n < 5; n += 1) {
    looks.push(residentMegabytes(pid));
    await sleep(400);
  }
  return median(looks);
}

/** Resident memory of the demo hall with its broker: after living its past, and started again. */
export const memory: Bench = {
  name: 'memory',
  run: () =>
    withScratch(async (scratch) => {
      const bare = scratch.script('bare.ts', scratch.folder());
      await bare.hear();
      const folder = scratch.folder();
      const first = await runProgram(scratch, { HALL_DATA: folder });
      await sleep(AFTER);
      const lived = await resident(first.pid);
      const floorMb = await resident(bare.pid);
      await first.stop();
      const second = await runProgram(scratch, { HALL_DATA: folder });
      await sleep(AFTER_RESTART);
      const restarted = await resident(second.pid);
      const result = (when: string, mb: number) => ({
        when,
        megabytes: round(mb, 0),
        floorMegabytes: round(floorMb, 0),
        ratio: round(mb / floorMb),
        ...reach(`megabytes <= ${REACH}`, mb <= REACH),
      });
      return [
        result(`${AFTER / 1000} s after living its past`, lived),
        result(`${AFTER_RESTART / 1000} s after a restart`, restarted),
      ];
    }),
};
