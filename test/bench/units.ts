/**
 * The devices of a benchmark, in a process of their own: locker boards on RS-485 buses of
 * 9600 baud behind TCP, at the pace of such a wire, and contacts that publish over MQTT.
 * Words: buses, boards a bus, and the addresses that are dead. Says the ports of the buses.
 */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import mqtt, { type MqttClient } from 'mqtt';
import { buildLock8a, lock8aHead, queryMark } from '../../bridge/framing/lock8a.ts';
import { sleep, wallClock } from './bench.ts';
import { CHANNELS, GROUPS } from './boards.ts';
import { serveLines } from './scratch.ts';

/** One character at 9600 8N1, and what a board takes to turn round, in milliseconds. */
const CHARACTER = 10 / 9.6;
const TURNAROUND = 10;
const QUESTION = 5;
const ANSWER = GROUPS + 4;

export interface UnitsReady {
  ports: number[];
}

export type UnitsAsk =
  /** Presses so many switches on the first bus, one after the other at uneven times. */
  | { ask: 'press'; count: number; every: number }
  /** How long the first bus takes from a question for a board to the next one, at the median. */
  | { ask: 'cycle' }
  /** Changes one switch of each bus in turn, every so many milliseconds, until the end. */
  | { ask: 'live'; every: number }
  /** Has so many contacts, each with a connection of its own, publish in turn until the end. */
  | { ask: 'publish'; broker: string; contacts: number; every: number };

/** A switch that was pressed, and when. */
export interface Press {
  board: number;
  channel: number;
  state: 'open' | 'closed';
  at: number;
}

/** Boards on one pair of wires; one speaks at a time. */
class Bus {
  /** Times between two questions for the same board. */
  readonly cycles: number[] = [];
  readonly #closed: boolean[][];
  readonly #dead: ReadonlySet<number>;
  readonly #askedAt = new Map<number, number>();
  #line: Socket | null = null;
  #pressed = 0;

  constructor(boards: number, dead: ReadonlySet<number>) {
    this.#closed = Array.from({ length: boards }, () => Array<boolean>(CHANNELS).fill(false));
    this.#dead = dead;
  }

  /** Listens; returns the port. */
  async listen(): Promise<number> {
    const server = createServer((socket) => {
      this.#line = socket;
      socket.setNoDelay(true);
      socket.on('data', (chunk) => this.#hear(chunk));
      socket.on('error', () => socket.destroy());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  /** Presses the next switch, another board each time. */
  press(): Press {
    const turn = this.#pressed++;
    const alive = this.#closed.map((_, index) => index).filter((index) => !this.#dead.has(index + 1));
    const board = alive[turn % alive.length] as number;
    const channel = Math.floor(turn / alive.length) % CHANNELS;
    const closed = this.#closed[board] as boolean[];
    closed[channel] = !closed[channel];
    const state = closed[channel] ? 'closed' : 'open';
    return { board: board + 1, channel: channel + 1, state, at: wallClock() };
  }

  #hear(chunk: Uint8Array): void {
    for (let at = 0; at + QUESTION <= chunk.length; at += QUESTION) {
      const [head, board = 0, , mark] = chunk.subarray(at, at + QUESTION);
      if (head !== lock8aHead.query || mark !== queryMark) continue;
      const now = performance.now();
      const before = this.#askedAt.get(board);
      this.#askedAt.set(board, now);
      if (this.#dead.has(board)) continue;
      if (before !== undefined) this.cycles.push(now - before);
      // The board reads its switches when it has heard the whole question.
      setTimeout(() => this.#answer(board), QUESTION * CHARACTER + TURNAROUND);
    }
  }

  #answer(board: number): void {
    const closed = this.#closed[board - 1];
    if (!closed) return;
    const groups = Array.from({ length: GROUPS }, (_, group) =>
      closed.slice(group * 8, group * 8 + 8).reduce((bits, is, bit) => bits | (Number(is) << bit), 0),
    );
    const answer = buildLock8a(lock8aHead.query, board, ...groups.toReversed(), queryMark);
    setTimeout(() => this.#line?.write(answer), ANSWER * CHARACTER);
  }
}

const [buses = 1, boards = 16] = process.argv.slice(2, 4).map(Number);
const dead = new Set(process.argv.slice(4).map(Number));
const all = Array.from({ length: buses }, () => new Bus(boards, dead));
const [first] = all as [Bus];

async function press(count: number, every: number): Promise<Press[]> {
  const presses: Press[] = [];
  for (let n = 0; n < count; n += 1) {
    await sleep((0.5 + Math.random()) * every);
    presses.push(first.press());
  }
  return presses;
}

async function publish(broker: string, contacts: number, every: number): Promise<void> {
  const clients: MqttClient[] = [];
  for (let n = 0; n < contacts; n += 1) {
    clients.push(await mqtt.connectAsync(broker, { clientId: `contact-${n}`, keepalive: 60 }));
  }
  let turn = 0;
  setInterval(() => {
    const contact = turn % contacts;
    const isClosed = Math.floor(turn / contacts) % 2 === 0;
    turn += 1;
    clients[contact]?.publish(`zigbee2mqtt/contact-${contact}`, JSON.stringify({ contact: isClosed }), {
      qos: 1,
    });
  }, every);
}

const ready: UnitsReady = { ports: await Promise.all(all.map((bus) => bus.listen())) };
serveLines(ready, async (ask: UnitsAsk) => {
  switch (ask.ask) {
    case 'press':
      return press(ask.count, ask.every);
    case 'cycle': {
      const sorted = first.cycles.splice(0).sort((a, b) => a - b);
      return sorted[Math.floor(sorted.length / 2)];
    }
    case 'live': {
      let turn = 0;
      setInterval(() => all[turn++ % all.length]?.press(), ask.every);
      return null;
    }
    case 'publish':
      await publish(ask.broker, ask.contacts, ask.every);
      return null;
  }
});
