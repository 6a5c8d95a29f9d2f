import type { Entry } from '../entry.ts';
import { ProfileMistake } from '../entry.ts';
import { parseExpression } from '../expression/syntax.ts';
import { bitsOf, withBits } from '../expression/bits.ts';
import type { Compiled, Value } from '../expression/value.ts';
import type { Codec } from './codec.ts';
import type { Context, Demand } from './context.ts';
import { BuildError, type Draft } from './draft.ts';
import { expressionAt, type Layout, type Step } from './layout.ts';
import { readContent, readNest, writeNest, type Nest } from './nested.ts';
import { groupsOf, labelOf, mapOf, patternOf, roleOf, slicesOf, wordsOf, type ValueMap } from './options.ts';
import { inOrder, type Plain } from './order.ts';
import { NOISE, WHOLE, type Reader, type Run, type Status } from './run.ts';
import { constantValue } from './sized.ts';
import { stepped, stepsOf } from './stepped.ts';
import { NO_CHARACTER } from '../text.ts';

/** What a part with a value is compiled from. */
export interface FieldSource {
  entry: Entry;
  name: string;
  codec: Codec;
  context: Context;
  isFirst: boolean;
  /** Compiles the parts inside this one. */
  compileInner(parts: Entry): Layout;
}

/** Compiles a part that has a value: read, mapped, compared with what it must be; and written. */
export function fieldPart(source: FieldSource): Step {
  const { entry, name, context, isFirst, compileInner } = source;
  const { table } = context;
  const steps = stepsOf(entry.at('steps'), table);
  const slot = table.declare(name);
  mustFit(source);
  const compileParts = () => compileInner(entry.at('parts'));
  const inner = !entry.at('parts').isThere
    ? null
    : steps.length > 0
      ? table.behindSteps(compileParts)
      : compileParts();
  const codec = inner || steps.length === 0 ? source.codec : stepped(source.codec, steps);
  const look = lookOf(source, slot);
  const demands = demandsOf(entry, slot, source.codec.width);
  const looks = demands.flatMap((demand) => context.checks?.add(demand) ?? []);
  const isConstant = codec.constant !== undefined;
  const role = roleOf(entry, name, { isConstant, isFirst });
  const words = { slot, role, name: labelOf(entry, name, role), words: wordsOf(entry.at('words')) };
  const part = table.words.push({ ...words, isCheck: role === 'checksum' }) - 1;

  // What the part must be may be said of its bits and groups, but not of what it means.
  const afterwards = inTurn([
    ...(look?.open ? [look.open] : []),
    ...looks,
    ...(look?.mean ? [look.mean] : []),
  ]);
  /** After the value was read: where it lies, what it means, and whether it is what it must be. */
  const settle = (run: Run, start: number): Status => {
    run.keep(slot, run.value, start, run.at);
    if (run.trace) run.note(part, start, run.at);
    return afterwards === null ? WHOLE : afterwards(run);
  };

  if (inner && codec.size?.isOwn && !steps.every(({ prefix }) => prefix)) {
    entry
      .at('steps')
      .fail(
        '这些步骤要知道字节到哪里为止：请写明长度，如 bytes(until(0))',
        'these steps need to know where the bytes end: say so, as in bytes(until(0))',
      );
  }
  const nest: Nest | null = inner && { slot, name, codec, steps, inner };
  const written = writerOf({ entry, name, slot, codec, demands, look }, context);
  const write = nest ? (draft: Draft) => writeNest(nest, draft) : written;
  const { size } = codec;
  const width = codec.width ?? size?.exact ?? null;
  if (size?.search) {
    const inside = nest && { ...nest, afterwards };
    const read = (run: Run, length: number) => readSized(run, codec, inside, length, settle);
    return { read: () => NOISE, write, search: { ...size.search, read } };
  }
  if (nest) return { read: inTurn([readNest(nest), ...looks])!, write, width };
  const read = codec.isByte ? byteReader(slot, part, afterwards) : valueReader(codec, settle);
  const plain = plainOf(codec, slot, afterwards);
  return plain ? { read, write, width, plain } : { read, write, width };
}

function plainOf({ isByte, constant }: Codec, slot: number, afterwards: Reader | null): Plain | null {
  if (constant) return { slot, afterwards, constant: { bytes: constant, value: constantValue(constant) } };
  return isByte ? { slot, afterwards, constant: null } : null;
}

/** @throws ProfileMistake for what this kind of part cannot have */
function mustFit({ entry, codec }: FieldSource): void {
  const { constant, size, isWords } = codec;
  const demand = ['is', 'in', 'check'].find((kind) => entry.at(kind).isThere);
  if (constant && demand) {
    entry.at(demand).fail('固定的字节不再写它', 'bytes that never change need none');
  }
  if (!isWords && entry.at('match').isThere) {
    entry.at('match').fail('match 只用于 text(…)', 'a match is for text(…)');
  }
  if (!entry.at('parts').isThere) return;
  if (!size) {
    entry.at('parts').fail('parts 只写在 bytes(…) 或 group 里', 'parts stand inside of bytes(…) or a group');
  }
  const other = (['is', 'check', 'match', 'map', 'bits', 'default', 'trim', 'pad'] as const).find(
    (key) => entry.at(key).isThere,
  );
  if (other) {
    entry
      .at(other)
      .fail(
        '带 parts 的部分由各小部分组成：请写在其中一个小部分上，校验另写成一个部分',
        'a part with parts is what they are: say it of one of them, and make a check a part of its own',
      );
  }
}

function valueReader(codec: Codec, settle: (run: Run, start: number) => Status): Reader {
  return (run) => {
    const start = run.at;
    const status = codec.read(run);
    return status === WHOLE ? settle(run, start) : status;
  };
}

