import { fromHex, viewOf } from '../../framing/bytes.ts';
import { ofBytes, ofBytesAnd, type Signature } from './signature.ts';
import { isBytes, isList, isTrue, toBytes, toNumber, type Value } from './value.ts';

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
  const bytes = toBytes(value);
  const wanted = toNumber(count);
  if (!bytes || wanted === null || wanted < 0 || wanted > 8 * LONGEST) return null;
  return Array.from({ length: wanted }, (_, at) => {
    const place = at >> 3;
    const byte = bytes[groups === 'high' ? bytes.length - 1 - place : place];
    const bit = bits === 'high' ? 7 - (at & 7) : at & 7;
    return byte === undefined ? null : ((byte >> bit) & 1) === 1;
  });
}

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((number, byte) => number * 256 + byte, 0);
}

function bigEndian(bytes: Uint8Array): number {
  return bytes.reduce((number, byte) => number * 256 + byte, 0);
}

function decimal(bytes: Uint8Array): number | null {
  let number = 0;
  for (const byte of bytes) {
    if (byte >> 4 > 9 || (byte & 15) > 9) return null;
    number = number * 100 + (byte >> 4) * 10 + (byte & 15);
  }
  return number;
}

/** A number as bytes, highest first; nothing where it does not fit. */
function bytesOf(number: number, width: number): Uint8Array | null {
  if (!Number.isInteger(number) || width < 0 || width > 8 || number >= 256 ** width) return null;
  let rest = number < 0 ? number + 256 ** width : number;
  if (rest < 0) return null;
  const bytes = new Uint8Array(width);
  for (let at = width - 1; at >= 0; at -= 1) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

function repeated(value: Value, times: Value): Value {
  const bytes = toBytes(value);
  const count = toNumber(times);
  if (!bytes || count === null || count < 0 || bytes.length * count > LONGEST) return null;
  return Uint8Array.from({ length: bytes.length * count }, (_, at) => bytes[at % bytes.length]!);
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
  le: ofBytes(littleEndian),
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
  const [first, second] = [toNumber(number), toNumber(width)];
  return first === null || second === null ? null : bytesOf(first, second);
}

function inDecimals(number: Value, width: Value): Value {
  const [first, second] = [toNumber(number), toNumber(width)];
  if (first === null || second === null || first < 0 || !Number.isInteger(first)) return null;
  const digits = String(first).padStart(2 * second, '0');
  return digits.length > 2 * second ? null : hexBytes(digits);
}

function bitOf(value: Value, place: Value): Value {
  const [number, bit] = [toNumber(value), toNumber(place)];
  if (number === null || bit === null) return null;
  return isTrue(Math.floor(number / 2 ** bit) % 2);
}
