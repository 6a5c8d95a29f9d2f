import { toHex } from '../../framing/bytes.ts';
import type { FoundCheck } from './checksum-search.ts';
import type { Parted } from './own.ts';
import type { Sample } from './presses.ts';
import type { Shape, Use } from './shape.ts';

/** What the technician said of the box. */
export interface BoxWords {
  id: string;
  name: { zh: string; en: string };
  kind: 'pad' | 'evaluator' | 'button' | 'sensor';
  /** What each key means, by its label: a pad's key, an evaluator's grade. */
  meanings: Readonly<Record<string, string>>;
  line?: { baudRate: number; dataBits?: number; parity?: string; stopBits?: number };
}

/** Writes the profile of a box whose frames were looked at. */
export function profileText(words: BoxWords, parted: Parted, shape: Shape, check: FoundCheck | null): string {
  const samples = [...parted.keys, ...parted.own];
  const { parts, key, kind } =
    shape.length === null ? partsOfMany(samples, shape, check) : partsOfOne(samples, shape, check);
  return [
    `profile: ${words.id}`,
    `name: {zh: ${quoted(words.name.zh)}, en: ${quoted(words.name.en)}}`,
    `kind: ${words.kind}`,
    ...(words.line
      ? [
          `line: {${Object.entries(words.line)
            .map(([field, value]) => `${field}: ${value}`)
            .join(', ')}}`,
        ]
      : []),
    '',
    'frame:',
    ...parts.map((line) => `  ${line}`),
    '',
    ...saysOf(words, parted, { key, kind }, shape),
    ...vectorsOf(words, parted, key !== null),
    '',
  ].join('\n');
}

interface Parts {
  parts: string[];
  /** The expression that gives the key, or null where nothing tells the keys apart. */
  key: string | null;
  /** The expression that is the same for all keys and for nothing else, where one is needed. */
  kind: string | null;
}

/** Frames of one length: every byte has its place. */
function partsOfOne(samples: readonly Sample[], { uses, key, kind }: Shape, check: FoundCheck | null): Parts {
  const frame = samples[0]!.frame;
  const parts: string[] = [];
  const names: { name: string; at: number }[] = [];
  for (let at = 0; at < uses.length;) {
    const use = uses[at]!;
    const end = runEnd(uses, at, borders(frame.length, check));
    const name = nameOf(use, names.length, at === 0, end === frame.length);
    names.push({ name, at });
    parts.push(`- ${name}: ${typeOf(use, frame.subarray(at, end), check)}`);
    if (use === 'checksum' && check)
      parts.push(`  check: ${checkWords(check, spanOf(names, frame.length, check))}`);
    at = end;
  }
  return { parts, key: key === null ? null : 'key', kind: kind === null ? null : 'kind' };
}

/** Places where a part must end so that a check can name its bytes. */
function borders(length: number, check: FoundCheck | null): Set<number> {
  return new Set(check ? [check.from, length - check.behind - check.size - check.skip] : []);
}

function runEnd(uses: readonly Use[], at: number, cuts: ReadonlySet<number>): number {
  if (uses[at] === 'key' || uses[at] === 'kind') return at + 1;
  let end = at + 1;
  while (end < uses.length && uses[end] === uses[at] && !cuts.has(end)) end += 1;
  return end;
}

function nameOf(use: Use, index: number, isFirst: boolean, isLast: boolean): string {
  if (use === 'key' || use === 'kind') return use;
  if (use === 'checksum') return 'check_value';
  if (use === 'free') return `free_${index}`;
  if (isFirst) return 'head';
  return isLast ? 'end' : `fixed_${index}`;
}

function typeOf(use: Use, bytes: Uint8Array, check: FoundCheck | null): string {
  if (use === 'fixed') return toHex(bytes);
  if (use === 'checksum' && check) return check.form;
  return bytes.length === 1 ? 'u8' : `bytes(${bytes.length})`;
}

/** `head..key`: the names of the parts that a check covers. */
function spanOf(names: readonly { name: string; at: number }[], length: number, check: FoundCheck): string {
  const end = length - check.behind - check.size - check.skip;
  const first = names.findLast(({ at }) => at <= check.from)!;
  const last = names.findLast(({ at }) => at < end)!;
  return `${first.name}..${last.name}`;
}

function checkWords({ name, change }: FoundCheck, span: string): string {
  return change === 0 ? `${name}(${span})` : `${name}(${span}) ^ 0x${change.toString(16).toUpperCase()}`;
}

