/** Runs every benchmark, or those named: one JSON line a result, ours beside the floor of the same run. */
import { print, type Bench } from './bench.ts';
import { bus } from './bus.ts';
import { commands } from './commands.ts';
import { day } from './day.ts';
import { decode } from './decode.ts';
import { durable } from './durable.ts';
import { fanout } from './fanout.ts';
import { latency } from './latency.ts';
import { memory } from './memory.ts';
import { noise } from './noise.ts';
import { paint } from './paint.ts';
import { endAll } from './scratch.ts';
import { start } from './start.ts';
import { thousand } from './thousand.ts';

const benches: readonly Bench[] = [
  decode,
  noise,
  durable,
  start,
  paint,
  memory,
  fanout,
  latency,
  bus,
  thousand,
  day,
  commands,
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(
    `no benchmark ${unknown.join(', ')}; there are ${benches.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void endAll().then(() => process.exit(1)));
}
let failed = 0;
for (const { name, run } of benches) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  try {
    for (const result of await run()) print(name, result);
  } catch (error) {
    failed += 1;
    console.error(name, error);
  }
}
await endAll();
// A goal that is missed is a result; a benchmark that does not come to its end is a fault.
process.exit(failed > 0 ? 1 : 0);
