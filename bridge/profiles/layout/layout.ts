import type { Entry } from '../entry.ts';
import { compileNode } from '../expression/compile.ts';
import type { Names } from '../expression/names.ts';
import { Lookup } from '../expression/lookup.ts';
import { parseExpression } from '../expression/syntax.ts';
import { isRecord, isTrue, toBytes, toNumber, type Compiled, type Value } from '../expression/value.ts';
import type { Draft } from './draft.ts';
import { BuildError } from './draft.ts';
import { mapOf } from './options.ts';
import { inOrder, readersOf, type Plain } from './order.ts';
import { BAD_CHECK, NOISE, WAIT, WHOLE, type Reader, type Run, type Status } from './run.ts';

/** One thing of a layout, in its place. */
export interface Step {
  read: Reader;
  write(draft: Draft): void;
  /** Of a part that can be read together with its neighbours. */
  plain?: Plain;
  /** The bytes it takes, where always the same. */
  width?: number | null;
  /** Of a part whose size only the rest of the frame tells: the sizes to try. */
  search?: { least: number; most: number; read(run: Run, size: number): Status };
}

/** Parts one after the other: read from bytes, and written to them. */
export interface Layout {
  read: Reader;
  write(draft: Draft): void;
}

/** Puts things one after the other. */
export function sequence(steps: readonly Step[]): Layout {
  const write = (draft: Draft) => {
    for (const step of steps) step.write(draft);
  };
  const searched = steps.findIndex(({ search }) => search !== undefined);
  if (searched < 0) return { read: inOrder(readersOf(steps)), write };
  const before = inOrder(readersOf(steps.slice(0, searched)));
  const { search } = steps[searched]!;
  const after = sequence(steps.slice(searched + 1)).read;
  const landmark = landmarkIn(steps.slice(searched + 1));
  return { read: (run) => tried(run, before, { ...search!, landmark }, after), write };
}

/** Bytes that never change, and how far they stand behind the part of which the size is looked for. */
interface Landmark {
  distance: number;
  bytes: Uint8Array;
}

function landmarkIn(steps: readonly Step[]): Landmark | null {
  let distance = 0;
  for (const { plain, width } of steps) {
    if (plain?.constant) return { distance, bytes: plain.constant.bytes };
    if (width === undefined || width === null) return null;
    distance += width;
  }
  return null;
}

/** The sizes to try, and what tells most of the wrong ones without reading. */
type Search = NonNullable<Step['search']> & { landmark: Landmark | null };

/** The first size that the rest of the frame fits; waits while a longer one may still fit. */
function tried(run: Run, before: Reader, search: Search, after: Reader): Status {
  const status = before(run);
  if (status !== WHOLE) return status;
  const { at } = run;
  const { landmark } = search;
  let best: Status = NOISE;
  for (let size = search.least; size <= search.most; size += 1) {
    if (landmark && !mayStandAt(run, at + size + landmark.distance, landmark.bytes)) continue;
    run.at = at;
    const found = search.read(run, size);
    const rest = found === WHOLE ? after(run) : found;
    if (rest === WHOLE) return WHOLE;
    if (rest === WAIT) best = WAIT;
    else if (rest === BAD_CHECK && best === NOISE) best = BAD_CHECK;
    if (found === WAIT) break;
  }
  return best;
}

/** Whether bytes stand at a place, as far as they have arrived. */
function mayStandAt({ bytes, end }: Run, at: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length && at + i < end; i += 1) if (bytes[at + i] !== wanted[i]) return false;
  return true;
}

/** `switch(command)`: the parts of the case that holds; of no case, those of `else`. */
export function choice(
  test: (run: Run) => Value,
  cases: readonly { is: readonly Value[]; layout: Layout }[],
  other: Layout | null,
): Step {
  const exact = new Lookup(cases.flatMap(({ is, layout }) => is.map((value) => [value, layout] as const)));
  const chosen = (run: Run) => exact.get(plainOf(test(run))) ?? other;
  return {
    read: (run) => chosen(run)?.read(run) ?? NOISE,
    write: (draft) => chosen(draft.run)?.write(draft),
  };
}

