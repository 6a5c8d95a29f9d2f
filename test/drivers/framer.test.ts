import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../bridge/framing/bytes.ts';
import { crc16Arc } from '../../bridge/framing/checksums.ts';
import { escposFraming } from '../../bridge/framing/escpos.ts';
import { ff68Framing } from '../../bridge/framing/ff68.ts';
import { Framer, type Discarded } from '../../bridge/framing/framer.ts';
import type { Framing } from '../../bridge/framing/framing.ts';
import { lock8aFraming } from '../../bridge/framing/lock8a.ts';
import { onbonFraming, wrapOnbon } from '../../bridge/framing/onbon.ts';
import { bytewise, glue, hear, tidy, vectorsOf } from './stream.ts';

const locks = lock8aFraming([{ address: 1, groups: 3 }]);
const framings = [
  escposFraming(),
  escposFraming({ presenter: true, inStream: true, flow: true }),
  ff68Framing,
  locks,
  onbonFraming,
];
const call = fromHex('FF 68 03 03 68 01 01 0C 0E 16');

const meaningful = [
  0xff, 0x68, 0x02, 0x03, 0x16, 0x80, 0x8a, 0x01, 0x00, 0x11, 0x33, 0xa5, 0x5a, 0xa6, 0x10, 0x12, 0x5f,
];

