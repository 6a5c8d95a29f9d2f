import { io } from 'socket.io-client';
import type { Page } from 'playwright-core';
import type { EventBatch } from '../../shared/channel.ts';
import { launchBrowser } from '../support/browser.ts';
import { percentile, reach, round, sleep, wallClock, type Bench, type Result } from './bench.ts';
import { cycle, doorsConfig, stepsOf } from './doors.ts';
import { benchHall, writeHall } from './hall.ts';
import { clockOffset, takeShown, watchCounts, type Shown } from './latency-page.ts';
import { runProgram } from './program.ts';
import type { LoadAsk, LoadReady, Sent, Wire } from './load.ts';
import { writePast } from './past.ts';
import { freePort } from './process.ts';
import { withScratch, type Helper, type Scratch } from './scratch.ts';

const ROUNDS = 3;
/** Time for the last message of a round to be shown. */
const SETTLE = 500;

interface Load {
  wire: Wire;
  rate: number;
  seconds: number;
}

/** 10 a second is a hall on a usual day; what it takes over either wire, and how it goes on. */
const loads: Load[] = [
  { wire: 'mqtt', rate: 10, seconds: 4 },
  { wire: 'tcp', rate: 10, seconds: 4 },
  { wire: 'tcp', rate: 100, seconds: 3 },
  { wire: 'tcp', rate: 500, seconds: 3 },
];

const warmUp = { rate: 50, seconds: 2 };

/** A page that shows what devices say, and how to read off it how many messages it has shown. */
interface Stand {
  name: 'ours' | 'floor';
  page: Page;
  broker: string;
  /** How far the page's clock is ahead. */
  offset: number;
  /** Messages shown, less whole turns of `turn`; null where the counts are in between. */
  shownOf: (wire: Wire, counts: number[]) => number | null;
  turn: (wire: Wire) => number;
}

/** The way of the messages of a round, in milliseconds from the writing of their bytes. */
interface Way {
  /** Until the bridge stamped them (whole milliseconds), until they left its socket, until they were shown. */
  stamped: number[];
  sent: number[];
  shown: number[];
  lost: number;
}

/** Finds for each message when it was shown: with the first counts that include it. */
function match(at: number[], seen: Shown[], { shownOf, turn, offset }: Stand, wire: Wire): Way {
  const shown: number[] = [];
  const [first, ...changes] = seen;
  let last = shownOf(wire, first?.counts ?? []);
  for (const { counts, at: when } of changes) {
    const now = shownOf(wire, counts);
    if (now === null || last === null) continue;
    const more = (now - last + turn(wire)) % turn(wire);
    for (let n = 0; n < more && shown.length < at.length; n += 1) {
      shown.push(when - offset - (at[shown.length] as number));
    }
    last = now;
  }
  return { stamped: [], sent: [], shown, lost: at.length - shown.length };
}

const quantiles = (values: number[]) => ({
  p50: round(percentile(values, 0.5), 1),
  p95: round(percentile(values, 0.95), 1),
  p99: round(percentile(values, 0.99), 1),
});

/** The kiosk whose tickets come over MQTT. */
const kiosk = { id: 'kiosk-1', driver: 'kiosk-mqtt', line: 'mqtt', settings: { kiosk: 'k1' } };

async function openWall(scratch: Scratch, port: number): Promise<{ url: string; broker: string }> {
  const folder = scratch.folder();
  const doors = doorsConfig(port);
  const brokerPort = await freePort();
  const hall = benchHall({
    lines: [...doors.lines, { id: 'mqtt', transport: { kind: 'mqtt', url: 'embedded' } }],
    devices: [...doors.devices, kiosk],
  });
  hall.broker.port = brokerPort;
  await writePast(folder, hall, 1);
  const { url } = await runProgram(scratch, { HALL_DATA: folder, HALL_CONFIG: writeHall(folder, hall) });
  return { url, broker: `mqtt://127.0.0.1:${brokerPort}` };
}

/** Hears the bridge's events as a screen does, but for drawing them: what is left is the browser's part. */
class Ear {
  readonly #heard: { at: number; heard: number }[] = [];

  constructor(scratch: Scratch, url: string) {
    const socket = io(url, { transports: ['websocket'] });
    scratch.onEnd(() => socket.disconnect());
    socket.on('connect', () => socket.emit('watch', { epoch: '', seq: 0 }, () => undefined));
    socket.on('events', ({ events }: EventBatch) => {
      const heard = wallClock();
      for (const { type, at } of events) {
        if (type === 'locker.changed' || type === 'ticket.issued') this.#heard.push({ at, heard });
      }
    });
  }

