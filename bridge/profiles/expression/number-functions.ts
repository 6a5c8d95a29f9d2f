import { ofNumbers, type Signature } from './signature.ts';
import { toNumber } from './value.ts';

function signed(number: number, bits: number): number {
  return number >= 2 ** (bits - 1) ? number - 2 ** bits : number;
}

/** Bits `high` to `low` of a number, both included. */
function bitsOf(number: number, high: number, low: number): number {
  return Math.floor(number / 2 ** low) % 2 ** (high - low + 1);
}

/** How many bits are set. */
function ones(number: number): number {
  let count = 0;
  for (let rest = Math.abs(Math.trunc(number)); rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}

/** Functions of numbers. */
export const numberFunctions: Record<string, Signature> = {
  abs: ofNumbers(1, 1, (number) => Math.abs(number)),
  min: ofNumbers(1, 32, (...numbers) => Math.min(...numbers)),
  max: ofNumbers(1, 32, (...numbers) => Math.max(...numbers)),
  floor: ofNumbers(1, 1, (number) => Math.floor(number)),
  ceil: ofNumbers(1, 1, (number) => Math.ceil(number)),
  /** round(number, places) */
  round: ofNumbers(1, 2, (number, places = 0) =>
    Number(`${Math.round(Number(`${number}e${places}`))}e${-places}`),
  ),
  /** div(a, b): how many whole times. */
  div: ofNumbers(2, 2, (a, b) => (b === 0 ? null : Math.trunc(a / b))),
  /** signed(number, bits): two's complement. */
  signed: ofNumbers(2, 2, signed),
  /** bits(number, high, low) */
  bits: ofNumbers(3, 3, bitsOf),
  ones: ofNumbers(1, 1, ones),
  /** A number of digits in words. */
  number: { least: 1, most: 1, run: (value = null) => toNumber(value) },
};
