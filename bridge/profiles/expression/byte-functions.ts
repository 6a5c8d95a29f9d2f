import { fromHex, viewOf } from '../../framing/bytes.ts';
import { ofBytes, ofBytesAnd, type Signature } from './signature.ts';
import { isBytes, isList, isTrue, toBytes, toNumber, type Value } from './value.ts';
import { longOf, ofWhole, wholeOf } from './whole.ts';

/** Nothing a device says is longer. */
const LONGEST = 65_536;

function size(value: Value): Value {
  if (typeof value === 'string' || isBytes(value) || isList(value)) return value.length;
  return toBytes(value)?.length ?? null;
}

/** As `slice` takes its places: from the end where they are negative, and no further than the bytes. */
function stretch(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const [first, last] = [placeIn(bytes.length, from), placeIn(bytes.length, to)];
  return viewOf(bytes, first, Math.max(first, last));
}

/** A place as `slice` takes it among so many bytes. */
export function placeIn(length: number, place: number): number {
  const whole = Math.trunc(place);
  return whole < 0 ? Math.max(0, length + whole) : Math.min(length, whole);
}

function hexBytes(value: Value): Value {
  if (typeof value !== 'string') return null;
  try {
    return fromHex(value);
  } catch {
    return null;
  }
}

/** Bits of bytes as yes and no: groups from the first byte (`low`) or from the last (`high`). */
function bitmap(value: Value, count: Value, groups: Value = 'low', bits: Value = 'low'): Value {
  const bytes = longOf(value) === null ? toBytes(value) : null;
  const wanted = toNumber(count);
  if (!bytes || wanted === null || wanted < 0 || wanted > 8 * LONGEST) return null;
  return Array.from({ length: wanted }, (_, at) => {
    const place = at >> 3;
    const byte = bytes[groups === 'high' ? bytes.length - 1 - place : place];
    const bit = bits === 'high' ? 7 - (at & 7) : at & 7;
    return byte === undefined ? null : ((byte >> bit) & 1) === 1;
  });
}

/** A number of so many bytes is exact; of more it is its digits. */
const EXACT_BYTES = 6;
/** As many as `whole.ts` goes to. */
const MOST_BYTES = 32;

function bigEndian(bytes: Uint8Array): Value {
  if (bytes.length <= EXACT_BYTES) return bytes.reduce((number, byte) => number * 256 + byte, 0);
  if (bytes.length > MOST_BYTES) return null;
  return ofWhole(bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n));
}

function decimal(bytes: Uint8Array): Value {
  if (bytes.length > MOST_BYTES) return null;
  let digits = '';
  for (const byte of bytes) {
    if (byte >> 4 > 9 || (byte & 15) > 9) return null;
    digits += (byte >> 4).toString() + (byte & 15).toString();
  }
  return ofWhole(BigInt(digits));
}

