import type { Value } from '../expression/value.ts';
import { toNumber } from '../expression/value.ts';
import { wholeOf } from '../expression/whole.ts';
import { WHOLE } from './run.ts';
import type { Codec } from './codec.ts';

const INTEGER = /^([ui])(8|16|24|32|40|48|56|64)(le|be)?$/;
const FLOAT = /^f(32|64)(le|be)?$/;

export type Endian = 'le' | 'be';

/** The types of numbers; those of several bytes also end in `le` or `be`. */
export const numberTypes = [
  ...['u', 'i'].flatMap((sign) => [8, 16, 24, 32, 40, 48, 56, 64].map((bits) => `${sign}${bits}`)),
  ...['f32', 'f64'],
];

/** Whether a type is a number of several bytes, of which the order has to be said. */
export function needsOrder(type: string): boolean {
  const [, , bits, order] = INTEGER.exec(type) ?? [];
  const [, floatBits, floatOrder] = FLOAT.exec(type) ?? [];
  return (bits !== undefined && bits !== '8' && !order) || (floatBits !== undefined && !floatOrder);
}

/** The codec of `u8`, `u16le`, `i24be`, `f32le` …, or null for another type. */
export function numberCodec(type: string, endian: Endian | null): Codec | null {
  if (type === 'u8') return unsignedByte;
  const [, sign, bits, order] = INTEGER.exec(type) ?? [];
  if (sign !== undefined) {
    return integerCodec(Number(bits) / 8, (order as Endian | undefined) ?? endian ?? 'be', sign === 'i');
  }
  const [, floatBits, floatOrder] = FLOAT.exec(type) ?? [];
  if (floatBits === undefined) return null;
  return floatCodec(Number(floatBits) / 8, (floatOrder as Endian | undefined) ?? endian ?? 'be');
}

const unsignedByte: Codec = {
  width: 1,
  isByte: true,
  read(run) {
    if (run.at >= run.end) return run.need(1);
    run.value = run.bytes[run.at]!;
    run.at += 1;
    return WHOLE;
  },
  write: (value) => writeInteger(value, 1, 'be', false),
};

/** An unsigned or two's complement number of one to eight bytes. Beyond 2^53 it is its digits. */
export function integerCodec(width: number, endian: Endian, isSigned: boolean): Codec {
  return {
    width,
    read(run) {
      const status = run.need(width);
      if (status !== WHOLE) return status;
      run.value = readInteger(run.bytes, run.at, width, endian, isSigned);
      run.at += width;
      return WHOLE;
    },
    write: (value) => writeInteger(value, width, endian, isSigned),
  };
}

/** The number in these bytes. */
export function readInteger(
  bytes: Uint8Array,
  at: number,
  width: number,
  endian: Endian,
  isSigned: boolean,
): Value {
  if (width > 6) return readLong(bytes, at, width, endian, isSigned);
  let number = 0;
  for (let i = 0; i < width; i += 1)
    number = number * 256 + bytes[endian === 'be' ? at + i : at + width - 1 - i]!;
  return isSigned && number >= 2 ** (8 * width - 1) ? number - 2 ** (8 * width) : number;
}

function readLong(bytes: Uint8Array, at: number, width: number, endian: Endian, isSigned: boolean): Value {
  let number = 0n;
  for (let i = 0; i < width; i += 1) {
    number = number * 256n + BigInt(bytes[endian === 'be' ? at + i : at + width - 1 - i]!);
  }
  if (isSigned) number = BigInt.asIntN(8 * width, number);
  const plain = Number(number);
  return Number.isSafeInteger(plain) ? plain : number.toString();
}

/** A number's bytes, or null where it does not fit. */
export function writeInteger(
  value: Value,
  width: number,
  endian: Endian,
  isSigned: boolean,
): Uint8Array | null {
  let number = wholeOf(value);
  if (number === null) return null;
  const size = 1n << BigInt(8 * width);
  const least = isSigned ? -(size / 2n) : 0n;
  const most = isSigned ? size / 2n - 1n : size - 1n;
  if (number < least || number > most) return null;
  if (number < 0n) number += size;
  const bytes = new Uint8Array(width);
  for (let i = 0; i < width; i += 1) {
    bytes[endian === 'le' ? i : width - 1 - i] = Number(number & 0xffn);
    number >>= 8n;
  }
  return bytes;
}

function floatCodec(width: number, endian: Endian): Codec {
  return {
    width,
    read(run) {
      const status = run.need(width);
      if (status !== WHOLE) return status;
      const view = new DataView(run.bytes.buffer, run.bytes.byteOffset + run.at, width);
      const number = width === 4 ? view.getFloat32(0, endian === 'le') : view.getFloat64(0, endian === 'le');
      run.value = Number.isFinite(number) ? number : null;
      run.at += width;
      return WHOLE;
    },
    write(value) {
      const number = toNumber(value);
      if (number === null) return null;
      const view = new DataView(new ArrayBuffer(width));
      if (width === 4) view.setFloat32(0, number, endian === 'le');
      else view.setFloat64(0, number, endian === 'le');
      return new Uint8Array(view.buffer);
    },
  };
}
