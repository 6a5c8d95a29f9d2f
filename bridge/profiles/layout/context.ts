import { ProfileMistake, type Path } from '../entry.ts';
import { compileNode } from '../expression/compile.ts';
import { Lookup } from '../expression/lookup.ts';
import { ExpressionError, isFixed, namesIn, type Node } from '../expression/syntax.ts';
import { areEqual, isList, isPlain, isTrue, type Compiled, type Value } from '../expression/value.ts';
import type { Encoding } from '../text.ts';
import type { Step } from './layout.ts';
import type { Endian } from './numbers.ts';
import type { PartTable } from './part-table.ts';
import { BAD_CHECK, NOISE, WHOLE, type Misfit, type Run, type Status } from './run.ts';

/** What is around a part while it is compiled. */
export interface Context {
  table: PartTable;
  /** The order of bytes where a type does not say. */
  endian: Endian | null;
  /** The encoding of words where a type does not say. */
  encoding: Encoding;
  /** The parts of a list's item are read again and again: what they must be is looked at in each. */
  isItem: boolean;
  checks: Checks | null;
}

/** What a part must be: a value it equals, or one of several. */
export interface Demand {
  slot: number;
  node: Node;
  kind: 'is' | 'in' | 'check';
  path: Path;
  /** The bytes of the part, where always the same. */
  width: number | null;
  /** Where the value is found once it is compiled; for those who build frames. */
  compiled: { value: Compiled<Run> | null };
}

/**
 * The demands of one level of a frame. One that speaks of parts which come later is looked
 * at once they have been read: at the end of its level, or of the one around it.
 */
export class Checks {
  readonly #context: Context;
  readonly #waiting: Demand[] = [];

  constructor(context: Context) {
    this.#context = context;
  }

  /** Compiles a demand at once, or keeps it for later. Returns what looks at it now, if anything. */
  add(demand: Demand): ((run: Run) => Status) | null {
    if (this.#isReady(demand)) return this.#compile(demand);
    this.#waiting.push(demand);
    return null;
  }

  /** What is to be looked at where this level ends. */
  finish(): Step[] {
    const { checks, isItem } = this.#context;
    const steps: Step[] = [];
    for (const demand of this.#waiting) {
      if (checks && !isItem && !this.#isReady(demand)) {
        checks.#waiting.push(demand);
        continue;
      }
      const look = this.#compile(demand);
      steps.push({ read: look, write: () => undefined });
    }
    return steps;
  }

  #isReady({ node }: Demand): boolean {
    return namesIn(node).every((name) => this.#context.table.isVisible(name));
  }

  #compile({ slot, node, kind, path, width, compiled }: Demand): (run: Run) => Status {
    try {
      compiled.value = compileNode<Run>(node, this.#context.table);
    } catch (error) {
      if (error instanceof ExpressionError) throw new ProfileMistake(path, error.words);
      throw error;
    }
    if (kind === 'check' && width !== null) compiled.value = within(compiled.value, 256 ** width);
    const wanted = compiled.value;
    const wrong = kind === 'check' ? BAD_CHECK : NOISE;
    const refuse = (run: Run, misfit: Misfit): Status => {
      if (run.trace) run.misfit = misfit;
      return wrong;
    };
    if (kind === 'in') {
      const isAllowed = among(node, wanted);
      return (run) => {
        const is = run.valueOf(slot);
        return isAllowed(is, run) ? WHOLE : refuse(run, { slot, is });
      };
    }
    return (run) => {
      const is = run.valueOf(slot);
      const must = wanted(run);
      return isSame(is, must) ? WHOLE : refuse(run, { slot, is, must });
    };
  }
}

/** Most parts that must be something are numbers: those are compared without a detour. */
function isSame(is: Value, must: Value): boolean {
  return typeof is === 'number' && typeof must === 'number' ? is === must : areEqual(is, must);
}

/** A check is as long as its part: what goes beyond is lost, as in the device that made it. */
function within(value: Compiled<Run>, limit: number): Compiled<Run> {
  return (run) => {
    const is = value(run);
    return typeof is === 'number' && (is < 0 || is >= limit) ? is - limit * Math.floor(is / limit) : is;
  };
}

/** `in: [1, 2, 5..9]` is a list, mostly of plain values that never change; `in: value > 3` a condition. */
function among(node: Node, wanted: Compiled<Run>): (value: Value, run: Run) => boolean {
  const list = isFixed(node) ? wanted(null as never) : null;
  if (isList(list) && list.every(isPlain)) {
    const allowed = new Lookup(list.map((one) => [one, true] as const));
    return (value) => allowed.get(value) === true;
  }
  if (isCondition(node)) return (_value, run) => isTrue(wanted(run));
  return (value, run) => isAmong(value, wanted(run));
}

/** Whether an expression is yes or no whatever it is about. */
function isCondition(node: Node): boolean {
  return (
    (node.kind === 'binary' && CONDITIONS.has(node.operator)) ||
    (node.kind === 'unary' && node.operator === '!')
  );
}

const CONDITIONS = new Set(['&&', '||', '==', '!=', '<', '<=', '>', '>=', 'in']);

function isAmong(value: Value, wanted: Value): boolean {
  return isList(wanted) ? wanted.some((one) => areEqual(one, value)) : isTrue(wanted);
}
