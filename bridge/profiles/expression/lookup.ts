import { toNumber, type Value } from './value.ts';

const BYTES = 256;

/**
 * What stands for a plain value. Most values are bytes: those are found by their place, the others
 * by a map. Two values find the same where they are the same (`areEqual`): digits in words, and yes
 * and no, are numbers beside a number, unless something stands for just them.
 */
export class Lookup<V> {
  readonly #ofBytes: (V | undefined)[] = Array<V | undefined>(BYTES).fill(undefined);
  readonly #ofOthers = new Map<Value, V>();
  /** What stands for numbers, for what is a number beside them. */
  readonly #ofNumbers = new Map<number, V>();

  constructor(entries: Iterable<readonly [value: Value, found: V]>) {
    const all = [...entries];
    for (const [value, found] of all) {
      this.#set(value, found);
      if (typeof value === 'number') this.#ofNumbers.set(value, found);
    }
    for (const [value, found] of all) {
      const number = typeof value === 'number' ? null : toNumber(value);
      if (number !== null && this.get(number) === undefined) this.#set(number, found);
    }
  }

  get(value: Value): V | undefined {
    return isByte(value) ? this.#ofBytes[value] : this.#ofOther(value);
  }

  #ofOther(value: Value): V | undefined {
    const found = this.#ofOthers.size > 0 ? this.#ofOthers.get(value) : undefined;
    if (found !== undefined || typeof value === 'number' || typeof value === 'object') return found;
    const number = toNumber(value);
    return number === null ? undefined : this.#ofNumbers.get(number);
  }

  #set(value: Value, found: V): void {
    if (isByte(value)) this.#ofBytes[value] = found;
    else this.#ofOthers.set(value, found);
  }
}

function isByte(value: Value): value is number {
  return typeof value === 'number' && value >= 0 && value < BYTES && (value | 0) === value;
}
