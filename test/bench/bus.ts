import { io } from 'socket.io-client';
import type { EventBatch } from '../../shared/channel.ts';
import { percentile, reach, round, sleep, wallClock, type Bench, type Result } from './bench.ts';
import { boardsOn } from './boards.ts';
import { benchHall, writeHall } from './hall.ts';
import { runProgram } from './program.ts';
import { withScratch, type Scratch } from './scratch.ts';
import type { Press, UnitsAsk, UnitsReady } from './units.ts';

const BOARDS = 16;
/** As fast as 16 boards can be asked at 9600 baud, with a little air. */
const POLL = 500;
const PRESSES = 60;
/** With all boards well; a dead one holds the others up for as long as it is waited for. */
const REACH = 1.5;
const REACH_DEAD = 2;
/** Until every board has been asked a few times, or given up. */
const WARM = 8000;

/** When each change of a switch was heard of, by board, channel and state. */
class Ear {
  readonly heard = new Map<string, number>();

  constructor(scratch: Scratch, url: string) {
    const socket = io(url, { transports: ['websocket'] });
    scratch.onEnd(() => socket.disconnect());
    socket.on('connect', () => socket.emit('watch', { epoch: '', seq: 0 }, () => undefined));
    socket.on('events', ({ events }: EventBatch) => {
      const now = wallClock();
      for (const event of events) {
        if (event.type !== 'locker.changed') continue;
        for (const { channel, state } of event.data.changes) {
          this.heard.set(`${event.device} ${channel} ${state}`, now);
        }
      }
    });
  }

  /** How long after a press it was heard, in milliseconds; null when it never was. */
  delay({ board, channel, state, at }: Press): number | null {
    const heard = this.heard.get(`bus-${board} ${channel} ${state}`);
    return heard === undefined ? null : heard - at;
  }
}

async function measure(dead: number[], most: number): Promise<Result> {
  return withScratch(async (scratch) => {
    const units = scratch.script('units.ts', '1', String(BOARDS), ...dead.map(String));
    const { ports } = await units.hear<UnitsReady>();
    const hall = benchHall({
      lines: [{ id: 'bus', transport: { kind: 'tcp', host: '127.0.0.1', port: ports[0] as number } }],
      devices: boardsOn('bus', BOARDS, POLL),
    });
    const folder = scratch.folder();
    const { url } = await runProgram(scratch, { HALL_DATA: folder, HALL_CONFIG: writeHall(folder, hall) });
    const ear = new Ear(scratch, url);
    await sleep(WARM);
    const ask = <T>(question: UnitsAsk) => units.ask<T>(question);
    await ask<number>({ ask: 'cycle' });
    const presses = await ask<Press[]>({ ask: 'press', count: PRESSES, every: 200 });
    await sleep(3 * POLL);
    const cycle = await ask<number>({ ask: 'cycle' });
    const delays = presses.flatMap((press) => ear.delay(press) ?? []);
    const cycles = (p: number) => round(percentile(delays, p) / cycle);
    const met = delays.length === presses.length && cycles(1) <= most;
    return {
      boards: BOARDS,
      dead: dead.length,
      presses: presses.length,
      heard: delays.length,
      cycleMs: round(cycle, 0),
      p50Ms: round(percentile(delays, 0.5), 0),
      cyclesP50: cycles(0.5),
      cyclesP99: cycles(0.99),
      ratio: cycles(1),
      ...reach(`ratio <= ${most}, none lost`, met),
    };
  });
}

/** A press on a polled RS-485 bus to its event, in cycles of the polls: all boards well, and two dead. */
export const bus: Bench = {
  name: 'bus',
  run: async () => [await measure([], REACH), await measure([5, 11], REACH_DEAD)],
};
