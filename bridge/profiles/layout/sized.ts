import { fromHex, viewOf } from '../../framing/bytes.ts';
import { isBytes, toBytes, toNumber, type Value } from '../expression/value.ts';
import { ofWhole, wholeOf } from '../expression/whole.ts';
import { encodingOf, textOf, toText, type Encoding } from '../text.ts';
import { readInteger, writeInteger } from './numbers.ts';
import { NOISE, UNCUT, WHOLE, type Run } from './run.ts';
import type { Codec } from './codec.ts';
import type { Content, Size } from './size.ts';

/** How content of any length is turned into a value and back; `width` is the length it must have, if any. */
interface Conversion {
  /** `undefined` where the bytes cannot be such a value. */
  read(bytes: Uint8Array): Value | undefined;
  write(value: Value, width: number | null): Uint8Array | null;
}

const plain: Conversion = {
  read: (bytes) => bytes,
  write(value, width) {
    const bytes = toBytes(value);
    if (!bytes || width === null || bytes.length >= width) return bytes;
    const filled = new Uint8Array(width);
    filled.set(bytes);
    return filled;
  },
};

/** Two decimal digits a byte; in `le`, the lowest byte first. */
function packedDecimal(isLittle: boolean): Conversion {
  return {
    read(bytes) {
      let digits = '0';
      for (const byte of isLittle ? bytes.toReversed() : bytes) {
        if (byte >> 4 > 9 || (byte & 15) > 9) return undefined;
        digits += byte.toString(16).padStart(2, '0');
      }
      return ofWhole(BigInt(digits));
    },
    write(value, width) {
      const digits = digitsOf(value, 10, width === null ? null : 2 * width);
      if (digits === null) return null;
      const bytes = fromHex(digits.length % 2 ? `0${digits}` : digits);
      return isLittle ? bytes.toReversed() : bytes;
    },
  };
}

/** A number in ASCII digits, with blanks or zeros before it. */
function asciiNumber(base: 10 | 16): Conversion {
  const shape = base === 10 ? /^ *[+-]?\d+ *$/ : /^[0-9a-f]+$/i;
  return {
    read(bytes) {
      const text = textOf(bytes, 'ascii');
      if (!shape.test(text)) return undefined;
      return ofWhole(base === 16 ? BigInt(`0x${text}`) : BigInt(text.trim().replace('+', '')));
    },
    write(value, width) {
      const digits = digitsOf(value, base, width);
      return digits === null ? null : new TextEncoder().encode(digits.toUpperCase());
    },
  };
}

function digitsOf(value: Value, base: number, width: number | null): string | null {
  const whole = wholeOf(value);
  if (whole === null || whole < 0n) return null;
  const digits = whole.toString(base).padStart(width ?? 0, '0');
  return width !== null && digits.length > width ? null : digits;
}

/** A nibble a byte, each with 30 hex added: `0`–`9`, `:`–`?`. */
const highNibbles: Conversion = {
  read: (bytes) =>
    bytes.every((byte) => byte >> 4 === 3)
      ? ofWhole(BigInt(bytes.reduce((digits, byte) => digits + (byte & 15).toString(16), '0x0')))
      : undefined,
  write(value, width) {
    const digits = digitsOf(value, 16, width);
    return digits === null ? null : Uint8Array.from(digits, (digit) => 0x30 + parseInt(digit, 16));
  },
};

/** A number of as many bytes as there are. */
function wideInteger(endian: 'le' | 'be'): Conversion {
  return {
    read: (bytes) => (bytes.length > 8 ? undefined : readInteger(bytes, 0, bytes.length, endian, false)),
    write: (value, width) => writeInteger(value, width ?? 1, endian, false),
  };
}

/** Words; where their length is fixed they are cut between characters, and filled with blanks or `filler`. */
function words(encoding: Encoding, filler: number, isTrimmed: boolean): Conversion {
  const unit = unitOf(encoding, filler);
  const zero = new Uint8Array(unit.length);
  const endsWith = (bytes: Uint8Array, end: number, wanted: Uint8Array) =>
    end >= wanted.length && wanted.every((byte, at) => bytes[end - wanted.length + at] === byte);
  return {
    read(bytes) {
      let end = bytes.length;
      if (isTrimmed) while (endsWith(bytes, end, unit) || endsWith(bytes, end, zero)) end -= unit.length;
      const text = textOf(bytes.subarray(0, end), encoding);
      return isTrimmed ? text.trim() : text;
    },
    write(value, width) {
      if (isBytes(value)) return value;
      const text = typeof value === 'string' || typeof value === 'number' ? String(value) : null;
      if (text === null) return null;
      const bytes = toText(text, encoding, width ?? Infinity);
      if (width === null || bytes.length === width) return bytes;
      const filled = Uint8Array.from({ length: width }, (_, at) => unit[at % unit.length]!);
      filled.set(bytes);
      return filled;
    },
  };
}

/** What words are filled up with: one byte, or the two of UTF-16. */
function unitOf(encoding: Encoding, filler: number): Uint8Array {
  if (encoding === 'utf16le') return Uint8Array.of(filler, 0);
  return encoding === 'utf16be' ? Uint8Array.of(0, filler) : Uint8Array.of(filler);
}

