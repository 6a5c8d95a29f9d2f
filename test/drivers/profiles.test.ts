import { describe, expect, it } from 'vitest';
import type { Reading } from '../../bridge/drivers/driver.ts';
import { fromHex, toHex } from '../../bridge/framing/bytes.ts';
import { Framer } from '../../bridge/framing/framer.ts';
import type { Value } from '../../bridge/profiles/expression/value.ts';
import { LIBRARY, loadProfiles } from '../../bridge/profiles/load.ts';
import type { Profile } from '../../bridge/profiles/profile.ts';
import { Random } from '../../bridge/sim/random.ts';
import { hear, tidy, vectorsOf } from './stream.ts';

const { profiles } = await loadProfiles(LIBRARY);

/** What a published frame is to its profile. */
interface Meaning {
  frame?: string;
  /** Parts that the publication names. */
  parts?: Record<string, unknown>;
  settings?: Record<string, unknown>;
  /** The request that it answers, with its arguments. */
  answers?: [name: string, args?: Record<string, Value>];
  /** None for what a host says. */
  readings?: Reading[];
  refused?: true;
}

interface Protocol {
  /** Its name among the published frames. */
  key: string;
  meanings: Record<string, Meaning>;
  /** Whether a check covers this byte of a frame. */
  isChecked: (frame: Uint8Array, at: number) => boolean;
}

const channels = (states: string): Reading => ({
  kind: 'channels',
  states: [...states].map((letter) => (letter === 'c' ? 'closed' : 'open')),
});
const door = (channel: number, state: 'open' | 'closed'): Reading => ({ kind: 'channel', channel, state });
const always = () => true;
const never = () => false;
/** Of Alpha: a sum follows. */
const endOfText = 0x03;
const done: Reading = { kind: 'result', ok: true };

