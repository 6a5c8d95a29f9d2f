import {
  adler32,
  fletcher16,
  lrc8,
  sum16,
  sum16Carry,
  sum32,
  sum8,
  sum8Carry,
  xor8,
  xorEverySecond,
} from '../../framing/checksums.ts';
import { CRCS, crcOf } from '../../framing/crc.ts';
import { ofBytes, ofBytesAnd, ofStretch, type Signature } from './signature.ts';

/** A check made from parameters is the same for every frame: made once. */
const made = new Map<string, (bytes: Uint8Array) => number>();
const MOST_MADE = 64;

function customCrc(
  bytes: Uint8Array,
  width = 0,
  poly = 0,
  init = 0,
  refin = 0,
  refout = 0,
  xorout = 0,
): number | null {
  if (!Number.isInteger(width) || width < 3 || width > 32) return null;
  const key = [width, poly, init, refin, refout, xorout].join();
  let check = made.get(key);
  if (!check) {
    if (made.size >= MOST_MADE) made.clear();
    check = crcOf({ width, poly, init, refin: refin !== 0, refout: refout !== 0, xorout });
    made.set(key, check);
  }
  return check(bytes);
}

/** Sums and checks over bytes; each gives an unsigned number. */
export const checkFunctions: Record<string, Signature> = {
  sum8: ofStretch(sum8),
  sum16: ofStretch(sum16),
  sum32: ofStretch(sum32),
  /** Sums whose carry is added again. */
  sum8_carry: ofStretch(sum8Carry),
  sum16_carry_be: ofBytes((bytes) => sum16Carry(bytes, 'be')),
  sum16_carry_le: ofBytes((bytes) => sum16Carry(bytes, 'le')),
  xor8: ofStretch(xor8),
  xor_odd: ofBytes((bytes) => xorEverySecond(bytes, 'odd')),
  xor_even: ofBytes((bytes) => xorEverySecond(bytes, 'even')),
  /** Minus the sum: with it the sum is zero. */
  lrc8: ofStretch(lrc8),
  /** The sum with every bit turned. */
  not_sum8: ofBytes((bytes) => ~sum8(bytes) & 0xff),
  fletcher16: ofStretch(fletcher16),
  adler32: ofStretch(adler32),
  ...Object.fromEntries(
    Object.entries(CRCS).map(([name, parameters]) => [name, ofStretch(crcOf(parameters))]),
  ),
  /** crc(bytes, width, poly, init, refin, refout, xorout): any other, by its parameters. */
  crc: ofBytesAnd(6, customCrc, 4),
};
