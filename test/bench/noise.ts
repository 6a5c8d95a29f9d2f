import { isDeepStrictEqual } from 'node:util';
import { serialize } from 'node:v8';
import type { ByteDriver, Driver, MessageDriver } from '../../bridge/drivers/driver.ts';
import { fromHex, toHex } from '../../bridge/framing/bytes.ts';
import { Framer } from '../../bridge/framing/framer.ts';
import { loadCatalog } from '../../bridge/profiles/catalog.ts';
import { Random } from '../../bridge/sim/random.ts';
import { framesOf, plainSettings } from '../drivers/frames.ts';
import { reach, round, type Bench, type Result } from './bench.ts';

const BYTES = 10_000_000;
/** The longest chunk, and the longest payload of a message. */
const LONGEST = 400;
/** What a driver of messages may remember of senseless ones, in bytes. */
const MOST_REMEMBERED = 1_000_000;

/** What a driver went through, and what came of it. */
interface Ordeal {
  bytes: number;
  /** Vectors with one bit turned. */
  turned: number;
  exceptions: number;
  /** The most bytes that were held, or remembered, at any time. */
  peak: number;
  /** How many it may hold. */
  most: number;
  /** How often a good frame came next, and how often it was understood. */
  next: number;
  found: number;
}

/** Random bytes; every second chunk is made of those a protocol knows, so that much looks like a frame. */
function* noiseOf(random: Random, alphabet: readonly number[]): Generator<Uint8Array> {
  for (let left = BYTES; left > 0;) {
    const length = Math.min(left, random.whole(1, LONGEST));
    const isNear = random.chance(0.5);
    const any = isNear ? () => random.pick(alphabet) : () => random.whole(0, 255);
    yield Uint8Array.from({ length }, any);
    left -= length;
  }
}

/** Every change of a single bit, one after the other. */
function* turnedOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let bit = 0; bit < 8 * bytes.length; bit += 1) {
    const turned = bytes.slice();
    turned[bit >> 3]! ^= 1 << (bit & 7);
    yield turned;
  }
}

function counting(ordeal: Ordeal, act: () => void): void {
  try {
    act();
  } catch {
    ordeal.exceptions += 1;
  }
}

function endureBytes(driver: ByteDriver): Ordeal {
  const settings = plainSettings(driver);
  const framing = driver.framing([settings]);
  const frames = [...new Set(framesOf(driver))];
  const ordeal = {
    bytes: 0,
    turned: 0,
    exceptions: 0,
    peak: 0,
    most: 2 * framing.maxFrame,
    next: 0,
    found: 0,
  };
  let heard: Uint8Array[] = [];
  const framer = new Framer(framing, {
    frame(bytes) {
      heard.push(bytes);
      driver.decode(bytes, settings, null);
      driver.describe(bytes);
    },
    discarded: () => undefined,
  });
  const push = (bytes: Uint8Array) => {
    heard = [];
    ordeal.bytes += bytes.length;
    counting(ordeal, () => framer.push(bytes));
    ordeal.peak = Math.max(ordeal.peak, framer.pending);
  };
  const tryNext = (hex: string) => {
    counting(ordeal, () => framer.idle());
    push(fromHex(hex));
    counting(ordeal, () => framer.idle());
    ordeal.next += 1;
    if (heard.length === 1 && toHex(heard[0]!) === hex) ordeal.found += 1;
  };

  const alphabet = [...new Set(frames.flatMap((hex) => [...fromHex(hex)]))];
  for (const chunk of noiseOf(new Random(driver.id), alphabet)) push(chunk);
  for (const hex of frames) tryNext(hex);
  for (const hex of frames) {
    for (const turned of turnedOf(fromHex(hex))) {
      ordeal.turned += 1;
      push(turned);
      tryNext(hex);
    }
  }
  return ordeal;
}

function endureMessages(driver: MessageDriver): Ordeal {
  const ordeal = { bytes: 0, turned: 0, exceptions: 0, peak: 0, most: MOST_REMEMBERED, next: 0, found: 0 };
  const cases = driver.examples.map(({ topic = '', frame, isHex, settings = {}, ...example }) => ({
    ...example,
    topic,
    settings: driver.settings.parse(settings),
    payload: isHex ? fromHex(frame) : new TextEncoder().encode(frame),
  }));
  const random = new Random(driver.id);
  const alphabet = [...new Set(cases.flatMap(({ payload }) => [...payload]))];
  const [{ settings }] = cases as [(typeof cases)[number]];
  const memory = driver.memory?.(settings);
  for (const payload of noiseOf(random, alphabet)) {
    const { topic } = random.pick(cases);
    ordeal.bytes += payload.length;
    counting(ordeal, () => void driver.decode({ topic, payload, retained: false }, settings, memory));
  }
  ordeal.peak = serialize(memory ?? null).length;
  for (const { topic, payload, settings, readings, retained = false, after = [] } of cases) {
    for (const turned of turnedOf(payload)) {
      const memory = driver.memory?.(settings);
      ordeal.turned += 1;
      ordeal.bytes += turned.length;
      counting(ordeal, () => void driver.decode({ topic, payload: turned, retained }, settings, memory));
    }
    const memory = driver.memory?.(settings);
    for (const before of after) {
      const payload = before.isHex ? fromHex(before.frame) : new TextEncoder().encode(before.frame);
      driver.decode(
        { topic: before.topic ?? '', payload, retained: before.retained ?? false },
        settings,
        memory,
      );
    }
    ordeal.next += 1;
    counting(ordeal, () => {
      const said = driver.decode({ topic, payload, retained }, settings, memory)?.readings ?? [];
      if (isDeepStrictEqual(said, readings)) ordeal.found += 1;
    });
  }
  return ordeal;
}

function endure(driver: Driver): Result {
  const began = performance.now();
  const ordeal = driver.medium === 'bytes' ? endureBytes(driver) : endureMessages(driver);
  const seconds = round((performance.now() - began) / 1000, 1);
  const { exceptions, peak, most, next, found } = ordeal;
  const isCalm = exceptions === 0 && peak <= most && found === next;
  return {
    what: driver.id,
    ...ordeal,
    seconds,
    ...reach('no exception, never more than `most` held, every next frame found', isCalm),
  };
}

function* endureAll(catalog: ReadonlyMap<string, Driver>): Generator<Result> {
  for (const driver of catalog.values()) yield endure(driver);
}

/** Ten million senseless bytes, and every vector with any one bit turned, through every driver and profile. */
export const noise: Bench = {
  name: 'noise',
  run: async () => endureAll(await loadCatalog()),
};
