import { joined, js, Local, withBody, type Code } from '../expression/code.ts';
import type { Value } from '../expression/value.ts';
import { NOISE, WHOLE, type Reader, type Run, type Status } from './run.ts';

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

/** Reads plain parts in one go where all of their bytes are there: a function written for them. */
function together(steps: readonly { read: Reader; plain?: Plain }[]): Reader {
  const oneByOne = inOrder(steps.map(({ read }) => read));
  const parts = steps.map(({ plain }) => plain!);
  let width = 0;
  const statements = parts.map((part) => {
    const from = width;
    width += part.constant?.bytes.length ?? 1;
    return statementOf(part, from, width);
  });
  return withBody<Run, Status>(js`
    if (s.trace !== null || s.at + ${width} > s.end) return ${oneByOne}(s);
    const { at, bytes, slots, starts, ends, owners, buffer } = s;
    ${joined(statements, '\n')}
    s.at = at + ${width};
    return ${WHOLE};`);
}

/** Reads the part that lies between two places behind `at`, and looks at it. */
function statementOf({ slot, constant, afterwards }: Plain, from: number, to: number): Code {
  const wrong = Array.from(constant?.bytes ?? [], (byte, i) => js`bytes[at + ${from + i}] !== ${byte}`);
  const value = constant ? js`${constant.value}` : js`bytes[at + ${from}]`;
  const look = new Local();
  return js`
    ${constant ? js`if (${joined(wrong, ' || ')}) return ${NOISE};` : js``}
    slots[${slot}] = ${value};
    starts[${slot}] = at + ${from};
    ends[${slot}] = at + ${to};
    owners[${slot}] = buffer;
    ${afterwards ? js`s.at = at + ${to}; ${look} = ${afterwards}(s); if (${look} !== ${WHOLE}) return ${look};` : js``}`;
}