/** Frames of several lengths: a head, a length if there is one, all else as data. */
function partsOfMany(samples: readonly Sample[], shape: Shape, check: FoundCheck | null): Parts {
  const frame = samples[0]!.frame;
  const { lengthField, tail } = shape;
  const parts: string[] = [];
  const names: { name: string; at: number }[] = [];
  const add = (name: string, at: number, ...lines: string[]) => {
    names.push({ name, at });
    parts.push(`- ${name}: ${lines[0]}`, ...lines.slice(1).map((line) => `  ${line}`));
  };
  const fixedTo = Math.min(shape.head, lengthField?.at ?? Infinity);
  const cut = check && check.from > 0 && check.from < fixedTo ? check.from : fixedTo;
  if (cut > 0) add('head', 0, toHex(frame.subarray(0, cut)));
  if (fixedTo > cut) add('fixed', cut, toHex(frame.subarray(cut, fixedTo)));
  let at = fixedTo;
  if (lengthField) {
    if (lengthField.at > at) add('before', at, `bytes(${lengthField.at - at})`);
    add('length', lengthField.at, 'u8');
    at = lengthField.at + 1;
    if (check && check.from > at) {
      add('middle', at, `bytes(${check.from - at})`);
      at = check.from;
    }
  }
  const behind = (check ? check.size + check.skip : 0) + tail;
  const taken = at + behind;
  const size = lengthField
    ? sizeWords(lengthField.rest - taken)
    : tail > 0 && !check
      ? `until(${markOf(frame, tail)})`
      : `rest(${behind})`;
  add('data', at, `bytes(${size})`);
  if (check) {
    if (check.skip > 0) add('skipped', -1, `bytes(${check.skip})`);
    const from = names.findLast(({ at: start }) => start >= 0 && start <= check.from)!;
    add('check_value', -1, check.form, `check: ${checkWords(check, `${from.name}..data`)}`);
  }
  if (tail > 0) add('end', -1, toHex(frame.subarray(-tail)));
  const within = (place: number | null) => {
    if (place === null) return null;
    const part = names.findLast(({ at: start }) => start >= 0 && place >= start);
    return place >= 0 && part ? `${part.name}[${place - part.at}]` : `data[${place + behind}]`;
  };
  return { parts, key: within(shape.key), kind: within(shape.kind) };
}

function sizeWords(rest: number): string {
  return rest === 0 ? 'length' : `length ${rest < 0 ? '-' : '+'} ${Math.abs(rest)}`;
}

function markOf(frame: Uint8Array, tail: number): string {
  return `hex('${toHex(frame.subarray(-tail))}')`;
}

function saysOf(
  { kind: box, meanings }: BoxWords,
  { keys, own }: Parted,
  { key, kind }: Pick<Parts, 'key' | 'kind'>,
  shape: Shape,
): string[] {
  if (key === null) return [];
  const values = new Map(keys.map(({ label, frame }) => [label, frame.at(shape.key!)!]));
  const map = [...values]
    .map(([label, byte]) => `${byteWords(byte)}: ${quoted(meanings[label] ?? label)}`)
    .join(', ');
  const looked = `{of: ${quoted(key)}, map: {${map}}}`;
  const said: Record<BoxWords['kind'], string> = {
    pad: `key: {key: ${looked}}`,
    evaluator: `rating: {raw: ${quoted(key)}, grade: ${looked}}`,
    button: `button: {action: ${looked}}`,
    sensor: `value: {name: "'key'", value: ${looked}}`,
  };
  const isKey =
    kind === null
      ? `${key} in [${[...values.values()].map(byteWords).join(', ')}]`
      : `${kind} == ${byteWords(keys[0]!.frame.at(shape.kind!)!)}`;
  return [
    'says:',
    `  - ${said[box]}`,
    ...(own.length > 0 ? [`    when: ${quoted(isKey)}`] : []),
    '    once: 800',
    '',
  ];
}

function byteWords(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0').toUpperCase()}`;
}

function vectorsOf({ kind, meanings }: BoxWords, { keys, own }: Parted, isKnown: boolean): string[] {
  const reading: Record<BoxWords['kind'], (label: string) => string> = {
    pad: (label) => `{kind: key, key: ${quoted(meanings[label] ?? label)}}`,
    evaluator: (label) => `{kind: rating, grade: ${meanings[label] ?? 'null'}}`,
    button: (label) => `{kind: button, action: ${quoted(meanings[label] ?? label)}}`,
    sensor: (label) => `{kind: value, value: ${quoted(meanings[label] ?? label)}}`,
  };
  const vector = (meaning: string, frame: Uint8Array, readings: string) => [
    `  - meaning: ${quoted(meaning)}`,
    `    hex: ${toHex(frame)}`,
    ...(isKnown ? [`    readings: [${readings}]`] : []),
  ];
  return [
    'vectors:',
    ...keys.flatMap(({ label, frame }) => vector(label, frame, reading[kind](label))),
    ...own.flatMap(({ frame }) => vector('said without a press', frame, '')),
  ];
}

/** Words as YAML takes them, whatever is in them; plain ones as they are. */
function quoted(words: string): string {
  return /^[a-z_][\w-]*$|^\d+$/i.test(words) ? words : JSON.stringify(words);
}
