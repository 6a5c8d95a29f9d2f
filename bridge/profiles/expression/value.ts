import { isLong, longOf } from './whole.ts';

/** What an expression can be: a figure, words, yes or no, bytes, a list, named values, or nothing. */
export type Value =
  number | string | boolean | null | Uint8Array | readonly Value[] | { readonly [name: string]: Value };

/** An expression made ready: a function of whatever its names look into. */
export type Compiled<Scope> = (scope: Scope) => Value;

export function isRecord(value: Value): value is { readonly [name: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isBytes(value);
}

/** What has a name among others; nothing of what every object has. */
export function member(of: Value, name: string): Value {
  return isRecord(of) && Object.hasOwn(of, name) ? (of[name] ?? null) : null;
}

export function isBytes(value: Value): value is Uint8Array {
  return value instanceof Uint8Array;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether a value is the same only as itself: neither bytes nor a list nor named values. */
export function isPlain(value: Value): boolean {
  return typeof value !== 'object' || value === null;
}

/** Nothing, no, zero and what is empty count as no. */
export function isTrue(value: Value): boolean {
  if (typeof value !== 'object') return Boolean(value);
  if (isBytes(value) || isList(value)) return value.length > 0;
  return value !== null;
}

/**
 * Whether two values are the same; bytes and lists item by item, and bytes with a list of numbers.
 * Beside a number, digits in words and yes or no are numbers, as in arithmetic.
 */
export function areEqual(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a === 'number') return isNumber(b, a);
  if (typeof b === 'number') return isNumber(a, b);
  if (typeof a !== 'object' || typeof b !== 'object' || !isSequence(a) || !isSequence(b)) return false;
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (!areEqual(a[at] ?? null, b[at] ?? null)) return false;
  return true;
}

/** Whether digits in words, or yes or no, are a number. */
export function isNumber(value: Value, number: number): boolean {
  if (typeof value !== 'string') return typeof value === 'boolean' && Number(value) === number;
  const long = longOf(value);
  if (long !== null) return Number.isInteger(number) && BigInt(number) === long;
  return toNumber(value) === number;
}

function isSequence(value: Value): value is Uint8Array | readonly Value[] {
  return isBytes(value) || isList(value);
}

/**
 * A number, or null for what is none. Digits in words are a number; those of one that is too large
 * to be exact are none, so that nothing is reckoned from what it only nearly is: see `whole.ts`.
 */
export function toNumber(value: Value): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) && !isLong(value) ? number : null;
}

/** Bytes as a list of numbers. Spreading a typed array is some twenty times slower. */
export function listOf(bytes: Uint8Array): number[] {
  const list: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) list.push(bytes[at]!);
  return list;
}

/** Bytes of bytes, of one number, of a list of them, or of words in UTF-8; null for what has none. */
export function toBytes(value: Value): Uint8Array | null {
  if (isBytes(value)) return value;
  if (typeof value === 'number') return isByte(value) ? Uint8Array.of(value) : null;
  if (typeof value === 'string') return new TextEncoder().encode(value);
  if (!isList(value)) return null;
  const parts = value.map(toBytes);
  if (parts.some((part) => part === null)) return null;
  return Uint8Array.from(parts.flatMap((part) => [...(part as Uint8Array)]));
}

function isByte(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 255;
}
