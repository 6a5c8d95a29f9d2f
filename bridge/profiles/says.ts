import type { Decoded, Reading } from '../drivers/driver.ts';
import { toHex } from '../framing/bytes.ts';
import type { Entry } from './entry.ts';
import type { Names } from './expression/compile.ts';
import { isBytes, isList, isTrue, type Compiled, type Value } from './expression/value.ts';
import type { Frames } from './frames.ts';
import { expressionAt, lookedUp } from './layout/layout.ts';
import type { Run } from './layout/run.ts';
import { propertyNames, readingKinds, readingOf, readingWords, type ReadingKind } from './readings.ts';

/** What a frame means: conditions, and what is said under each. */
export interface Says {
  /** What the frame in the run says. */
  decode(run: Run, frame: Uint8Array): Decoded;
}

/** What a list's item is while it is looked at. */
interface Cell {
  item: Value;
  number: number;
}

interface Sentence {
  holds: Compiled<Run> | null;
  each: { list: Compiled<Run>; cell: Cell } | null;
  kind: ReadingKind | null;
  properties: [name: string, value: Compiled<Run>][];
  acknowledge: ((run: Run, frame: Uint8Array) => Uint8Array) | null;
  once: ((run: Run, frame: Uint8Array) => { key: string; ms: number }) | null;
}

/** Compiles `says:`. @throws ProfileMistake */
export function compileSays(entry: Entry, frames: Frames): Says {
  const sentences = entry.list().map((one) => compileSentence(one, frames));
  return {
    decode(run, frame) {
      const readings: Reading[] = [];
      const decoded: Decoded = { readings };
      for (const sentence of sentences) {
        if (sentence.holds && !isTrue(sentence.holds(run))) continue;
        if (sentence.kind) readings.push(...said(sentence, run));
        if (sentence.once && !decoded.once) decoded.once = sentence.once(run, frame);
        if (sentence.acknowledge && !decoded.acknowledge)
          decoded.acknowledge = sentence.acknowledge(run, frame);
      }
      return decoded;
    },
  };
}

function said({ each, kind, properties }: Sentence, run: Run): Reading[] {
  const one = (): Reading[] => {
    const given: Record<string, unknown> = {};
    for (const [name, value] of properties) {
      const is = plainOf(value(run));
      if (is !== undefined) given[name] = is;
    }
    const reading = readingOf(kind!, given);
    return reading ? [reading] : [];
  };
  if (!each) return one();
  const items = each.list(run);
  if (!isList(items) && !isBytes(items)) return [];
  return [...items].flatMap((item, index) => {
    each.cell.item = item;
    each.cell.number = index + 1;
    return one();
  });
}

/** A property as readings know it: nothing is absent, and bytes are a list of numbers. */
function plainOf(value: Value): unknown {
  if (value === null) return undefined;
  return isBytes(value) ? [...value] : value;
}

function compileSentence(entry: Entry, frames: Frames): Sentence {
  entry.only(['when', 'each', 'as', 'acknowledge', 'once', ...readingKinds]);
  const given = readingKinds.filter((kind) => entry.at(kind).isThere);
  if (given.length > 1)
    entry.fail('一项只说一件事，请分成几项', 'one entry says one thing: make several of it');
  const [kind = null] = given;
  const each = entry.at('each').isThere
    ? { list: expressionAt<Run>(entry.at('each'), frames.table), cell: { item: null, number: 0 } }
    : null;
  const item = entry.at('as').isThere ? entry.at('as').text() : 'item';
  const names = each ? withItem(frames.table, item, each.cell) : frames.table;
  return {
    holds: entry.at('when').isThere ? expressionAt<Run>(entry.at('when'), frames.table) : null,
    each,
    kind,
    properties: kind ? propertiesOf(entry.at(kind), kind, names) : [],
    acknowledge: entry.at('acknowledge').isThere ? acknowledgeOf(entry.at('acknowledge'), frames) : null,
    once: entry.at('once').isThere ? onceOf(entry.at('once'), frames) : null,
  };
}

/** The names of a frame, the item of a list that is looked at, and its place from 1. */
function withItem(table: Names<Run>, item: string, cell: Cell): Names<Run> {
  return {
    value(name) {
      if (name === item) return () => cell.item;
      if (name === 'number') return () => cell.number;
      return table.value(name);
    },
    bytes: (from, to) => table.bytes!(from, to),
    known: () => [...table.known(), item, 'number'],
  };
}

/** The properties of a reading: expressions, words of its own, or a value looked up in a map. */
function propertiesOf(entry: Entry, kind: ReadingKind, names: Names<Run>): Sentence['properties'] {
  entry.only(propertyNames(kind));
  return entry
    .fields()
    .map(([name, value]) => [name, lookedUp(value, withWords(names, readingWords[name] ?? []))]);
}

function withWords(names: Names<Run>, words: readonly string[]): Names<Run> {
  return {
    value: (name) => names.value(name) ?? (words.includes(name) ? () => name : null),
    bytes: (from, to) => names.bytes!(from, to),
    known: () => [...names.known(), ...words],
  };
}

/** `acknowledge: echo`, or `{frame, set}`: the frame that came, with some parts changed. */
function acknowledgeOf(entry: Entry, frames: Frames): NonNullable<Sentence['acknowledge']> {
  if (!entry.isMap) {
    entry.oneOf(['echo'] as const);
    return (_run, frame) => frame;
  }
  entry.only(['frame', 'set']);
  const frame = entry.at('frame').isThere ? entry.at('frame').oneOf(frames.names) : null;
  const set = entry
    .at('set')
    .fields()
    .map(([name, value]) => [name, expressionAt<Run>(value, frames.table)] as const);
  return (run) => {
    const given = {
      ...frames.partsOf(run),
      ...Object.fromEntries(set.map(([name, value]) => [name, value(run)])),
    };
    return frames.build(frame ?? run.frame, given, frames.scope(run.settings, run.args, run.sent));
  };
}

/** `once: 800`, or `{ms, by: [address, data]}`: the same again within that time does not count. */
function onceOf(entry: Entry, frames: Frames): NonNullable<Sentence['once']> {
  if (!entry.isMap) {
    const ms = entry.integer(1, 3_600_000);
    return (_run, frame) => ({ key: toHex(frame), ms });
  }
  entry.only(['ms', 'by']);
  const ms = entry.at('ms').integer(1, 3_600_000);
  const by = entry
    .at('by')
    .list()
    .map((one) => expressionAt<Run>(one, frames.table));
  return (run, frame) => ({
    key: by.length > 0 ? JSON.stringify(by.map((value) => plainOf(value(run)) ?? null)) : toHex(frame),
    ms,
  });
}
