import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PacedClock } from '../../../bridge/clock/paced.ts';
import { Echo } from '../../../bridge/devices/echo.ts';
import { fromHex } from '../../support/serial-server.ts';

const query = fromHex('80 01 00 33 B2');
const unlock = fromHex('8A 01 01 11 9B');

/** What is left of chunks after some writes. */
function left(writes: Uint8Array[], ...chunks: Uint8Array[]): string {
  const echo = new Echo(new PacedClock(0));
  for (const write of writes) echo.expect(write);
  const rest = chunks.map((chunk) => Buffer.from(echo.take(chunk)).toString('hex'));
  return rest.join('') + Buffer.from(echo.release()).toString('hex');
}

describe('the echo of an adapter', () => {
  it('is taken out wherever it is cut, and the answer behind it stays', () => {
    const answer = fromHex('80 01 00 00 02 33 B0');
    const stream = Buffer.concat([query, answer]);
    for (let at = 0; at <= stream.length; at += 1) {
      expect(left([query], stream.subarray(0, at), stream.subarray(at))).toBe(answer.toString('hex'));
    }
  });

  it('is taken out once: an answer of the same bytes is an answer', () => {
    expect(left([unlock], unlock, unlock)).toBe(unlock.toString('hex'));
  });

  it('that does not come as it was written is input like any other, and so is what follows', () => {
    const broken = fromHex('80 01 00 31 B2');
    expect(left([query], broken)).toBe(broken.toString('hex'));
    expect(left([query, unlock], broken, unlock)).toBe(broken.toString('hex'));
  });

  it('behind the word of a device is found there', () => {
    const key = fromHex('FF 68 03 03 68 01 01 0C 0E 16');
    expect(left([query], key.subarray(0, 4), key.subarray(4), query)).toBe(key.toString('hex'));
  });

  it('that does not come in its time is waited for no longer', async () => {
    const clock = new PacedClock(0);
    const echo = new Echo(clock);
    echo.expect(query);
    await clock.runTo(1000);
    expect(Buffer.from(echo.take(query))).toEqual(query);
  });

  it('of any writes, amid anything, loses no byte but its own', () => {
    const bytes = (size: number) => fc.uint8Array({ minLength: 1, maxLength: size, max: 2 });
    fc.assert(
      fc.property(
        fc.array(bytes(4), { maxLength: 12 }),
        fc.array(bytes(6), { maxLength: 12 }),
        (writes, chunks) => {
          const came = Buffer.concat(chunks);
          const echo = new Echo(new PacedClock(0));
          for (const write of writes) echo.expect(write);
          const rest = Buffer.concat([...chunks.map((chunk) => echo.take(chunk)), echo.release()]);
          const written = writes.slice(-8).reduce((sum, { length }) => sum + length, 0);
          expect(came.length - rest.length).toBeLessThanOrEqual(written);
          // What is left is there in its order.
          let at = 0;
          for (const byte of rest) {
            at = came.indexOf(byte, at) + 1;
            expect(at).toBeGreaterThan(0);
          }
        },
      ),
    );
  });
});