/** A number as bytes, highest first; nothing where it does not fit. */
function bytesOf(number: bigint, width: number): Uint8Array | null {
  if (!Number.isInteger(width) || width < 0 || width > MOST_BYTES) return null;
  const size = 256n ** BigInt(width);
  if (number >= size || 2n * number < -size) return null;
  let rest = number < 0n ? number + size : number;
  const bytes = new Uint8Array(width);
  for (let at = width - 1; at >= 0; at -= 1) {
    bytes[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}

function repeated(value: Value, times: Value): Value {
  const bytes = toBytes(value);
  const count = toNumber(times);
  if (!bytes || count === null || count < 0 || bytes.length * count > LONGEST) return null;
  return Uint8Array.from({ length: bytes.length * count }, (_, at) => bytes[at % bytes.length]!);
}

/** Bits of bytes cut anew into numbers of so many; what is left over is left out. */
function regroup(value: Value, bits: Value, order: Value, given: Value = 8): Value {
  const numbers = isBytes(value) || isList(value) ? Array.from(value, toNumber) : null;
  const [width, from] = [widthOf(bits), widthOf(given)];
  if (!numbers || width === null || from === null || (order !== 'high' && order !== 'low')) return null;
  const isHigh = order === 'high';
  const found: number[] = [];
  let [number, count] = [0, 0];
  for (const one of numbers) {
    if (one === null || !Number.isInteger(one) || one < 0 || one >= 2 ** from) return null;
    for (let at = 0; at < from; at += 1) {
      const bit = Math.floor(one / 2 ** (isHigh ? from - 1 - at : at)) % 2;
      number = isHigh ? number * 2 + bit : number + bit * 2 ** count;
      count += 1;
      if (count === width) {
        found.push(number);
        [number, count] = [0, 0];
      }
    }
  }
  return found;
}

/** How many bits a number may have here: as many as it holds exactly. */
function widthOf(bits: Value): number | null {
  const width = toNumber(bits);
  return width !== null && Number.isInteger(width) && width >= 1 && width <= 52 ? width : null;
}

/** Functions that take, make and turn bytes. */
export const byteFunctions: Record<string, Signature> = {
  /** How many bytes, characters or items. */
  size: {
    least: 1,
    most: 1,
    takesBytes: true,
    over: (_bytes, start, end) => end - start,
    run: (value = null) => size(value),
  },
  /** hex('FF 68'): bytes written down. */
  hex: { least: 1, most: 1, run: (value = null) => hexBytes(value) },
  bytes: { least: 0, most: 32, takesBytes: true, run: (...parts) => toBytes(parts) },
  /** slice(bytes, from, to): `to` is not taken; both count from the end where negative. */
  slice: {
    least: 2,
    most: 3,
    run: (value = null, from = null, to = null) => {
      const [first, last] = [toNumber(from), to === null ? undefined : toNumber(to)];
      if (first === null || last === null) return null;
      if (isBytes(value)) return stretch(value, first, last ?? value.length);
      if (typeof value === 'string' || isList(value)) return value.slice(first, last);
      return null;
    },
  },
  reverse: { least: 1, most: 1, run: (value = null) => reversed(value) },
  repeat: { least: 2, most: 2, run: (value = null, times = null) => repeated(value, times) },
  le: ofBytes((bytes) => bigEndian(bytes.toReversed())),
  be: ofBytes(bigEndian),
  bcd: ofBytes(decimal),
  /** to_be(number, width): a number as bytes, highest first. */
  to_be: { least: 2, most: 2, run: (number = null, width = null) => inBytes(number, width) },
  /** to_le(number, width): the same, lowest first. */
  to_le: { least: 2, most: 2, run: (number = null, width = null) => reversed(inBytes(number, width)) },
  to_bcd: { least: 2, most: 2, run: (number = null, width = null) => inDecimals(number, width) },
  bit: { least: 2, most: 2, run: (value = null, place = null) => bitOf(value, place) },
  bitmap: {
    least: 2,
    most: 4,
    run: (value = null, count = null, ...orders) => bitmap(value, count, ...orders),
  },
  /** regroup(bytes, bits, order, given): as numbers of so many bits, from `given` bits each. */
  regroup: {
    least: 3,
    most: 4,
    run: (value = null, bits = null, order = null, given) => regroup(value, bits, order, given),
  },
  invert: ofBytes((bytes) => bytes.map((byte) => ~byte)),
  xor: ofBytesAnd(1, (bytes, key = 0) => bytes.map((byte) => byte ^ key)),
  add: ofBytesAnd(1, (bytes, amount = 0) => bytes.map((byte) => byte + amount)),
  concat: { least: 0, most: 32, takesBytes: true, run: (...parts) => toBytes(parts) },
};

function reversed(value: Value): Value {
  if (isBytes(value) || isList(value)) return value.toReversed();
  return typeof value === 'string' ? [...value].reverse().join('') : null;
}

function inBytes(number: Value, width: Value): Value {
  const [first, second] = [wholeOf(number) ?? wholeOf(toNumber(number)), toNumber(width)];
  return first === null || second === null ? null : bytesOf(first, second);
}

function inDecimals(number: Value, width: Value): Value {
  const [first, second] = [wholeOf(number) ?? wholeOf(toNumber(number)), toNumber(width)];
  if (first === null || second === null || first < 0n) return null;
  const digits = String(first).padStart(2 * second, '0');
  return digits.length > 2 * second ? null : hexBytes(digits);
}

function bitOf(value: Value, place: Value): Value {
  const [number, bit] = [toNumber(value), toNumber(place)];
  if (bit === null) return null;
  if (number !== null) return isTrue(Math.floor(number / 2 ** bit) % 2);
  const long = longOf(value);
  return long === null || bit < 0 ? null : BigInt.asUintN(1, long >> BigInt(Math.trunc(bit))) === 1n;
}
