/**
 * Chromium 90 has all but a few of the methods that are used here. Those few, and no more.
 */
function give(holder: object, name: string, method: (...args: never[]) => unknown): void {
  if (!(name in holder))
    Object.defineProperty(holder, name, { value: method, writable: true, configurable: true });
}

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  const place = Math.trunc(index) || 0;
  return this[place < 0 ? this.length + place : place];
}

type Test<T> = (item: T, index: number, list: T[]) => unknown;

function findLastIndex<T>(this: T[], test: Test<T>): number {
  for (let index = this.length - 1; index >= 0; index -= 1) {
    if (test(this[index] as T, index, this)) return index;
  }
  return -1;
}

function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
    index += 1;
  }
  return groups;
}

give(String.prototype, 'at', at);
give(Array.prototype, 'at', at);
give(Array.prototype, 'findLastIndex', findLastIndex);
give(Array.prototype, 'findLast', function findLast<T>(this: T[], test: Test<T>): T | undefined {
  return this[findLastIndex.call(this as never[], test as never)];
});
give(Array.prototype, 'toSorted', function toSorted<T>(this: T[], compare?: (a: T, b: T) => number): T[] {
  return [...this].sort(compare);
});
give(Array.prototype, 'toReversed', function toReversed<T>(this: T[]): T[] {
  return [...this].reverse();
});
give(Array.prototype, 'toSpliced', function toSpliced<T>(this: T[], ...how: [number, number, ...T[]]): T[] {
  const copy = [...this];
  copy.splice(...how);
  return copy;
});
give(Map, 'groupBy', groupBy);
give(Object, 'hasOwn', (target: object, key: PropertyKey) =>
  Object.prototype.hasOwnProperty.call(target, key),
);
