import { fromHex } from '../../framing/bytes.ts';
import { compileNode } from '../expression/compile.ts';
import { ExpressionError, type Node } from '../expression/syntax.ts';
import { isList, toBytes, toNumber, type Value } from '../expression/value.ts';
import type { Make, Prefix, Step, StepKind } from './step.ts';

/** An escape: how long it is, and what it means. */
interface Escape {
  length: number;
  plain: readonly number[];
}

/**
 * Looks what stands at a place. `open` is an escape of which the end is still to come, as it may where these
 * are not all bytes; `broken` one that is none.
 */
type Look = (bytes: Uint8Array, at: number, isAll: boolean) => Escape | 'open' | 'broken';

/** What the plain bytes at a place become, and how many of them. */
type Put = (bytes: Uint8Array, at: number) => { length: number; wire: readonly number[] };

/** A step made of looking at the line and of what plain bytes become. */
function escape(look: Look, put: Put): Step {
  const upTo = (bytes: Uint8Array, isAll: boolean): Prefix & { isWhole: boolean } => {
    const plain: number[] = [];
    const origins: number[] = [];
    let at = 0;
    let isBroken = false;
    while (at < bytes.length) {
      const found = look(bytes, at, isAll);
      isBroken = found === 'broken';
      if (typeof found === 'string') break;
      for (const byte of found.plain) {
        plain.push(byte);
        origins.push(at);
      }
      at += found.length;
    }
    origins.push(at);
    return { bytes: Uint8Array.from(plain), origins, isBroken, isWhole: at === bytes.length };
  };
  return {
    read(bytes) {
      const found = upTo(bytes, true);
      return found.isWhole ? { bytes: found.bytes, origins: found.origins! } : null;
    },
    prefix: (bytes) => upTo(bytes, false),
    write(bytes) {
      const made: number[] = [];
      for (let at = 0; at < bytes.length;) {
        const { length, wire } = put(bytes, at);
        made.push(...wire);
        at += length;
      }
      return Uint8Array.from(made);
    },
  };
}

/** Of escapes of single bytes: what each becomes. */
function each(write: (byte: number) => readonly number[]): Put {
  return (bytes, at) => ({ length: 1, wire: write(bytes[at]!) });
}

function standsAt(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  return wanted.every((one, i) => bytes[at + i] === one);
}

/**
 * unescape('A6 02 = A5', 'A6 01 = A6', …): pairs of what is on the line and what it means. Where a run of
 * bytes is told apart from its like by one more ('FF FF FD FD = FF FF FD'), its first stands for itself elsewhere.
 */
const pairs: Make = (_args, nodes) => {
  const table = nodes.map((node) => {
    const text = node.kind === 'literal' && typeof node.value === 'string' ? node.value : '';
    const [wire, plain, ...more] = text.split('=');
    if (wire === undefined || plain === undefined || more.length > 0) throw badPair(text);
    try {
      return { wire: fromHex(wire), plain: fromHex(plain) };
    } catch {
      throw badPair(text);
    }
  });
  const leads = new Set(table.map(({ wire }) => wire[0]));
  const marks = new Set(table.flatMap(({ wire, plain }) => (isOfRun(wire, plain) ? [] : [wire[0]])));
  return escape(
    (bytes, at, isAll) => {
      const byte = bytes[at]!;
      const itself = { length: 1, plain: [byte] };
      if (!leads.has(byte)) return itself;
      const pair = table.find(({ wire }) => standsAt(bytes, at, wire));
      if (pair) return { length: pair.wire.length, plain: [...pair.plain] };
      const isMark = marks.has(byte);
      const mayGrow = table.some(({ wire }) =>
        wire.every((one, i) => at + i >= bytes.length || bytes[at + i] === one),
      );
      if (mayGrow && (isMark || !isAll)) return 'open';
      return isMark ? 'broken' : itself;
    },
    (bytes, at) => {
      const pair = table.find(({ plain }) => plain.length > 0 && standsAt(bytes, at, plain));
      return pair ? { length: pair.plain.length, wire: [...pair.wire] } : { length: 1, wire: [bytes[at]!] };
    },
  );
};

/** Whether an escape is a run of bytes with something put in, so that its first byte says nothing alone. */
function isOfRun(wire: Uint8Array, plain: Uint8Array): boolean {
  return plain.length > 1 && plain[0] === wire[0];
}

function badPair(text: string): ExpressionError {
  return new ExpressionError({
    zh: `转义应写成 '线上字节 = 原字节'，如 'A6 02 = A5'，而不是“${text}”`,
    en: `an escape is written 'on the line = plain', as in 'A6 02 = A5', not "${text}"`,
  });
}

/** unescape_xor(0x7D, 0x20, [0x7E, 0x7D]): a lead byte, and behind it the plain one changed by XOR. */
const changed: Make = (_args, nodes) => {
  const [first, by, bytes] = nodes.map(fixed);
  const [mark, key] = [toNumber(first ?? null), toNumber(by ?? null)];
  if (mark === null || key === null || (bytes !== undefined && !isList(bytes))) {
    throw new ExpressionError({
      zh: 'unescape_xor 要三个固定的值，如 unescape_xor(0x7D, 0x20, [0x7E, 0x7D])',
      en: 'unescape_xor takes three fixed values, as in unescape_xor(0x7D, 0x20, [0x7E, 0x7D])',
    });
  }
  const marked = new Set([mark, ...(toBytes(bytes ?? null) ?? [])]);
  return escape(
    (bytes, at) => {
      const [byte, next] = [bytes[at]!, bytes[at + 1]];
      if (byte !== mark) return { length: 1, plain: [byte] };
      return next === undefined ? 'open' : { length: 2, plain: [next ^ key] };
    },
    each((byte) => (marked.has(byte) ? [mark, byte ^ key] : [byte])),
  );
};

/** undouble(0xFF): one byte of this kind is sent twice. */
const doubled: Make = (_args, [byte]) => {
  const mark = byte ? toNumber(fixed(byte)) : null;
  if (mark === null) {
    throw new ExpressionError({
      zh: 'undouble 要一个固定的字节，如 undouble(0xFF)',
      en: 'undouble takes one fixed byte, as in undouble(0xFF)',
    });
  }
  return escape(
    (bytes, at) => {
      if (bytes[at] !== mark) return { length: 1, plain: [bytes[at]!] };
      if (at + 1 >= bytes.length) return 'open';
      return bytes[at + 1] === mark ? { length: 2, plain: [mark] } : 'broken';
    },
    each((plain) => (plain === mark ? [mark, mark] : [plain])),
  );
};

/** A value that needs nothing of a frame. */
function fixed(node: Node): Value {
  return compileNode<null>(node, { value: () => null, known: () => [] })(null);
}

/** Steps that take escapes out. */
export const escaping: Record<string, StepKind> = {
  unescape: { least: 1, most: 32, make: pairs, resizes: true },
  unescape_xor: { least: 2, most: 3, make: changed, resizes: true },
  undouble: { least: 1, most: 1, make: doubled, resizes: true },
};
