/** A map whose values are made when somebody first asks for them, and kept. */
export class LazyMap<V> implements ReadonlyMap<string, V> {
  readonly #makers = new Map<string, () => V>();
  readonly #made = new Map<string, V>();

  constructor(makers: Iterable<readonly [key: string, make: () => V]> = []) {
    for (const [key, make] of makers) this.#makers.set(key, make);
  }

  get size(): number {
    return this.#makers.size;
  }

  has(key: string): boolean {
    return this.#makers.has(key);
  }

  /** @throws what its making throws, each time */
  get(key: string): V | undefined {
    const made = this.#made.get(key);
    if (made !== undefined) return made;
    const make = this.#makers.get(key);
    if (!make) return undefined;
    const value = make();
    this.#made.set(key, value);
    return value;
  }

  /** Puts a value that is made already. */
  set(key: string, value: V): void {
    this.#makers.set(key, () => value);
    this.#made.set(key, value);
  }

  delete(key: string): void {
    this.#makers.delete(key);
    this.#made.delete(key);
  }

  keys(): MapIterator<string> {
    return this.#makers.keys();
  }

  *entries(): MapIterator<[string, V]> {
    for (const key of this.#makers.keys()) yield [key, this.get(key) as V];
  }

  *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }

  forEach(run: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this.entries()) run(value, key, this);
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }
}