/** Most parts are one byte: read without a detour. */
function byteReader(slot: number, part: number, afterwards: Reader | null): Reader {
  return (run) => {
    const { at } = run;
    if (at >= run.end) return run.need(1);
    run.slots[slot] = run.bytes[at]!;
    run.starts[slot] = at;
    run.ends[slot] = at + 1;
    run.owners[slot] = run.buffer;
    run.at = at + 1;
    if (run.trace) run.note(part, at, at + 1);
    return afterwards === null ? WHOLE : afterwards(run);
  };
}

/** What is looked at after a part was read, if anything. */
function inTurn(readers: readonly Reader[]): Reader | null {
  return readers.length > 1 ? inOrder(readers) : (readers[0] ?? null);
}

/** Reads a part of which the size is being tried. */
function readSized(
  run: Run,
  codec: Codec,
  nest: (Nest & { afterwards: Reader | null }) | null,
  length: number,
  settle: (run: Run, start: number) => Status,
): Status {
  const status = run.need(length);
  if (status !== WHOLE) return status;
  const start = run.at;
  run.at += length;
  if (nest) return readContent(run, nest, start, start, run.at) || (nest.afterwards?.(run) ?? WHOLE);
  const value = codec.convert?.(run.bytes.subarray(start, run.at), run);
  if (value === undefined || (codec.isWords && !isText(value))) return NOISE;
  run.value = value;
  return settle(run, start);
}

/** Whether words are whole characters: of several sizes, one that cuts a character in two is not the right one. */
function isText(value: Value): boolean {
  return typeof value !== 'string' || !value.includes(NO_CHARACTER);
}

/** What is looked at inside a value. */
interface Look {
  /** Groups of a pattern and bits of a number. */
  open: Reader | null;
  /** What the value means by its map; last, since the value is then another. */
  mean: Reader | null;
  map: ValueMap | null;
  bits: { slot: number; name: string; high: number; low: number; isFlag: boolean }[];
}

function lookOf(
  { entry, codec: { width, isDoubtful }, context: { table } }: FieldSource,
  slot: number,
): Look | null {
  const map = mapOf(entry, isDoubtful);
  const pattern = entry.at('match').isThere ? patternOf(entry.at('match')) : null;
  const groups = pattern ? groupsOf(pattern).map((name) => ({ name, slot: table.declare(name) })) : [];
  const bits = slicesOf(entry.at('bits'), width).map((slice) => ({
    ...slice,
    slot: entry
      .at('bits')
      .at(slice.name)
      .reading(() => table.declare(slice.name)),
  }));
  if (!map && !pattern && bits.length === 0) return null;
  const open = (run: Run): Status => {
    const value = run.valueOf(slot);
    const [start, end] = [run.starts[slot]!, run.ends[slot]!];
    if (pattern) {
      const found = typeof value === 'string' ? pattern.exec(value) : null;
      if (!found) return NOISE;
      for (const group of groups) run.keep(group.slot, found.groups?.[group.name] ?? null, start, end);
    }
    for (const { slot: bit, high, low, isFlag } of bits) {
      const is = bitsOf(value, high, low);
      run.keep(bit, isFlag && is !== null ? is === 1 : is, start, end);
    }
    return WHOLE;
  };
  const mean = (run: Run): Status => {
    run.slots[slot] = map!.read(run.valueOf(slot));
    return WHOLE;
  };
  return { map, bits, open: pattern || bits.length > 0 ? open : null, mean: map && mean };
}

function demandsOf(entry: Entry, slot: number, width: number | null): Demand[] {
  return (['is', 'in', 'check'] as const).flatMap((kind) => {
    const demand = entry.at(kind);
    if (!demand.isThere) return [];
    const { path } = demand;
    return [{ slot, kind, path, width, node: demand.reading(parseExpression), compiled: { value: null } }];
  });
}

interface WriterSource {
  entry: Entry;
  name: string;
  slot: number;
  codec: Codec;
  demands: Demand[];
  look: Look | null;
}

function writerOf(source: WriterSource, { table }: Context): (draft: Draft) => void {
  const { entry, name, slot, codec, demands, look } = source;
  const follows = demands.find(({ kind }) => kind !== 'in');
  const usual = entry.at('default').isThere ? expressionAt<Run>(entry.at('default'), table) : null;
  if (follows && look?.map) {
    throw new ProfileMistake(entry.path, {
      zh: '有 is 或 check 的部分不能再用 map',
      en: 'a part with is or check cannot have a map',
    });
  }
  return (draft) => {
    const { run } = draft;
    if (follows && !codec.constant) {
      const value = follows.compiled.value as Compiled<Run>;
      draft.addLater({ slot, name, codec, value, isCheck: follows.kind === 'check' });
      return;
    }
    const value = draft.take(name) ?? composed(look, draft) ?? usual?.(run) ?? codec.usual;
    if (value === undefined || value === null) throw new BuildError(name, 'missing');
    const raw = look?.map ? look.map.write(value) : value;
    const bytes = codec.write(raw, run);
    if (!bytes) throw new BuildError(name, 'unfit');
    draft.add(slot, value, bytes);
    if (look === null) return;
    // What follows may depend on bits, groups or the meaning, as when it is read.
    run.slots[slot] = raw;
    look.open?.(run);
    look.mean?.(run);
  };
}

/** A number from bits that were given by their names. */
function composed(look: Look | null, draft: Draft): Value {
  const bits = look?.bits ?? [];
  if (!bits.some(({ name }) => draft.given[name] !== undefined)) return null;
  return bits.reduce<Value>((number, { name, low, high }) => {
    const made = withBits(number, high, low, draft.take(name) ?? 0);
    if (made === null) throw new BuildError(name, 'unfit');
    return made;
  }, 0);
}
