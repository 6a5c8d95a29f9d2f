import { ofBytes, type Signature } from './signature.ts';
import { toNumber, type Value } from './value.ts';

/** A floating-point number of 4 or 8 bytes (IEEE 754); nothing for other sizes and for what is no number. */
function floatOf(bytes: Uint8Array, isLittle: boolean): Value {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const read = { 4: () => view.getFloat32(0, isLittle), 8: () => view.getFloat64(0, isLittle) }[bytes.length];
  const number = read?.() ?? NaN;
  return Number.isFinite(number) ? number : null;
}

/** A number as 4 or 8 bytes; nothing where it does not fit. */
function floatIn(value: Value, width: Value, isLittle: boolean): Value {
  const [number, size] = [toNumber(value), toNumber(width)];
  if (number === null || (size !== 4 && size !== 8)) return null;
  const view = new DataView(new ArrayBuffer(size));
  if (size === 4) view.setFloat32(0, number, isLittle);
  else view.setFloat64(0, number, isLittle);
  const bytes = new Uint8Array(view.buffer);
  return floatOf(bytes, isLittle) === null ? null : bytes;
}

/** Functions of floating-point numbers. */
export const floatFunctions: Record<string, Signature> = {
  float_be: ofBytes((bytes) => floatOf(bytes, false)),
  float_le: ofBytes((bytes) => floatOf(bytes, true)),
  /** to_float_be(number, width): as bytes, highest first. */
  to_float_be: { least: 2, most: 2, run: (value = null, width = null) => floatIn(value, width, false) },
  /** to_float_le(number, width): the same, lowest first. */
  to_float_le: { least: 2, most: 2, run: (value = null, width = null) => floatIn(value, width, true) },
};
