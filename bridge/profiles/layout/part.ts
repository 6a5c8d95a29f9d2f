import { fromHex } from '../../framing/bytes.ts';
import { Entry, literalOf, numberOf } from '../entry.ts';
import { compileNode } from '../expression/compile.ts';
import { alsoNamed } from '../expression/names.ts';
import { nearest } from '../expression/nearest.ts';
import { ExpressionError, parseExpression, type Node } from '../expression/syntax.ts';
import { toNumber, type Compiled } from '../expression/value.ts';
import { encodings, encodingOf } from '../text.ts';
import type { Codec } from './codec.ts';
import { fieldPart } from './field.ts';
import { choice, expressionAt, list, sequence, under, type Layout, type Step } from './layout.ts';
import { needsOrder, numberCodec, numberTypes } from './numbers.ts';
import { partKeys, wholeKeys } from './options.ts';
import { WHOLE, type Run } from './run.ts';
import { constantCodec, leb128Codec, runCodec, sizedCodec, sizedTypes } from './sized.ts';
import { sizeOf } from './size.ts';
import { Checks, type Context } from './context.ts';

const CONSTANT = /^[0-9a-f]{2}( ?[0-9a-f]{2})*$/i;
/** Every type a part can have; bytes that never change are written in hex instead. */
export const typeNames = [...numberTypes, 'run', 'leb128', ...sizedTypes, 'list', 'switch', 'group'];
const NAME = /^[a-z_]\w*$/i;

/**
 * Compiles the parts of a frame, of a case or of an item, in their order.
 *
 * @throws ProfileMistake for the first mistake, with its place
 */
export function compileParts(entry: Entry, context: Context): Layout {
  const checks = new Checks(context);
  const inside = { ...context, checks };
  const steps = entry.list().map((part, index) => compilePart(part, inside, index === 0));
  return sequence([...steps, ...checks.finish()]);
}

function compilePart(entry: Entry, context: Context, isFirst: boolean): Step {
  const [first] = entry.fields();
  if (!first) return entry.fail('空的一项：应为“名称: 类型”', 'an empty part: expected "name: type"');
  const [name, type] = first;
  if (!NAME.test(name)) {
    return type.fail(
      `每部分先写“名称: 类型”；“${name}”不能作名称：用字母、数字和 _，中文写在 label 里`,
      `a part begins with "name: type"; "${name}" is no name: use letters, digits and _, and put other words into label`,
    );
  }
  const options = entry.withoutFirst().only(partKeys);
  const before = context.table.visible;
  const step = type.reading((text) => stepOf({ entry: options, name, text, context, isFirst }));
  const condition = options.at('if');
  if (condition.isThere) context.table.isUniform = false;
  if (!condition.isThere) return step;
  return under(
    expressionAt<Run>(condition, context.table),
    step,
    new Set([...context.table.visible].filter((one) => !before.has(one))),
  );
}

interface PartSource {
  entry: Entry;
  name: string;
  text: string;
  context: Context;
  isFirst: boolean;
}

function stepOf(source: PartSource): Step {
  const { entry, name, text, context } = source;
  const field = (codec: Codec) =>
    fieldPart({ ...source, codec, compileInner: (parts) => compileParts(parts, context) });
  if (CONSTANT.test(text)) return field(constantCodec(fromHex(text)));
  const node = parseExpression(text);
  const kind = node.kind === 'call' || node.kind === 'name' ? node.name : '';
  const args = node.kind === 'call' ? node.args : [];
  if (kind === 'list' || kind === 'switch' || kind === 'group') entry.only(wholeKeys[kind]);
  if (kind === 'switch') return whole(name, context, () => switchPart(entry, args, context));
  if (kind === 'group') return whole(name, context, () => compileParts(entry.at('parts'), context));
  if (kind === 'list') return listPart(entry, name, args, context);
  const codec = codecOf(kind, args, source);
  if (codec) return field(codec);
  const number = numberOf(text);
  if (number !== null && number >= 0 && number <= 255) {
    const digits = number.toString(16).toUpperCase().padStart(2, '0');
    throw new ExpressionError({
      zh: `固定的字节写两位十六进制，不带 0x：${digits}`,
      en: `a byte that never changes is two hex digits without 0x: ${digits}`,
    });
  }
  const ordered = numberTypes.flatMap((type) => [`${type}le`, `${type}be`]);
  const meant = nearest(kind, [...typeNames, ...ordered]);
  throw new ExpressionError({
    zh: `没有类型“${text}”${meant ? `，是否想写“${meant}”？` : `，可用：${typeNames.join('、')}，或十六进制字节如 FF 68`}`,
    en: `there is no type "${text}"${meant ? `; did you mean "${meant}"?` : `; known: ${typeNames.join(', ')}, or bytes in hex as FF 68`}`,
  });
}