/** Cases are written as numbers and words; single bytes are found by their number. */
function plainOf(value: Value): Value {
  return value instanceof Uint8Array && value.length === 1 ? value[0]! : value;
}

/** What a list is made of. */
export interface ListParts {
  slot: number;
  name: string;
  item: Layout;
  /** The names of an item's parts; of an item that is one value, none. */
  fields: readonly (readonly [name: string, slot: number])[];
  /** The part that an item is, where it is one value. */
  single: { name: string; slot: number } | null;
  /** How many items; absent for as many as there is room for. */
  count: ((run: Run) => Value) | null;
  /** After which item the list is over. */
  until: ((run: Run) => Value) | null;
}

const MOST_ITEMS = 4096;

/** Items one after the other. */
export function list({ slot, name, item, fields, single, count, until }: ListParts): Step {
  const itemOf = (run: Run): Value => {
    if (single !== null) return run.valueOf(single.slot);
    const item: Record<string, Value> = {};
    for (const [field, at] of fields) if (run.slots[at]! !== null) item[field] = run.valueOf(at);
    return item;
  };
  return {
    read(run) {
      const wanted = count ? toNumber(count(run)) : null;
      if (count && (wanted === null || wanted < 0 || wanted > MOST_ITEMS)) return NOISE;
      if (!count && !until && run.isOpen && !run.isIdle) return run.end > run.limit ? NOISE : WAIT;
      const start = run.at;
      const items: Value[] = [];
      while (wanted === null ? until !== null || run.at < run.end : items.length < wanted) {
        const before = run.at;
        for (let at = 0; at < fields.length; at += 1) run.slots[fields[at]![1]] = null;
        const status = item.read(run);
        if (status !== WHOLE) return status;
        items.push(itemOf(run));
        if (items.length > MOST_ITEMS) return NOISE;
        if (until && isTrue(until(run))) break;
        if (wanted === null && run.at === before) return NOISE;
      }
      run.keep(slot, items, start, run.at);
      return WHOLE;
    },
    write(draft) {
      const items = draft.take(name) ?? [];
      const values = Array.isArray(items) ? (items as Value[]) : [...(toBytes(items) ?? [])];
      const { given, length: start } = draft;
      for (const value of values) {
        if (single === null && !isRecord(value)) throw new BuildError(name, 'unfit');
        draft.given =
          single === null
            ? { ...given, ...(value as Record<string, Value>) }
            : { ...given, [single.name]: value };
        draft.addItem(item.write);
      }
      draft.given = given;
      draft.mark(slot, start, values);
    },
  };
}

/**
 * Parts that are there only under a condition. One that was given is written also where the condition
 * hangs on what is not known yet, as on a length; whether it holds is seen when the frame is read back.
 *
 * @param names of the parts
 */
export function under(condition: (run: Run) => Value, step: Step, names: ReadonlySet<string>): Step {
  return {
    read: (run) => (isTrue(condition(run)) ? step.read(run) : WHOLE),
    write: (draft) => {
      if (isTrue(condition(draft.run)) || draft.needs(names)) step.write(draft);
    },
    ...(step.search
      ? {
          search: {
            ...step.search,
            read: (run: Run, size: number) => (isTrue(condition(run)) ? step.search!.read(run, size) : WHOLE),
          },
        }
      : {}),
  };
}

/** An expression, or `{of, map, else}`: a value looked up in a map. */
export function lookedUp(entry: Entry, names: Names): Compiled<Run> {
  if (!entry.isMap) return expressionAt<Run>(entry, names);
  entry.only(['of', 'map', 'else']);
  const of = expressionAt<Run>(entry.at('of'), names);
  const map = mapOf(entry);
  if (!map) return entry.at('map').fail('缺少 map', 'a map is missing');
  return (run) => map.read(of(run));
}

/** Reads an expression of a profile and compiles it; its place is said with its mistakes. */
export function expressionAt<Scope>(entry: Entry, names: Names): Compiled<Scope> {
  return entry.reading((text) => compileNode<Scope>(parseExpression(text), names));
}
