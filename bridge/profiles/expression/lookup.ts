import type { Value } from './value.ts';

const BYTES = 256;

/** What stands for a plain value. Most values are bytes: those are found by their place, the others by a map. */
export class Lookup<V> {
  readonly #ofBytes: (V | undefined)[] = Array<V | undefined>(BYTES).fill(undefined);
  readonly #ofOthers: ReadonlyMap<Value, V> | null;

  constructor(entries: Iterable<readonly [value: Value, found: V]>) {
    const others = new Map<Value, V>();
    for (const [value, found] of entries) {
      if (isByte(value)) this.#ofBytes[value] = found;
      else others.set(value, found);
    }
    this.#ofOthers = others.size > 0 ? others : null;
  }

  get(value: Value): V | undefined {
    return isByte(value) ? this.#ofBytes[value] : this.#ofOthers?.get(value);
  }
}

function isByte(value: Value): value is number {
  return typeof value === 'number' && value >= 0 && value < BYTES && (value | 0) === value;
}
