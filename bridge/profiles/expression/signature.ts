import { finite, valueOf } from './arithmetic.ts';
import { toBytes, toNumber, type Value } from './value.ts';
import { wholeOf } from './whole.ts';

/** Works on the bytes from `start` up to `end`, where they lie, with the values that a function takes after them. */
type Over = (bytes: Uint8Array, start: number, end: number, a?: Value, b?: Value) => Value;

/** A function of expressions. It never throws: of what it cannot work with, it makes nothing. */
export interface Signature {
  least: number;
  most: number;
  run: (...args: Value[]) => Value;
  /** It works on bytes: a part that is a number or words is taken as its bytes on the line. */
  takesBytes?: boolean;
  /** Its second value is worked out for each item of the first, and handed on as a list. */
  isEach?: boolean;
  /** The same for bytes inside of others, so that none are copied or cut out. */
  over?: Over;
}

/** A function of bytes alone. */
export function ofBytes(run: (bytes: Uint8Array) => Value): Signature {
  return {
    least: 1,
    most: 1,
    takesBytes: true,
    run: (value) => {
      const bytes = toBytes(value ?? null);
      return bytes ? run(bytes) : null;
    },
  };
}

/** A function of bytes alone, which can work on a stretch of others. */
export function ofStretch(over: (bytes: Uint8Array, start?: number, end?: number) => Value): Signature {
  return { ...ofBytes((bytes) => over(bytes)), over };
}

/** A function of bytes and numbers after them; those that are optional may be absent. */
export function ofBytesAnd(
  numbers: number,
  run: (bytes: Uint8Array, ...numbers: number[]) => Value,
  optional = 0,
): Signature {
  return {
    least: 1 + numbers - optional,
    most: 1 + numbers,
    takesBytes: true,
    run: (value, ...rest) => {
      const bytes = toBytes(value ?? null);
      const given = rest.map(toNumber);
      return bytes && !given.includes(null) ? run(bytes, ...(given as number[])) : null;
    },
  };
}

/**
 * A function of numbers alone, and the same of whole numbers where some are too large to be exact
 * as numbers; without that, it makes nothing of them.
 */
export function ofNumbers(
  least: number,
  most: number,
  run: (...numbers: number[]) => number | null,
  whole?: (...wholes: bigint[]) => bigint | number | null,
): Signature {
  return {
    least,
    most,
    run: (...args) => {
      const given = args.map(toNumber);
      if (!given.includes(null)) return finite(run(...(given as number[])) ?? NaN);
      const wholes = whole ? args.map(wholeOf) : [null];
      return wholes.includes(null) ? null : valueOf(whole!(...(wholes as bigint[])));
    },
  };
}
