import type { Decoded, Reading } from '../drivers/driver.ts';
import type { Entry } from './entry.ts';
import { js } from './expression/code.ts';
import { alsoNamed, Cell, type Names } from './expression/names.ts';
import { isBytes, isList, isTrue, listOf, type Compiled, type Value } from './expression/value.ts';
import { namesIn, parseExpression } from './expression/syntax.ts';
import type { Frames } from './frames.ts';
import { expressionAt, lookedUp } from './layout/layout.ts';
import type { Run } from './layout/run.ts';
import {
  propertyNames,
  propertyWords,
  readingKinds,
  readingMaker,
  type ReadingKind,
  type ReadingMaker,
} from './readings.ts';

/** What a frame means: conditions, and what is said under each. */
export interface Says {
  /** What the frame in the run says. */
  decode(run: Run, frame: Uint8Array): Decoded;
}

interface Sentence {
  /** Of the frame. */
  holds: Compiled<Run> | null;
  /** Of an item of `each`. */
  holdsOfItem: Compiled<Run> | null;
  each: { list: Compiled<Run>; cell: Cell } | null;
  reading: ReadingMaker<Run> | null;
  acknowledge: ((run: Run, frame: Uint8Array) => Uint8Array) | null;
  once: ((run: Run, frame: Uint8Array) => { key: string; ms: number }) | null;
}

/** Compiles `says:`. @throws ProfileMistake */
export function compileSays(entry: Entry, frames: Frames): Says {
  const sentences = entry.list().map((one) => compileSentence(one, frames));
  return {
    decode(run, frame) {
      let readings: Reading[] | null = null;
      let once: NonNullable<Decoded['once']> | null = null;
      let acknowledge: Uint8Array | null = null;
      for (let at = 0; at < sentences.length; at += 1) {
        const sentence = sentences[at]!;
        if (sentence.holds && !isTrue(sentence.holds(run))) continue;
        if (sentence.reading) readings = said(sentence, sentence.reading, run, readings);
        if (sentence.once && once === null) once = sentence.once(run, frame);
        if (sentence.acknowledge && acknowledge === null) acknowledge = sentence.acknowledge(run, frame);
      }
      return decodedOf(readings ?? [], acknowledge, once);
    },
  };
}

/** Written whole: an object that grows by what is said costs more. */
function decodedOf(
  readings: Reading[],
  acknowledge: Uint8Array | null,
  once: NonNullable<Decoded['once']> | null,
): Decoded {
  if (acknowledge === null) return once === null ? { readings } : { readings, once };
  return once === null ? { readings, acknowledge } : { readings, acknowledge, once };
}

/** Adds what a sentence says. */
function said(
  { each, holdsOfItem }: Sentence,
  reading: ReadingMaker<Run>,
  run: Run,
  readings: Reading[] | null,
): Reading[] | null {
  if (!each) return withReading(readings, reading(run));
  const items = each.list(run);
  if (!isList(items) && !isBytes(items)) return readings;
  let all = readings;
  for (let at = 0; at < items.length; at += 1) {
    each.cell.item = items[at]!;
    each.cell.number = at + 1;
    if (holdsOfItem && !isTrue(holdsOfItem(run))) continue;
    all = withReading(all, reading(run));
  }
  return all;
}

/** Most frames say one thing: a list that is written with it takes no room for more. */
function withReading(readings: Reading[] | null, reading: Reading | null): Reading[] | null {
  if (reading === null) return readings;
  if (readings === null) return [reading];
  readings.push(reading);
  return readings;
}

function compileSentence(entry: Entry, frames: Frames): Sentence {
  entry.only(['when', 'each', 'as', 'acknowledge', 'once', ...readingKinds]);
  const given = readingKinds.filter((kind) => entry.at(kind).isThere);
  if (given.length > 1)
    entry.fail('一项只说一件事，请分成几项', 'one entry says one thing: make several of it');
  const [kind = null] = given;
  const each = entry.at('each').isThere
    ? { list: expressionAt<Run>(entry.at('each'), frames.table), cell: new Cell() }
    : null;
  const item = entry.at('as').isThere ? entry.at('as').text() : 'item';
  const names = each ? each.cell.named(frames.table, item) : frames.table;
  const when = entry.at('when').isThere ? expressionAt<Run>(entry.at('when'), names) : null;
  const isOfItem = when && each && mentions(entry.at('when'), [item, 'number']);
  return {
    holds: isOfItem ? null : when,
    holdsOfItem: isOfItem ? when : null,
    each,
    reading: kind ? readingAt(entry.at(kind), kind, names) : null,
    acknowledge: entry.at('acknowledge').isThere ? acknowledgeOf(entry.at('acknowledge'), frames) : null,
    once: entry.at('once').isThere ? onceOf(entry.at('once'), frames) : null,
  };
}

