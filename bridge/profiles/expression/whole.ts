/** A word that is the digits of a whole number. */
const DIGITS = /^\s*(?:([+-]?)(\d+)|0x[0-9a-f]+)\s*$/i;
/** As many digits as 256 bits need; what is longer is no number of a device. */
const MOST_DIGITS = 80;
const BEYOND = 2n ** 256n;

/**
 * The number that digits in words are, where it is too large to be exact as a number: 2^53 and
 * beyond. Null for everything else.
 */
export function longOf(value: unknown): bigint | null {
  return isLong(value) && value.length <= MOST_DIGITS ? ofDigits(value) : null;
}

/** Whether words are the digits of a whole number that is too large to be exact as a number. */
export function isLong(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length >= 16 &&
    DIGITS.test(value) &&
    !Number.isSafeInteger(Number(value))
  );
}

/** A whole number, exactly: a number, digits in words, or yes and no as 1 and 0. Null for what is none. */
export function wholeOf(value: unknown): bigint | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : null;
  if (typeof value === 'boolean') return BigInt(value);
  if (typeof value !== 'string' || value.length > MOST_DIGITS) return null;
  return DIGITS.test(value) ? ofDigits(value) : null;
}

/** A whole number as a value: its digits where it is too large to be exact as a number; null beyond 256 bits. */
export function ofWhole(whole: bigint): number | string | null {
  const number = Number(whole);
  if (Number.isSafeInteger(number)) return number;
  return whole < BEYOND && whole > -BEYOND ? whole.toString() : null;
}

function ofDigits(text: string): bigint {
  const digits = text.trim();
  return BigInt(digits.startsWith('+') ? digits.slice(1) : digits);
}

/** How many whole times, downwards: what belongs to the remainder that `%` gives. */
export function timesIn(a: bigint, b: bigint): bigint | null {
  if (b === 0n) return null;
  const times = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? times - 1n : times;
}