  /** Adds to a way what was heard since the last time. */
  take(way: Way, sent: number[]): void {
    for (const [index, { at, heard }] of this.#heard.splice(0).entries()) {
      const wrote = sent[index];
      if (wrote === undefined) continue;
      // Stamps are whole milliseconds, cut off: half of one is lost on the average.
      way.stamped.push(at + 0.5 - wrote);
      way.sent.push(heard - wrote);
    }
  }
}

async function runRound(
  load: Helper,
  stand: Stand,
  { wire, rate, seconds }: Load,
): Promise<{ way: Way; sent: number[] }> {
  await takeShown(stand.page);
  const ask: LoadAsk = { wire, to: stand.name, broker: stand.broker, rate, seconds };
  const { at } = await load.ask<Sent>(ask);
  await sleep(SETTLE);
  return { way: match(at, await takeShown(stand.page), stand, wire), sent: at };
}

function resultOf({ wire, rate }: Load, ours: Way, floor: Way, offset: number): Result {
  const [shown, bare] = [quantiles(ours.shown), quantiles(floor.shown)];
  const over = round(shown.p50 - bare.p50, 1);
  const goals = [
    ...(rate === 10 ? [{ words: 'p50 - floor <= 5', met: over <= 5 }] : []),
    ...(rate === 100 ? [{ words: 'p99 <= 150', met: shown.p99 <= 150 }] : []),
    { words: 'none lost', met: ours.lost === 0 },
  ];
  return {
    wire,
    perSecond: rate,
    messages: ours.shown.length,
    ...shown,
    floor: bare,
    overFloorP50: over,
    ratio: round(shown.p50 / bare.p50),
    stampedP50: round(percentile(ours.stamped, 0.5), 1),
    sentP50: round(percentile(ours.sent, 0.5), 1),
    sentP99: round(percentile(ours.sent, 0.99), 1),
    clockOffset: round(offset),
    ...reach(
      goals.map(({ words }) => words).join(', '),
      goals.every(({ met }) => met),
    ),
  };
}

/** Bytes on the wire to figures on the wall, with its chart on screen, beside socket.io and a `<div>`. */
export const latency: Bench = {
  name: 'latency',
  run: () =>
    withScratch(async (scratch) => {
      const load = scratch.script('load.ts');
      const ports = await load.hear<LoadReady>();
      const wall = await openWall(scratch, ports.ours);
      const bare = await scratch
        .script('latency-bare.ts', String(ports.floor))
        .hear<{ url: string; broker: string }>();
      const browser = await launchBrowser();
      scratch.onEnd(() => browser.close());
      const ear = new Ear(scratch, wall.url);
      const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
      const open = async (url: string, places: string[]) => {
        const page = await context.newPage();
        await page.goto(url);
        for (const place of places) await page.locator(place).first().waitFor();
        await watchCounts(page, places);
        return page;
      };
      const floorPage = await open(bare.url, ['#n']);
      const wallPage = await open(`${wall.url}/wall`, [
        '.locker-count dl > div:nth-child(2) dd',
        '.locker-count dl > div:nth-child(1) dd',
        '.day-counts .figure:nth-child(2) strong',
      ]);
      await wallPage.locator('canvas').first().waitFor();
      const ours: Stand = {
        name: 'ours',
        page: wallPage,
        broker: wall.broker,
        offset: await clockOffset(wallPage),
        shownOf: (wire, [doorsOpen = 0, phonesIn = 0, tickets = 0]) =>
          wire === 'mqtt' ? tickets : stepsOf(doorsOpen, phonesIn),
        turn: (wire) => (wire === 'mqtt' ? Number.MAX_SAFE_INTEGER : cycle),
      };
      const floor: Stand = {
        name: 'floor',
        page: floorPage,
        broker: bare.broker,
        offset: await clockOffset(floorPage),
        shownOf: (_wire, [n = 0]) => n,
        turn: () => Number.MAX_SAFE_INTEGER,
      };
      for (const stand of [floor, ours]) {
        for (const wire of ['mqtt', 'tcp'] as const) await runRound(load, stand, { wire, ...warmUp });
      }
      ear.take(emptyWay(), []);
      const results: Result[] = [];
      for (const one of loads) {
        const [ofOurs, ofFloor] = [emptyWay(), emptyWay()];
        for (let turn = 0; turn < ROUNDS; turn += 1) {
          const bareRound = await runRound(load, floor, one);
          const wallRound = await runRound(load, ours, one);
          ear.take(wallRound.way, wallRound.sent);
          add(ofFloor, bareRound.way);
          add(ofOurs, wallRound.way);
        }
        results.push(resultOf(one, ofOurs, ofFloor, ours.offset));
      }
      return results;
    }),
};

function emptyWay(): Way {
  return { stamped: [], sent: [], shown: [], lost: 0 };
}

function add(sum: Way, { stamped, sent, shown, lost }: Way): void {
  sum.stamped.push(...stamped);
  sum.sent.push(...sent);
  sum.shown.push(...shown);
  sum.lost += lost;
}
