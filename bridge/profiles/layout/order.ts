import type { Value } from '../expression/value.ts';
import { NOISE, WHOLE, type Reader } from './run.ts';

/** A part that is one byte, or bytes that never change. */
export interface Plain {
  slot: number;
  /** The bytes it must be, and their value; null for one byte that can be any. */
  constant: { bytes: Uint8Array; value: Value } | null;
  /** What is looked at once it was read. */
  afterwards: Reader | null;
}

/**
 * One reader after the other, until one is not satisfied. Each has a call of its own, so that the
 * compiler of the machine can put its code in its place; a loop would call them all from one.
 * `||` goes on while a reader says WHOLE, which is 0.
 */
export function inOrder(readers: readonly Reader[]): Reader {
  const [a, b, c, d, ...more] = readers as [Reader, Reader, Reader, Reader, ...Reader[]];
  switch (readers.length) {
    case 0:
      return () => WHOLE;
    case 1:
      return a;
    case 2:
      return (run) => a(run) || b(run);
    case 3:
      return (run) => a(run) || b(run) || c(run);
    case 4:
      return (run) => a(run) || b(run) || c(run) || d(run);
    default: {
      const rest = inOrder(more);
      return (run) => a(run) || b(run) || c(run) || d(run) || rest(run);
    }
  }
}

/** The readers of parts in their order; plain parts that are neighbours have one together. */
export function readersOf(steps: readonly { read: Reader; plain?: Plain }[]): Reader[] {
  const readers: Reader[] = [];
  for (let at = 0; at < steps.length;) {
    let end = at;
    while (steps[end]?.plain) end += 1;
    end = Math.max(end, at + 1);
    readers.push(end - at > 1 ? together(steps.slice(at, end)) : steps[at]!.read);
    at = end;
  }
  return readers;
}

/** Reads plain parts in one go where all of their bytes are there, without a call for each. */
function together(steps: readonly { read: Reader; plain?: Plain }[]): Reader {
  const oneByOne = inOrder(steps.map(({ read }) => read));
  const parts = steps.map(({ plain }) => plain!);
  const width = parts.reduce((sum, { constant }) => sum + (constant?.bytes.length ?? 1), 0);
  return (run) => {
    if (run.trace !== null || run.at + width > run.end) return oneByOne(run);
    const { bytes, slots, starts, ends, owners, buffer } = run;
    for (let index = 0; index < parts.length; index += 1) {
      const { slot, constant, afterwards } = parts[index]!;
      const start = run.at;
      let at = start;
      if (constant === null) slots[slot] = bytes[at++]!;
      else {
        for (let byte = 0; byte < constant.bytes.length; byte += 1, at += 1)
          if (bytes[at] !== constant.bytes[byte]) return NOISE;
        slots[slot] = constant.value;
      }
      starts[slot] = start;
      ends[slot] = at;
      owners[slot] = buffer;
      run.at = at;
      const status = afterwards === null ? WHOLE : afterwards(run);
      if (status !== WHOLE) return status;
    }
    return WHOLE;
  };
}
