/** The floor of fanning out: socket.io alone, sending the bridge's own message at the bridge's rate. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { sleep } from './bench.ts';
import { serveLines } from './scratch.ts';

export interface Emit {
  /** A batch of one event, as text. */
  sample: string;
  rate: number;
  seconds: number;
}

interface Batch {
  events: { at: number; seq: number }[];
  now: number;
}

const http = createServer();
const io = new Server(http, { serveClient: false });
http.listen(0, '127.0.0.1');
await once(http, 'listening');
let seq = 0;

async function emit({ sample, rate, seconds }: Emit): Promise<void> {
  const batch = JSON.parse(sample) as Batch;
  const [event] = batch.events;
  if (!event) throw new Error('nothing to send');
  let next = performance.now();
  for (let n = 0; n < rate * seconds; n += 1) {
    next += ((0.5 + Math.random()) * 1000) / rate;
    const wait = next - performance.now();
    if (wait > 0) await sleep(wait);
    // As many digits as the bridge's own numbers have.
    seq += 1;
    batch.now = event.at = Date.now();
    event.seq = 100_000 + seq;
    io.emit('events', batch);
  }
}

serveLines({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }, (ask: Emit) => emit(ask));
