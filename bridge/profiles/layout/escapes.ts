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

/** Looks what stands at a place. `open` is an escape of which the end is still to come, `broken` one that is none. */
type Look = (bytes: Uint8Array, at: number) => Escape | 'open' | 'broken';

/** A step made of looking at the line and of what each plain byte becomes. */
function escape(look: Look, write: (byte: number) => readonly number[]): Step {
  const upTo = (bytes: Uint8Array): Prefix & { isWhole: boolean } => {
    const plain: number[] = [];
    const origins: number[] = [];
    let at = 0;
    let isBroken = false;
    while (at < bytes.length) {
      const found = look(bytes, at);
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
      const found = upTo(bytes);
      return found.isWhole ? { bytes: found.bytes, origins: found.origins! } : null;
    },
    prefix: upTo,
    write: (bytes) => Uint8Array.from([...bytes].flatMap((byte) => [...write(byte)])),
  };
}

/** unescape('A6 02 = A5', 'A6 01 = A6', …): pairs of what is on the line and what it means. */
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
  return escape(
    (bytes, at) => {
      const byte = bytes[at]!;
      if (!leads.has(byte)) return { length: 1, plain: [byte] };
      const pair = table.find(({ wire }) => wire.every((one, i) => bytes[at + i] === one));
      if (pair) return { length: pair.wire.length, plain: [...pair.plain] };
      const mayGrow = table.some(({ wire }) =>
        wire.every((one, i) => at + i >= bytes.length || bytes[at + i] === one),
      );
      return mayGrow ? 'open' : 'broken';
    },
    (byte) => {
      const pair = table.find(({ plain }) => plain.length === 1 && plain[0] === byte);
      return pair ? [...pair.wire] : [byte];
    },
  );
};

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
    (byte) => (marked.has(byte) ? [mark, byte ^ key] : [byte]),
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
    (plain) => (plain === mark ? [mark, mark] : [plain]),
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
