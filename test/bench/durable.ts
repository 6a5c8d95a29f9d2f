import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { HallEvent } from '../../shared/events/index.ts';
import { Journal } from '../../bridge/journal/journal.ts';
import { prepareTables } from '../../bridge/journal/schema.ts';
import { fromHex } from '../../bridge/framing/bytes.ts';
import { median, reach, round, type Bench } from './bench.ts';
import { withScratch } from './scratch.ts';

const EVENTS = 100_000;
/** Events that arrive together: what a busy hall brings while the disk is at work. */
const GROUP = 100;
const RUNS = 3;

const frame = fromHex('FF 68 03 03 68 01 01 0C 0E 16');

function event(seq: number): HallEvent {
  return {
    seq,
    at: 1_790_000_000_000 + seq,
    type: 'pad.keyPressed',
    device: 'pad-1',
    by: { who: 'device:pad-1', from: 'tcp://127.0.0.1:7001' },
    framed: true,
    data: { window: 'w1', key: 'call' },
  };
}

/** Rows a second through the journal, as the bridge appends them. */
async function ours(folder: string): Promise<number> {
  const { journal } = await Journal.open({ folder });
  const began = performance.now();
  const done: Promise<void>[] = [];
  for (let seq = 1; seq <= EVENTS;) {
    for (let n = 0; n < GROUP && seq <= EVENTS; n += 1, seq += 1) {
      done.push(journal.append([{ event: event(seq), frame }]));
    }
    // The next events arrive when this group was taken in.
    await new Promise(setImmediate);
  }
  await Promise.all(done);
  const seconds = (performance.now() - began) / 1000;
  const { groups } = journal;
  await journal.close();
  groupsSeen = groups;
  return EVENTS / seconds;
}

let groupsSeen = 0;

/** Rows a second into the same tables with as many commits, by nothing but prepared statements. */
function floor(folder: string, commits: number): number {
  const database = new DatabaseSync(join(folder, 'floor.sqlite'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  prepareTables(database, 'floor');
  const insert = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const size = Math.ceil(EVENTS / commits);
  const began = performance.now();
  for (let seq = 1; seq <= EVENTS;) {
    database.exec('BEGIN IMMEDIATE');
    for (let n = 0; n < size && seq <= EVENTS; n += 1, seq += 1) {
      const { at, type, device, by, data } = event(seq);
      insert.run(
        seq,
        at,
        type,
        device ?? null,
        null,
        null,
        JSON.stringify(by),
        JSON.stringify(data),
        frame,
        null,
      );
    }
    database.exec('COMMIT');
  }
  const seconds = (performance.now() - began) / 1000;
  database.close();
  return EVENTS / seconds;
}

/** Events a second onto the disk through the journal, beside the same tables and commits without it. */
export const durable: Bench = {
  name: 'durable',
  async run() {
    const ratios: number[] = [];
    const rates: number[] = [];
    const floors: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      await withScratch(async (scratch) => {
        const folder = scratch.folder();
        const rate = await ours(folder);
        const bare = floor(folder, groupsSeen);
        rates.push(rate);
        floors.push(bare);
        ratios.push(rate / bare);
      });
    }
    const ratio = round(median(ratios));
    return [
      {
        events: EVENTS,
        commits: groupsSeen,
        perSecond: Math.round(median(rates)),
        floorPerSecond: Math.round(median(floors)),
        ratio,
        ...reach('ratio >= 0.5', ratio >= 0.5),
      },
    ];
  },
};