function codecOf(kind: string, args: Node[], { entry, text, context }: PartSource): Codec | null {
  const { table, endian } = context;
  const compile = (node: Node) => compileNode<Run>(node, table);
  if (needsOrder(kind) && endian === null) {
    throw new ExpressionError({
      zh: `“${kind}”有多个字节，请写明次序：${kind}le（低字节在前）或 ${kind}be`,
      en: `"${kind}" has several bytes: say ${kind}le (lowest first) or ${kind}be`,
    });
  }
  if (kind === 'run') return runOf(args, text);
  if (kind === 'leb128') return leb128Codec;
  if (!sizedTypes.includes(kind)) return numberCodec(kind, endian);
  const [size, encoding] = args;
  const encodingName =
    encoding?.kind === 'literal' ? encoding.value : encoding?.kind === 'name' ? encoding.name : null;
  if (encoding && encodingOf(encodingName) === null) {
    throw new ExpressionError({
      zh: `没有编码“${String(encodingName)}”，可用：${encodings.join('、')}`,
      en: `there is no encoding "${String(encodingName)}"; known: ${encodings.join(', ')}`,
    });
  }
  const pad = entry.at('pad');
  const other = entry.at('else');
  return sizedCodec(
    kind,
    sizeOf(size, compile, (part) => table.isPart(part)),
    {
      encoding: encodingName ?? context.encoding,
      filler: pad.isThere ? fillerOf(pad) : null,
      isTrimmed: entry.at('trim').isTrue(),
      other: other.isThere && !entry.at('map').isThere ? literalOf(other.text()) : undefined,
    },
  );
}

function fillerOf(pad: Entry): number {
  const text = pad.text();
  return numberOf(text) ?? (text.length === 1 ? text.charCodeAt(0) : pad.integer(0, 255));
}

/** `run(0xA5, 1..16)`. */
function runOf([byte, times]: Node[], text: string): Codec {
  const range = times?.kind === 'range' ? times : null;
  const [mark, least, most] = [byte, range?.from, range?.to].map((node) =>
    node?.kind === 'literal' ? toNumber(node.value) : null,
  );
  if (typeof mark !== 'number' || typeof least !== 'number') {
    throw new ExpressionError({
      zh: `“${text}”应写成 run(字节, 最少..最多)，如 run(0xA5, 1..16)`,
      en: `write "${text}" as run(byte, least..most), for example run(0xA5, 1..16)`,
    });
  }
  return runCodec(mark, least, most ?? 255);
}

function switchPart(entry: Entry, [on, ...more]: Node[], context: Context): Step {
  if (!on || more.length > 0) {
    throw new ExpressionError({ zh: '应写成 switch(值)', en: 'write switch(value)' });
  }
  const { table } = context;
  table.isUniform = false;
  const test = compileNode<Run>(on, table);
  const cases = entry.at('cases').fields();
  if (cases.length === 0) entry.at('cases').fail('switch 要有 cases', 'a switch has cases');
  const layouts = table.branches(
    cases.map(
      ([, parts]) =>
        () =>
          compileParts(parts, context),
    ),
  );
  const other = cases.findIndex(([key]) => key === 'else');
  return choice(
    test,
    cases.flatMap(([key], index) => (index === other ? [] : [{ is: keysOf(key), layout: layouts[index]! }])),
    other < 0 ? null : layouts[other]!,
  );
}

/** `0x81, 0x90..0x95, ok`: the values of a case. */
function keysOf(key: string): Exclude<ReturnType<typeof literalOf>, null>[] {
  return key.split(',').flatMap((one) => {
    const text = one.trim();
    const [from, to] = text.split(/\s*\.\.\s*/).map(numberOf);
    if (typeof from !== 'number' || typeof to !== 'number') return [literalOf(text) ?? text];
    return Array.from({ length: Math.max(0, Math.min(to, from + 4095) - from + 1) }, (_, at) => from + at);
  });
}

/** Parts under one name: its bytes are all of theirs. */
function whole(name: string, { table }: Context, compile: () => Step): Step {
  const slot = table.declare(name, true);
  const { read, write } = compile();
  return {
    read(run) {
      const start = run.at;
      const status = read(run);
      if (status === WHOLE) run.keep(slot, run.bytes.subarray(start, run.at), start, run.at);
      return status;
    },
    write(draft) {
      const start = draft.length;
      write(draft);
      draft.mark(slot, start);
    },
  };
}

function listPart(entry: Entry, name: string, args: Node[], context: Context): Step {
  const { table } = context;
  const [count, ...more] = args;
  if (more.length > 0 || count?.kind === 'range') {
    throw new ExpressionError({
      zh: '应写成 list(个数)、list(rest)，或 list() 加 until',
      en: 'write list(count), list(rest), or list() with until',
    });
  }
  const isRest = !count || (count.kind === 'name' && count.name === 'rest');
  const times: Compiled<Run> | null = isRest ? null : compileNode<Run>(count, table);
  const slot = table.declare(name);
  const before = table.visible;
  if (!entry.at('of').isThere && entry.at('parts').list().length === 0) {
    entry.fail('列表要有 parts，或 of', 'a list has parts, or of');
  }
  const inside: Context = { ...context, isItem: true };
  const of = entry.at('of');
  const item = of.isThere
    ? compileParts(new Entry([{ [`${name}_item`]: of.text() }], of.path), inside)
    : compileParts(entry.at('parts'), inside);
  const fields = table.entries.filter(
    ([field]) => table.isVisible(field) && !before.has(field) && !table.isGroup(field),
  );
  const until = entry.at('until');
  const names = of.isThere
    ? alsoNamed(table, (one) => (one === 'item' ? table.value(`${name}_item`) : null), ['item'])
    : table;
  const isOver = until.isThere ? expressionAt<Run>(until, names) : null;
  table.hide([...table.visible].filter((field) => !before.has(field)));
  return list({
    slot,
    name,
    item,
    fields,
    single: of.isThere ? { name: `${name}_item`, slot: table.slot(`${name}_item`)! } : null,
    count: times,
    until: isOver,
  });
}