/** Reproducible noise: the same million bytes on every run. */
function randomBytes(length: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

describe('a framer', () => {
  it('waits for the rest of a frame and says how much it holds', () => {
    const framer = new Framer(ff68Framing, { frame: () => undefined, discarded: () => undefined });
    framer.push(call.subarray(0, 4));
    expect(framer.pending).toBe(4);
    framer.push(call.subarray(4));
    expect(framer.pending).toBe(0);
  });

  it('finds the frame that begins inside a false start', () => {
    const falseStart = fromHex('FF 68 0D 0D 68 01');
    expect(hear(ff68Framing, [glue([falseStart, call, call])]).frames).toEqual([toHex(call), toHex(call)]);
  });

  it('gives up one byte at a time, so that a bad frame hides no good one', () => {
    const cutOff = call.subarray(0, -2);
    expect(hear(ff68Framing, bytewise(glue([cutOff, call]))).frames).toEqual([toHex(call)]);
  });

  it('names a frame with a wrong checksum as one run of that reason', () => {
    expect(hear(ff68Framing, [fromHex('FF 68 03 03 68 01 01 0C 0F 16')]).discarded).toEqual([
      { hex: 'FF 68 03 03 68 01 01 0C 0F 16', why: 'badChecksum' },
    ]);
  });

  it('lets go of a cut-off frame when the line falls silent', () => {
    const heard = hear(ff68Framing, [call.subarray(0, 7), 'silence', call]);
    expect(heard.discarded).toEqual([{ hex: 'FF 68 03 03 68 01 01', why: 'timeout' }]);
    expect(heard.frames).toEqual([toHex(call)]);
  });

  it('throws away what was pending when it is reset', () => {
    const lost: { hex: string; why: Discarded }[] = [];
    const framer = new Framer(ff68Framing, {
      frame: () => undefined,
      discarded: (bytes, why) => lost.push({ hex: toHex(bytes), why }),
    });
    framer.push(call.subarray(0, 3));
    framer.reset();
    expect(lost).toEqual([{ hex: 'FF 68 03', why: 'timeout' }]);
    expect(framer.pending).toBe(0);
  });

  it('keeps its own copy of what it waits with', () => {
    const chunk = call.slice(0, 6);
    const heard: string[] = [];
    const framer = new Framer(ff68Framing, {
      frame: (bytes) => heard.push(toHex(bytes)),
      discarded: () => undefined,
    });
    framer.push(chunk);
    chunk.fill(0);
    framer.push(call.slice(6));
    expect(heard).toEqual([toHex(call)]);
  });

  it('hands on frames of their own, also of a Buffer, whose slices are views', () => {
    const chunk = Buffer.from(call);
    const heard: Uint8Array[] = [];
    const framer = new Framer(ff68Framing, {
      frame: (bytes) => heard.push(bytes),
      discarded: () => undefined,
    });
    framer.push(chunk);
    chunk.fill(0);
    expect(heard.map(toHex)).toEqual([toHex(call)]);
  });

  it('never holds more than two frames of a framing that would wait for ever', () => {
    const endless: Framing = { id: 'endless', maxFrame: 10, inspect: () => ({ kind: 'wait' }) };
    let out = 0;
    const framer = new Framer(endless, {
      frame: () => undefined,
      discarded: (bytes) => (out += bytes.length),
    });
    for (let i = 0; i < 1000; i++) {
      framer.push(Uint8Array.of(i));
      expect(framer.pending).toBeLessThanOrEqual(20);
    }
    expect(out + framer.pending).toBe(1000);
  });
});

describe.each(framings)('the framing $id', (framing) => {
  it.each([1, 7, 64, 4096, 1_000_000])('stays small on a million random bytes in chunks of %i', (size) => {
    const noise = randomBytes(size === 1 ? 100_000 : 1_000_000);
    let out = 0;
    let largest = 0;
    const framer = new Framer(framing, {
      frame: (bytes) => (out += bytes.length),
      discarded: (bytes) => (out += bytes.length),
    });
    for (let at = 0; at < noise.length; at += size) {
      framer.push(noise.subarray(at, at + size));
      largest = Math.max(largest, framer.pending);
    }
    expect(largest).toBeLessThanOrEqual(2 * framing.maxFrame);
    framer.idle();
    expect(out).toBe(noise.length);
    expect(framer.pending).toBe(0);
  });

  it('comes to the same end however the bytes were cut', () => {
    // Mostly bytes that mean something to one of the framings.
    const byte = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...meaningful) },
      { weight: 1, arbitrary: fc.nat(255) },
    );
    fc.assert(
      fc.property(
        fc.array(byte, { maxLength: 120 }).map((bytes) => Uint8Array.from(bytes)),
        (bytes) => {
          const whole = hear(framing, [bytes]);
          const single = hear(framing, bytewise(bytes));
          expect(single.frames).toEqual(whole.frames);
          expect(single.all).toBe(whole.all);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('a checksum', () => {
  const checked: [Framing, string][] = [
    [ff68Framing, 'queuesystem-ff68'],
    [locks, 'lockboard-8a-xor'],
    [onbonFraming, 'onbon-bx5k'],
  ];
  const cases = checked.flatMap(([framing, protocol]) =>
    vectorsOf(protocol)
      .filter(({ valid, meaning }) => valid && !meaning.includes('no CRC'))
      .map(({ hex }) => ({ framing, hex: tidy(hex) })),
  );

  it.each(cases)('of $framing.id keeps out every single wrong bit of $hex', ({ framing, hex }) => {
    const frame = fromHex(hex);
    // All A5 but the last only say that something is coming.
    const first = framing === onbonFraming ? frame.findIndex((byte) => byte !== 0xa5) - 1 : 0;
    for (let bit = first * 8; bit < frame.length * 8; bit++) {
      const wrong = frame.slice();
      wrong[bit >> 3]! ^= 1 << (bit & 7);
      expect(hear(framing, [wrong]).frames).toEqual([]);
      expect(hear(framing, bytewise(wrong)).frames).toEqual([]);
    }
  });
});

describe('an Onbon frame', () => {
  it('is refused when its length is wrong, though its CRC is right', () => {
    const content = fromHex('00 80 01 00 00 00 00 00 00 00 FE 02 06 00 A0 00 00 00 00');
    const crc = crc16Arc(content);
    const frame = wrapOnbon(glue([content, Uint8Array.of(crc & 0xff, crc >> 8)]));
    expect(hear(onbonFraming, [frame]).frames).toEqual([]);
    content[12] = 5;
    const right = crc16Arc(content);
    const good = wrapOnbon(glue([content, Uint8Array.of(right & 0xff, right >> 8)]));
    expect(hear(onbonFraming, [good]).frames).toEqual([toHex(good)]);
  });

  it('may begin with any run of A5 that is not a stuck line', () => {
    const [vector] = vectorsOf('onbon-bx5k');
    const body = fromHex(vector!.hex).subarray(8);
    for (const run of [1, 2, 8, 9, 16]) {
      const frame = glue([new Uint8Array(run).fill(0xa5), body]);
      expect(hear(onbonFraming, bytewise(frame)).frames).toEqual([toHex(frame)]);
    }
    const stuck = glue([new Uint8Array(500).fill(0xa5), body]);
    expect(hear(onbonFraming, [stuck]).frames).toHaveLength(1);
  });

  it('that was cut off does not hide the next one', () => {
    const whole = fromHex(vectorsOf('onbon-bx5k')[0]!.hex);
    expect(hear(onbonFraming, [whole.subarray(0, 20), whole]).frames).toEqual([toHex(whole)]);
  });
});

describe('the 8A lock board, whose frames have no length', () => {
  it('takes the state of all locks where a single answer would fit as well', () => {
    // The first five bytes alone are a checked answer of lock 1; with 33 33 they are all locks.
    const all = '80 01 01 00 80 33 33';
    expect(hear(locks, [fromHex(all)]).frames).toEqual([all]);
    expect(hear(locks, bytewise(fromHex(all))).frames).toEqual([all]);
  });

  it('takes the single answer when nothing more comes', () => {
    expect(hear(locks, bytewise(fromHex('80 01 01 00 80'))).frames).toEqual(['80 01 01 00 80']);
  });

  it('takes the single answer when another frame follows at once', () => {
    const stream = fromHex('80 01 01 00 80 8A 01 02 00 89');
    expect(hear(locks, [stream]).frames).toEqual(['80 01 01 00 80', '8A 01 02 00 89']);
  });

  it('reads an echoed question and the answer after it as two frames', () => {
    const stream = fromHex('80 01 00 33 B2 80 01 00 00 02 33 B0');
    expect(hear(locks, bytewise(stream)).frames).toEqual(['80 01 00 33 B2', '80 01 00 00 02 33 B0']);
  });

  it('knows how many status bytes each board of a line sends', () => {
    const line = lock8aFraming([
      { address: 1, groups: 3 },
      { address: 2, groups: 7 },
    ]);
    const stream = fromHex('80 02 00 00 00 00 00 00 01 33 B0 80 01 00 00 02 33 B0');
    expect(hear(line, bytewise(stream)).frames).toEqual([
      '80 02 00 00 00 00 00 00 01 33 B0',
      '80 01 00 00 02 33 B0',
    ]);
  });
});
