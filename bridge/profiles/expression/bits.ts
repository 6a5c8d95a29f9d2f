import { toNumber, type Value } from './value.ts';
import { ofWhole, wholeOf } from './whole.ts';

/** Nothing of a device has more bits. */
export const MOST_BITS = 256;

/** As many bits as a number tells apart. */
const EXACT_BITS = 53;

/**
 * Bits `high` to `low` of a whole number, both included; of a negative one, those of its two's
 * complement. Null for what is no number or has no such bits.
 */
export function bitsOf(value: Value, high: number, low: number): Value {
  if (!(low >= 0 && high >= low)) return null;
  const number = toNumber(value);
  if (number !== null && (number >= 0 || high < EXACT_BITS)) {
    const [part, size] = [Math.floor(number / 2 ** low), 2 ** (high - low + 1)];
    return part < 0 ? ((part % size) + size) % size : part % size;
  }
  const whole = high < MOST_BITS ? wholeOf(value) : null;
  return whole === null ? null : ofWhole(BigInt.asUintN(high - low + 1, whole >> BigInt(low)));
}

/** A number with bits put into the place of `high` to `low`, where it has none; null for those that do not fit there. */
export function withBits(number: Value, high: number, low: number, bits: Value): Value {
  const [whole, part] = [wholeOf(number), wholeOf(bits)];
  if (whole === null || part === null || part < 0n || part >> BigInt(high - low + 1) > 0n) return null;
  return ofWhole(whole | (part << BigInt(low)));
}