const protocols: Record<string, Protocol> = {
  'kerong-cu48': {
    key: 'kerong-cu48',
    isChecked: always,
    meanings: {
      '02 00 00 50 03 55': { frame: 'order', parts: { address: 0, command: 0x50 } },
      '02 00 00 65 07 00 00 00 00 C0 03 31': {
        frame: 'status',
        answers: ['query'],
        readings: [channels(`ccc${'o'.repeat(43)}cc`)],
      },
      '02 01 00 65 00 00 80 00 00 00 03 EB': {
        frame: 'status',
        settings: { address: 1 },
        readings: [channels(`${'o'.repeat(23)}c${'o'.repeat(24)}`)],
      },
      '02 00 00 51 03 56': { frame: 'order', parts: { address: 0, lock: 0, command: 0x51 } },
      '02 0A 30 51 03 90': { frame: 'order', parts: { address: 0x0a, lock: 0x30, command: 0x51 } },
    },
  },
  'kerong-cu-0x60': {
    key: 'kerong-cu-0x60',
    isChecked: always,
    meanings: {
      '02 00 00 60 03 65': { frame: 'order', parts: { command: 0x60 } },
      '02 00 00 61 03 66': { frame: 'order', parts: { lock: 0, command: 0x61 } },
    },
  },
  'kerong-cu16': {
    key: 'kerong-cu16',
    isChecked: always,
    meanings: {
      '02 00 30 03 35': { frame: 'order', parts: { board: 0, command: 0x30 } },
      '02 00 31 03 36': { frame: 'order', parts: { board: 0, lock: 0, command: 0x31 } },
      '02 0F 31 03 45': { frame: 'order', parts: { board: 0, lock: 15, command: 0x31 } },
      '02 10 31 03 46': { frame: 'order', parts: { board: 1, lock: 0, command: 0x31 } },
      '02 F0 32 03 27': { frame: 'order', parts: { board: 15, command: 0x32 } },
      '02 00 35 01 00 00 00 03 3B': {
        frame: 'status',
        settings: { channels: 2, sensors: true },
        readings: [
          channels('co'),
          { kind: 'value', name: 'object 1', value: false },
          { kind: 'value', name: 'object 2', value: false },
        ],
      },
      '02 00 35 03 00 00 03 03 40': {
        frame: 'status',
        parts: { objects: Uint8Array.of(0, 3) },
        readings: [channels(`cc${'o'.repeat(14)}`)],
      },
      '02 10 30 03 3E': { refused: true },
    },
  },
  'lock-wkly': {
    key: 'lockboard-wkly',
    isChecked: always,
    meanings: {
      '57 4B 4C 59 09 00 82 01 83': { frame: 'order', parts: { command: 0x82, channel: 1 } },
      '57 4B 4C 59 0B 00 82 00 01 00 81': {
        frame: 'opened',
        answers: ['unlock', { door: 1 }],
        readings: [done],
      },
      '57 4B 4C 59 0A 00 81 00 01 83': { frame: 'done', parts: { channel: 1 }, readings: [done] },
      '57 4B 4C 59 0E 00 96 00 00 00 FF FF 01 90': { frame: 'vending' },
      '57 4B 4C 59 08 00 84 85': { frame: 'orderAll', parts: { command: 0x84 } },
      '57 4B 4C 59 0A 00 85 01 00 87': { frame: 'report', readings: [door(1, 'open')] },
      '57 4B 4C 59 0B 00 82 00 01 00 83': { refused: true },
    },
  },
  winnsen: {
    key: 'winnsen',
    isChecked: never,
    meanings: {
      '90 06 05 01 05 03': { frame: 'order', parts: { func: 0x05, station: 1, lock: 5 } },
      '90 07 85 01 05 01 03': {
        frame: 'unlocked',
        settings: { address: 1 },
        answers: ['unlock', { door: 5 }],
        readings: [done],
      },
      '90 06 12 01 05 03': { frame: 'order', parts: { func: 0x12, station: 1, lock: 5 } },
      '90 07 92 01 01 05 03': {
        frame: 'door',
        settings: { address: 1 },
        answers: ['query', { door: 5 }],
        readings: [door(5, 'open')],
      },
    },
  },
  'modbus-relay': {
    key: 'modbus-rtu-relay',
    isChecked: always,
    meanings: {
      '01 05 00 00 FF 00 8C 3A': { frame: 'coil', parts: { coil: 0, value: 0xff00 } },
      '01 05 00 00 00 00 CD CA': { frame: 'coil', parts: { coil: 0, value: 0 } },
      '01 05 00 00 55 00 F2 9A': { frame: 'coil', parts: { coil: 0, value: 0x5500 } },
      '01 05 00 FF FF FF FC 4A': { frame: 'coil', parts: { coil: 255, value: 0xffff } },
      '01 02 00 00 00 08 79 CC': { frame: 'question', parts: { func: 2, start: 0, quantity: 8 } },
      '01 02 01 20 A0 50': { frame: 'bits', answers: ['contacts'], readings: [channels('ooooocoo')] },
      '01 05 02 01 00 08 9C 74': {
        frame: 'coil',
        settings: { pulseMs: 800 },
        answers: ['unlock', { door: 2 }],
        readings: [done],
      },
    },
  },
  'alpha-sign': {
    key: 'alpha-m',
    // No sum covers type and address, nor whether there is a sum; and the mark before the text is one
    // bit from an answer.
    isChecked: (frame, at) =>
      frame.includes(endOfText) && at > frame.indexOf(0x02) && frame[at] !== endOfText,
    meanings: {
      '00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 5A 30 30 02 41 41 1B 20 62 4D 65 73 73 61 67 65 04':
        { frame: 'message', parts: { sync: 20, type: 'Z', address: '00', command: 'A' } },
      '00 00 00 00 00 01 5A 30 30 02 41 41 1B 20 62 68 65 6C 6C 6F 20 77 6F 72 6C 64 04': {
        frame: 'message',
        parts: { sync: 5, command: 'A', data: Buffer.from('A\x1b bhello world') },
      },
      '00 00 00 00 00 01 5A 30 30 02 41 30 04': { frame: 'message', parts: { data: Buffer.from('0') } },
      '00 00 00 00 00 01 5A 30 30 02 47 31 41 30 30 31 04': {
        frame: 'message',
        parts: { command: 'G', data: Buffer.from('1A001') },
      },
      '00 00 00 00 00 01 5A 30 30 02 45 24 04': { frame: 'message', parts: { command: 'E' } },
      '00 00 00 00 00 01 5A 30 30 02 45 20 31 34 33 30 04': {
        frame: 'message',
        parts: { command: 'E', data: Buffer.from(' 1430') },
      },
      '00 00 00 00 00 01 5A 30 30 02 41 74 65 73 74 03 30 32 30 36 04': {
        frame: 'message',
        parts: { data: Buffer.from('test'), sum: '0206' },
      },
      '06 40': { frame: 'acknowledged', readings: [done] },
    },
  },
  'mingxing-sign': {
    key: 'mingxing-led',
    isChecked: always,
    meanings: {
      '16 A5 04 01 01 B2 00 0C BF 01': { parts: { address: 1, command: 0xb2, data: Uint8Array.of(0x0c) } },
    },
  },
  'armfly-tube': {
    key: 'armfly-led485-ascii',
    isChecked: never,
    meanings: {
      '24 30 30 31 2C 38 2E 38 2E 38 2E 38 2E 23': {
        frame: 'order',
        parts: { address: 1, content: '8.8.8.8.', end: 0x23 },
      },
      '24 30 30 31 2C 30 32 26': { frame: 'order', parts: { address: 1, content: '02', end: 0x26 } },
      '24 30 30 31 2C 30 33 26': { frame: 'order', parts: { address: 1, content: '03', end: 0x26 } },
    },
  },
};

