import type { Node } from '../expression/syntax.ts';
import { ExpressionError, namesIn } from '../expression/syntax.ts';
import { toBytes, toNumber, type Compiled } from '../expression/value.ts';
import { NOISE, WAIT, WHOLE, type Run, type Status } from './run.ts';

/** How many bytes a part takes; after `take`, the run's `from`–`to` are the content and `at` is behind it. */
export interface Size {
  /** Finds the content of a part at the run's place. */
  take(run: Run, content: Content): Status;
  /** The bytes it takes, where that is known without reading: for filling up what is built. */
  fixed: Compiled<Run> | null;
  /** The bytes it takes, where that is a plain number. */
  exact?: number;
  /** The sizes to be tried one after the other, where only the rest of the frame tells. */
  search?: { least: number; most: number };
  /** What ends the part and is taken with it. */
  mark?: Compiled<Run>;
  /** The part is as long as its own parts need. */
  isOwn?: boolean;
}

/** Where a part's content lies. */
export interface Content {
  from: number;
  to: number;
}

/** How an expression in a size is compiled. */
export type CompileNode = (node: Node) => Compiled<Run>;

/** Names that mean something of a frame which is still to be read. */
export type IsPart = (name: string) => boolean;

/**
 * Makes a size ready: a number or an expression (`length - 2`), `until(mark)`, `through(mark)`,
 * `rest`, `1..7` (the first that the rest of the frame fits), `parts`.
 *
 * @throws ExpressionError for what is no size
 */
export function sizeOf(node: Node | undefined, compile: CompileNode, isPart: IsPart): Size {
  if (!node) {
    throw new ExpressionError({
      zh: '请写明字节数，如 bytes(4)、bytes(length - 2)、bytes(until(0x0D))、bytes(rest)',
      en: 'say how many bytes, as in bytes(4), bytes(length - 2), bytes(until(0x0D)), bytes(rest)',
    });
  }
  if (node.kind === 'name' && node.name === 'rest') return restBut(0);
  if (node.kind === 'call' && node.name === 'rest') return restBut(countIn(node.args));
  if (node.kind === 'name' && node.name === 'parts') return { ...restBut(0), isOwn: true };
  if (node.kind === 'call' && (node.name === 'until' || node.name === 'through')) {
    const [mark, lead, ...more] = node.args;
    if (mark && more.length === 0) {
      return untilMark(compile(mark), lead ? compile(lead) : null, node.name === 'through');
    }
  }
  if (node.kind === 'range') return searched(node);
  const size = compile(node);
  const isCount = node.kind !== 'literal' || (Number.isInteger(node.value) && Number(node.value) >= 0);
  if (!isCount || node.kind === 'list') {
    throw new ExpressionError({
      zh: '字节数应为整数或算式，如 4 或 length - 2',
      en: 'a size is a whole number or what comes to one, as 4 or length - 2',
    });
  }
  return {
    take: (run, content) => takeCount(run, toNumber(size(run)), content),
    fixed: isKnown(node, isPart) ? size : null,
    ...(node.kind === 'literal' ? { exact: Number(node.value) } : {}),
  };
}

function isKnown(node: Node, isPart: IsPart): boolean {
  return !namesIn(node).some(isPart);
}

function takeCount(run: Run, count: number | null, content: Content): Status {
  if (count === null || count < 0 || !Number.isInteger(count)) return NOISE;
  const status = run.need(count);
  if (status !== WHOLE) return status;
  content.from = run.at;
  run.at += count;
  content.to = run.at;
  return WHOLE;
}

/** `rest(2)`: a plain number. */
function countIn([count, ...more]: Node[]): number {
  if (count?.kind === 'literal' && typeof count.value === 'number' && more.length === 0) return count.value;
  throw new ExpressionError({
    zh: 'rest(n) 的 n 是留给后面的字节数，如 rest(2)',
    en: 'the n of rest(n) is the bytes left for what follows, as in rest(2)',
  });
}

/** All there is but the last few bytes; on the line itself, all until it falls silent. */
function restBut(last: number): Size {
  return {
    fixed: null,
    take(run, content) {
      if (run.isOpen && !run.isIdle) return run.end > run.limit ? NOISE : WAIT;
      if (run.end - last < run.at) return run.isOpen ? WAIT : NOISE;
      content.from = run.at;
      content.to = run.end - last;
      run.at = content.to;
      return WHOLE;
    },
  };
}

/**
 * All up to a mark. A lead byte hides the byte behind it, as where it is sent twice to stand
 * for itself, unless the two are the mark.
 */
function untilMark(mark: Compiled<Run>, lead: Compiled<Run> | null, isTaken: boolean): Size {
  return {
    fixed: null,
    ...(isTaken ? { mark } : {}),
    take(run, content) {
      const wanted = toBytes(mark(run));
      if (!wanted || wanted.length === 0) return NOISE;
      const at = indexOf(run, wanted, lead ? toNumber(lead(run)) : null);
      if (at < 0) return run.isOpen && run.end < run.limit ? WAIT : NOISE;
      content.from = run.at;
      content.to = at;
      run.at = isTaken ? at + wanted.length : at;
      return WHOLE;
    },
  };
}

function indexOf({ bytes, at, end }: Run, wanted: Uint8Array, lead: number | null): number {
  for (let place = at; place + wanted.length <= end; place += 1) {
    let same = 0;
    while (same < wanted.length && bytes[place + same] === wanted[same]) same += 1;
    if (same === wanted.length) return place;
    if (bytes[place] === lead) place += 1;
  }
  return -1;
}

function searched({ from, to }: Node & { kind: 'range' }): Size {
  const [least, most] = [from, to].map((end) => (end?.kind === 'literal' ? end.value : null));
  if (typeof least !== 'number' || typeof most !== 'number' || least > most || most > 4096) {
    throw new ExpressionError({
      zh: '长度范围应为两个数，如 1..7',
      en: 'a range of sizes is two numbers, as in 1..7',
    });
  }
  // Which of them it is, is decided by whoever reads the rest of the frame.
  return { fixed: null, search: { least, most }, take: () => NOISE };
}
