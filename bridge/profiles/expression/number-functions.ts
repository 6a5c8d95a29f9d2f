import { bitsOf, MOST_BITS } from './bits.ts';
import { ofNumbers, type Signature } from './signature.ts';
import { toNumber, type Value } from './value.ts';
import { longOf, ofWhole, timesIn } from './whole.ts';

function signed(number: number, bits: number): number {
  return number >= 2 ** (bits - 1) ? number - 2 ** bits : number;
}

/** How many bits are set. */
function ones(number: number): number {
  let count = 0;
  for (let rest = Math.abs(Math.trunc(number)); rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}

/** To so many places; what lies in the middle goes away from zero, as people round. */
function rounded(number: number, places: number): number {
  const size = shifted(Math.round(shifted(Math.abs(number), places)), -places);
  return number < 0 ? 0 - size : size;
}

/** A number with its point moved, without the errors of a multiplication. */
function shifted(number: number, places: number): number {
  const [digits, exponent = '0'] = String(number).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}

function least(...wholes: bigint[]): bigint {
  return wholes.reduce((one, other) => (other < one ? other : one));
}

function greatest(...wholes: bigint[]): bigint {
  return wholes.reduce((one, other) => (other > one ? other : one));
}

const absolute = (whole: bigint) => (whole < 0n ? -whole : whole);
const asItIs = (whole: bigint) => whole;

/** Functions of numbers. */
export const numberFunctions: Record<string, Signature> = {
  abs: ofNumbers(1, 1, (number) => Math.abs(number), absolute),
  min: ofNumbers(1, 32, (...numbers) => Math.min(...numbers), least),
  max: ofNumbers(1, 32, (...numbers) => Math.max(...numbers), greatest),
  floor: ofNumbers(1, 1, (number) => Math.floor(number), asItIs),
  ceil: ofNumbers(1, 1, (number) => Math.ceil(number), asItIs),
  /** round(number, places) */
  round: ofNumbers(
    1,
    2,
    (number, places = 0) => rounded(number, Math.trunc(places)),
    (whole, places = 0n) => (places >= 0n ? whole : null),
  ),
  /** div(a, b): how many whole times, downwards; `a % b` is what remains. */
  div: ofNumbers(2, 2, (a, b) => (b === 0 ? null : Math.floor(a / b)), timesIn),
  /** signed(number, bits): two's complement. */
  signed: ofNumbers(2, 2, signed, (whole, bits) =>
    bits > 0n && bits <= MOST_BITS ? BigInt.asIntN(Number(bits), whole) : null,
  ),
  /** bits(number, high, low) */
  bits: {
    least: 3,
    most: 3,
    run: (value = null, high = null, low = null) =>
      bitsOf(value, toNumber(high) ?? NaN, toNumber(low) ?? NaN),
  },
  ones: ofNumbers(1, 1, ones, (whole) => absolute(whole).toString(2).replaceAll('0', '').length),
  /** A number of digits in words; one that is too large to be exact stays its digits. */
  number: { least: 1, most: 1, run: (value = null) => toNumber(value) ?? digitsOf(value) },
};

function digitsOf(value: Value): Value {
  const long = longOf(value);
  return long === null ? null : ofWhole(long);
}
