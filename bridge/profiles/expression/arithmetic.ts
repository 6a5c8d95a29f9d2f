import { toNumber, type Value } from './value.ts';
import { ofWhole, timesIn, wholeOf } from './whole.ts';

/** What numbers come to, and what whole numbers of any size come to; null where that is no number. */
export interface Operation {
  plain: (a: number, b: number) => number;
  whole: (a: bigint, b: bigint) => bigint | number | null;
}

/** No number of a device is moved by more bits, or is a higher power. */
const MOST_BITS = 256n;

/** Arithmetic, by its sign. */
export const arithmetic: Record<string, Operation> = {
  '+': { plain: (a, b) => a + b, whole: (a, b) => a + b },
  '-': { plain: (a, b) => a - b, whole: (a, b) => a - b },
  '*': { plain: (a, b) => a * b, whole: (a, b) => a * b },
  '/': { plain: (a, b) => a / b, whole: divided },
  '%': {
    plain: (a, b) => a - b * Math.floor(a / b),
    whole: (a, b) => (b === 0n ? null : a - b * timesIn(a, b)!),
  },
  '**': { plain: (a, b) => a ** b, whole: (a, b) => (isFew(b) ? a ** b : null) },
  '&': { plain: (a, b) => bitwise('&', a, b), whole: (a, b) => a & b },
  '|': { plain: (a, b) => bitwise('|', a, b), whole: (a, b) => a | b },
  '^': { plain: (a, b) => bitwise('^', a, b), whole: (a, b) => a ^ b },
  '<<': { plain: (a, b) => a * 2 ** b, whole: (a, b) => (isFew(b) ? a << b : null) },
  '>>': { plain: (a, b) => Math.floor(a / 2 ** b), whole: (a, b) => (b < 0n ? null : a >> b) },
};

/** What an operation makes of two values. Of what is no number, and of what cannot be exact, nothing. */
export function calculated(a: Value, b: Value, { plain, whole }: Operation): Value {
  const first = toNumber(a);
  const second = toNumber(b);
  if (first !== null && second !== null) {
    const result = plain(first, second);
    if (result <= Number.MAX_SAFE_INTEGER && result >= Number.MIN_SAFE_INTEGER) return result;
    // A fraction, or a number that was no whole one before, is as near as a number can be.
    if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second)) return finite(result);
  }
  const [one, other] = [wholeOf(a), wholeOf(b)];
  return one === null || other === null ? null : valueOf(whole(one, other));
}

/** A number that is one, else nothing. */
export function finite(number: number): Value {
  return Number.isFinite(number) ? number : null;
}

/** A number of any size as a value. */
export function valueOf(number: bigint | number | null): Value {
  return typeof number === 'bigint' ? ofWhole(number) : number;
}

/** `-a`. */
export function negative(value: Value): Value {
  return typeof value === 'number' ? -value : calculated(0, value, arithmetic['-']!);
}

/** `~a`: every bit of 32 turned; of more bits, those. */
export function complement(value: Value): Value {
  return calculated(value, 0xffff_ffff, arithmetic['^']!);
}

/** Exactly where it comes out even, else as near as a number can be; nothing where that is not near enough. */
function divided(a: bigint, b: bigint): bigint | number | null {
  if (b === 0n) return null;
  const times = a / b;
  if (a % b === 0n) return times;
  return Number.isSafeInteger(Number(times)) ? Number(times) + Number(a % b) / Number(b) : null;
}

function isFew(count: bigint): boolean {
  return count >= 0n && count <= MOST_BITS;
}

/** Exact beyond 32 bits too, up to the 53 that a number holds. */
function bitwise(operator: '&' | '|' | '^', a: number, b: number): number {
  if (isShort(a) && isShort(b)) {
    const bits = operator === '&' ? a & b : operator === '|' ? a | b : a ^ b;
    return bits >>> 0;
  }
  const [first, second] = [BigInt(Math.trunc(a)), BigInt(Math.trunc(b))];
  if (operator === '&') return Number(first & second);
  return Number(operator === '|' ? first | second : first ^ second);
}

function isShort(value: number): boolean {
  return value >= 0 && value <= 0xffff_ffff;
}
