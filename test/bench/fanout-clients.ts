/** Three hundred screens in a process of their own: they count what they get and when the last one has it. */
import { io, type Socket } from 'socket.io-client';
import { percentile, wallClock } from './bench.ts';
import { serveLines } from './scratch.ts';

const CLIENTS = 300;

/** What is asked of the screens, in this order. */
export type Ask = { do: 'connect'; url: string; watch: boolean } | { do: 'begin' } | { do: 'end' };

export interface Received {
  clients: number;
  /** Events that came to any client, and messages they came in. */
  events: number;
  messages: number;
  /** Bytes of one message, as text. */
  sample: string;
  /** Milliseconds from the sending of an event to its arrival at the last client: median and p99. */
  lastP50: number;
  lastP99: number;
}

interface Batch {
  events: { at: number; seq: number }[];
}

const sockets: Socket[] = [];
let events = 0;
let messages = 0;
let sample: Batch | null = null;
/** By event: how many clients have it, and how long it took until the one that has it now. */
const reached = new Map<number, { clients: number; ms: number }>();

function take(batch: Batch): void {
  messages += 1;
  events += batch.events.length;
  for (const { seq, at } of batch.events) {
    const known = reached.get(seq);
    reached.set(seq, { clients: (known?.clients ?? 0) + 1, ms: wallClock() - at });
  }
  if (batch.events.length === 1) sample ??= batch;
}

async function connect(url: string, watch: boolean): Promise<void> {
  for (let n = 0; n < CLIENTS; n += 1) {
    const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false });
    await new Promise((resolve) => socket.once('connect', () => resolve(null)));
    if (watch) await socket.emitWithAck('watch', { epoch: '', seq: 0 });
    socket.on('events', (batch: Batch) => take(batch));
    sockets.push(socket);
  }
}

function received(): Received {
  const whole = [...reached.values()].filter(({ clients }) => clients === CLIENTS).map(({ ms }) => ms);
  return {
    clients: sockets.filter(({ connected }) => connected).length,
    events,
    messages,
    sample: JSON.stringify(sample),
    lastP50: percentile(whole, 0.5),
    lastP99: percentile(whole, 0.99),
  };
}

serveLines('ready', async (ask: Ask) => {
  if (ask.do === 'connect') await connect(ask.url, ask.watch);
  else if (ask.do === 'end') return received();
  else {
    events = 0;
    messages = 0;
    sample = null;
    reached.clear();
  }
  return null;
});