/** Options of a part that has a size in brackets. */
export interface SizedOptions {
  encoding: Value;
  filler: number | null;
  isTrimmed: boolean;
  /** What it is where its bytes are no such value; undefined where they must be one. */
  other: Value | undefined;
}

/** The codec of a type that has a size in brackets, or null for another type. */
export function sizedCodec(type: string, size: Size, options: SizedOptions): Codec | null {
  const conversion = conversionOf(type, options);
  if (!conversion) return null;
  const { other } = options;
  const read = (bytes: Uint8Array) => conversion.read(bytes) ?? other;
  const made = codecOf(other === undefined ? conversion : { ...conversion, read }, size);
  if (doubtful.includes(type)) return { ...made, isDoubtful: true };
  return type === 'text' ? { ...made, isWords: true } : made;
}

/** The types with a size whose bytes may be no such value, as 0xFF is no decimal digit. */
const doubtful = ['bcd', 'bcdle', 'dec', 'hex', 'nibbles'];

export const sizedTypes = ['bytes', 'text', 'uintle', 'uintbe', 'bcd', 'bcdle', 'dec', 'hex', 'nibbles'];

function conversionOf(type: string, { encoding, filler, isTrimmed }: SizedOptions): Conversion | null {
  switch (type) {
    case 'bytes':
      return plain;
    case 'text':
      return words(encodingOf(encoding) ?? 'ascii', filler ?? 0x20, isTrimmed);
    case 'uintle':
      return wideInteger('le');
    case 'uintbe':
      return wideInteger('be');
    case 'bcd':
      return packedDecimal(false);
    case 'bcdle':
      return packedDecimal(true);
    case 'dec':
      return asciiNumber(10);
    case 'hex':
      return asciiNumber(16);
    case 'nibbles':
      return highNibbles;
    default:
      return null;
  }
}

function codecOf(conversion: Conversion, size: Size): Codec {
  const content: Content = { from: 0, to: 0 };
  const isUncut = conversion === plain && !size.mark;
  return {
    width: null,
    size,
    convert: conversion.read,
    read(run) {
      const status = size.take(run, content);
      if (status !== WHOLE) return status;
      const value = isUncut ? UNCUT : conversion.read(viewOf(run.bytes, content.from, content.to));
      if (value === undefined) return NOISE;
      run.value = value;
      return WHOLE;
    },
    encode,
    write: (value, run) => marked(encode(value, run), size, run),
  };

  function encode(value: Value, run: Run, isFree = false): Uint8Array | null {
    const width = size.fixed && !isFree ? toNumber(size.fixed(run)) : null;
    const bytes = conversion.write(value, width);
    return bytes && (width === null || bytes.length === width) ? bytes : null;
  }
}

/** Content with the mark that ends it, where there is one. */
export function marked(content: Uint8Array | null, { mark }: Size, run: Run): Uint8Array | null {
  if (!mark || !content) return content;
  const end = toBytes(mark(run));
  return end && Uint8Array.from([...content, ...end]);
}

/** What bytes that never change are: a number, where it is one. */
export function constantValue(constant: Uint8Array): Value {
  return constant.length === 1 ? constant[0]! : constant;
}

/** Bytes that never change. */
export function constantCodec(constant: Uint8Array): Codec {
  const { length } = constant;
  const value = constantValue(constant);
  return {
    width: length,
    constant,
    usual: value,
    read(run) {
      const { bytes, at, end } = run;
      for (let i = 0; i < length; i += 1) {
        if (at + i >= end) return run.need(length);
        if (bytes[at + i] !== constant[i]) return NOISE;
      }
      run.value = value;
      run.at = at + length;
      return WHOLE;
    },
    write: () => constant,
  };
}

/** A byte that stands there several times: as often as it does, between these bounds. */
export function runCodec(byte: number, least: number, most: number): Codec {
  return {
    width: null,
    usual: least,
    read(run) {
      let at = run.at;
      while (at < run.end && at - run.at < most && run.bytes[at] === byte) at += 1;
      const count = at - run.at;
      const mayGrow = at === run.end && count < most;
      if (count < least) return mayGrow ? run.need(count + 1) : NOISE;
      if (mayGrow && run.isOpen) return run.need(count + 1);
      run.value = count;
      run.at = at;
      return WHOLE;
    },
    write(value) {
      const count = toNumber(value);
      const fits = count !== null && count >= least && count <= most;
      return fits ? new Uint8Array(count).fill(byte) : null;
    },
  };
}

/** Seven bits a byte, lowest first, the high bit set on all but the last (LEB128). */
export const leb128Codec: Codec = {
  width: null,
  read(run: Run) {
    let number = 0;
    for (let i = 0; i < 7; i += 1) {
      const byte = run.bytes[run.at + i];
      if (byte === undefined || run.at + i >= run.end) return run.need(i + 1);
      number += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) {
        run.value = number;
        run.at += i + 1;
        return WHOLE;
      }
    }
    return NOISE;
  },
  write(value) {
    let number = toNumber(value);
    if (number === null || number < 0 || !Number.isInteger(number)) return null;
    const bytes: number[] = [];
    do {
      const low = number % 128;
      number = Math.floor(number / 128);
      bytes.push(number > 0 ? low | 0x80 : low);
    } while (number > 0);
    return Uint8Array.from(bytes);
  },
};