describe.each(Object.entries(protocols))('the profile %s', (id, { key, meanings, isChecked }) => {
  const profile = profiles.get(id)!;
  const framing = profile.frames.framing([]);
  const vectors = vectorsOf(key);
  const valid = vectors.filter(({ valid }) => valid);

  it('settles every published frame', () => {
    expect(vectors.length).toBeGreaterThan(0);
    expect(vectors.map(({ hex }) => tidy(hex))).toEqual(Object.keys(meanings));
  });

  it.each(vectors)('$direction $hex: $meaning', ({ hex, valid }) => {
    const meaning = meanings[tidy(hex)]!;
    expect(meaning.refused ?? false).toBe(!valid);
    if (meaning.refused) expect(hear(framing, [fromHex(hex)]).frames).toEqual([]);
    else expectMeaning(profile, fromHex(hex), meaning);
  });

  const checked = valid.filter(({ hex }) => fromHex(hex).some((_, at, frame) => isChecked(frame, at)));

  it.each(checked)('refuses $hex with any one bit turned', ({ hex }) => {
    const frame = fromHex(hex);
    for (let bit = 0; bit < 8 * frame.length; bit += 1) {
      if (!isChecked(frame, bit >> 3)) continue;
      const turned = frame.slice();
      turned[bit >> 3]! ^= 1 << (bit & 7);
      expect(hear(framing, [turned]), `bit ${bit}`).toMatchObject({ frames: [], all: toHex(turned) });
    }
  });

  it('lives through a million bytes of noise in little memory, and finds the next frame', () => {
    const random = new Random(id);
    const alphabet = [...new Set(valid.flatMap(({ hex }) => [...fromHex(hex)]))];
    const settings = profile.settings.schema.parse({});
    let passed = 0;
    const last: string[] = [];
    const framer = new Framer(framing, {
      frame(bytes) {
        passed += bytes.length;
        last.push(toHex(bytes));
        if (last.length > 1) last.shift();
        profile.decode(bytes, settings, null);
      },
      discarded: (bytes) => (passed += bytes.length),
    });
    let pushed = 0;
    while (pushed < 1_000_000) {
      // Every second chunk is made of bytes the protocol knows, so that much looks like a frame.
      const isNear = random.chance(0.5);
      const chunk = Uint8Array.from({ length: random.whole(1, 400) }, () =>
        isNear ? random.pick(alphabet) : random.whole(0, 255),
      );
      framer.push(chunk);
      pushed += chunk.length;
      expect(framer.pending).toBeLessThanOrEqual(2 * framing.maxFrame);
      expect(passed + framer.pending).toBe(pushed);
    }
    framer.idle();
    expect(passed).toBe(pushed);
    for (const { hex } of valid) {
      framer.push(fromHex(hex));
      framer.idle();
      expect(last).toEqual([tidy(hex)]);
    }
  });
});

function expectMeaning(profile: Profile, frame: Uint8Array, meaning: Meaning): void {
  expect(hear(profile.frames.framing([]), [frame])).toMatchObject({ frames: [toHex(frame)], discarded: [] });
  const settings = profile.settings.schema.parse(meaning.settings ?? {});
  const [name, args = null] = meaning.answers ?? [];
  const request = name === undefined ? null : profile.requests.build(name, settings as Value, args);
  const sent = request && profile.requests.partsOf(request);
  const run = profile.frames.read(frame, settings as Value, sent)!;
  expect(run.frame).toBe(meaning.frame ?? 'frame');
  expect(bare(profile.frames.partsOf(run))).toMatchObject(bare(meaning.parts ?? {}));
  expect(profile.decode(frame, settings, sent)?.readings ?? []).toEqual(meaning.readings ?? []);
  if (request) expect(request.answeredBy!(frame)).toBe(true);
}

/** Bytes as hex, so that those of a buffer and of an array are the same. */
function bare(parts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parts).map(([name, value]) => [name, value instanceof Uint8Array ? toHex(value) : value]),
  );
}