function mentions(entry: Entry, names: readonly string[]): boolean {
  return namesIn(entry.reading(parseExpression)).some((name) => names.includes(name));
}

/** The properties of a reading: expressions, words of its own, or a value looked up in a map. */
function readingAt(entry: Entry, kind: ReadingKind, names: Names): Sentence['reading'] {
  entry.only(propertyNames(kind));
  const given = entry
    .fields()
    .map(([name, value]) => [name, lookedUp(value, withWords(names, propertyWords(kind, name)))] as const);
  return readingMaker(kind, new Map(given));
}

/** Words that stand for themselves, unless something has that name. */
function withWords(names: Names, words: readonly string[]): Names {
  return alsoNamed(
    names,
    (word) => (words.includes(word) && names.value(word) === null ? js`${word}` : null),
    words,
  );
}

/** `acknowledge: echo`, or `{frame, set}`: the frame that came, with some parts changed. */
function acknowledgeOf(entry: Entry, frames: Frames): NonNullable<Sentence['acknowledge']> {
  if (!entry.isMap) {
    if (entry.text() !== 'echo') {
      entry.fail(
        '应写 echo（原样送回）或 {frame: …, set: …}',
        'write echo (the frame itself), or {frame: …, set: …}',
      );
    }
    return (_run, frame) => frame;
  }
  entry.only(['frame', 'set']);
  const frame = entry.at('frame').isThere ? entry.at('frame').oneOf(frames.names) : null;
  const known = new Set(
    (frame === null ? frames.names : [frame]).flatMap((one) => [...frames.partNames(one)]),
  );
  const set = entry
    .at('set')
    .only([...known])
    .fields()
    .map(([name, value]) => [name, expressionAt<Run>(value, frames.table)] as const);
  const changed = set.map(([name]) => name);
  return (run) => {
    const given = {
      ...frames.partsOf(run),
      ...Object.fromEntries(set.map(([name, value]) => [name, value(run)])),
    };
    const scope = frames.scope(run.settings, run.args, run.sent);
    return frames.build(frame ?? run.frame, given, scope, changed).bytes;
  };
}

/** `once: 800`, or `{ms, by: [address, data]}`: the same again within that time does not count. */
function onceOf(entry: Entry, frames: Frames): NonNullable<Sentence['once']> {
  if (!entry.isMap) {
    const ms = entry.integer(1, 3_600_000);
    return (_run, frame) => ({ key: keyOf(frame), ms });
  }
  entry.only(['ms', 'by']);
  const ms = entry.at('ms').integer(1, 3_600_000);
  const by = entry
    .at('by')
    .list()
    .map((one) => expressionAt<Run>(one, frames.table));
  return (run, frame) => ({
    key: by.length > 0 ? JSON.stringify(by.map((value) => plainOf(value(run)))) : keyOf(frame),
    ms,
  });
}

/** A value as JSON can say it. */
function plainOf(value: Value): Value {
  return isBytes(value) ? listOf(value) : value;
}

/**
 * Bytes as words that are the same for the same bytes: how many, then two of them a character.
 * Those of a usual frame are made in one call, since each call and each joining costs as much.
 */
function keyOf(frame: Uint8Array): string {
  let key = String.fromCharCode(
    frame.length,
    pairAt(frame, 0),
    pairAt(frame, 2),
    pairAt(frame, 4),
    pairAt(frame, 6),
    pairAt(frame, 8),
    pairAt(frame, 10),
    pairAt(frame, 12),
  );
  for (let at = 14; at < frame.length; at += 8) {
    key += String.fromCharCode(
      pairAt(frame, at),
      pairAt(frame, at + 2),
      pairAt(frame, at + 4),
      pairAt(frame, at + 6),
    );
  }
  return key;
}

/** Two bytes as one number; those behind the end count as zero. */
function pairAt(bytes: Uint8Array, at: number): number {
  if (at + 1 < bytes.length) return (bytes[at]! << 8) | bytes[at + 1]!;
  return at < bytes.length ? bytes[at]! << 8 : 0;
}
