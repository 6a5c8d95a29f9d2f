import type { FrameField } from '../../../shared/channel.ts';
import { same, type Bilingual } from '../../../shared/text.ts';
import type { Entry } from '../entry.ts';
import { literalOf, numberOf, ProfileMistake } from '../entry.ts';
import { MOST_BITS } from '../expression/bits.ts';
import { Lookup } from '../expression/lookup.ts';
import type { Value } from '../expression/value.ts';

/** What may stand in a part beside its name. */
export const partKeys = [
  'is',
  'in',
  'check',
  'if',
  'bits',
  'map',
  'else',
  'default',
  'steps',
  'parts',
  'of',
  'until',
  'cases',
  'match',
  'trim',
  'pad',
  'label',
  'role',
  'words',
] as const;

const ROLES = ['start', 'length', 'address', 'command', 'data', 'checksum', 'end'] as const;

/** What may stand in a part of several parts. */
export const wholeKeys = {
  list: ['parts', 'of', 'until', 'if', 'label'],
  switch: ['cases', 'if', 'label'],
  group: ['parts', 'if', 'label'],
} as const;

/** Bits of a number with a name of their own. */
export interface BitSlice {
  name: string;
  high: number;
  low: number;
  /** One bit alone is yes or no. */
  isFlag: boolean;
}

/** `bits: {cover: 5, level: 4..2}`. */
export function slicesOf(entry: Entry, width: number | null): BitSlice[] {
  return entry.fields().map(([name, value]) => {
    const found = /^(\d{1,3})(?:\s*\.\.\s*(\d{1,3}))?$/.exec(value.text());
    if (!found) return value.fail('应为位号，如 5 或 4..2', 'expected a bit or bits, as 5 or 4..2');
    const ends = [Number(found[1]), Number(found[2] ?? found[1])];
    const [high, low] = [Math.max(...ends), Math.min(...ends)];
    const most = width === null ? MOST_BITS - 1 : 8 * width - 1;
    if (high > most) return value.fail(`位号应为 0 到 ${most}`, `bits are numbered from 0 to ${most}`);
    return { name, high, low, isFlag: found[2] === undefined };
  });
}

/** What stands for a value: `map: {0x0C: call, 1..5: digit}`, and `else` for all others. */
export interface ValueMap {
  /** What a raw value means; null where the map does not say. */
  read(value: Value): Value;
  /** The raw value that means this; the value itself where the map does not say. */
  write(value: Value): Value;
}

/** Reads `map` and `else`, or null where there is none; `hasElse` of what `else` means something to without a map. */
export function mapOf(entry: Entry, hasElse = false): ValueMap | null {
  const map = entry.at('map');
  if (!map.isThere) {
    if (entry.at('else').isThere && !hasElse) {
      entry
        .at('else')
        .fail(
          'else 与 map 一起用，或用于 bcd、dec、hex、nibbles',
          'else goes with a map, or with bcd, dec, hex or nibbles',
        );
    }
    return null;
  }
  const exact = new Map<Value, Value>();
  const ranges: { from: number; to: number; value: Value }[] = [];
  for (const [key, meaning] of map.fields()) {
    const value = literalOf(meaning.text());
    const range = /^(.+?)\s*\.\.\s*(.+)$/.exec(key);
    const [from, to] = range ? [numberOf(range[1]!), numberOf(range[2]!)] : [null, null];
    if (from !== null && to !== null) ranges.push({ from, to, value });
    else exact.set(literalOf(key), value);
  }
  const other = entry.at('else').isThere ? literalOf(entry.at('else').text()) : null;
  const meanings = new Lookup(exact);
  return {
    read(value) {
      const found = meanings.get(value);
      if (found !== undefined) return found;
      const meant = typeof value === 'string' ? meanings.get(literalOf(value)) : undefined;
      if (meant !== undefined) return meant;
      if (typeof value !== 'number' || ranges.length === 0) return other;
      const range = ranges.find(({ from, to }) => value >= from && value <= to);
      return range ? range.value : other;
    },
    write(value) {
      for (const [key, meaning] of exact) if (meaning === value) return key;
      const range = ranges.find((one) => one.value === value);
      return range ? range.from : value;
    },
  };
}

function keyOf(value: Value): string {
  return value === null ? 'null' : String(value);
}

/** The names of values, for people: `words: {1: {zh, en}}`. */
export function wordsOf(entry: Entry): Map<string, Bilingual> {
  const words = new Map<string, Bilingual>();
  for (const [key, value] of entry.fields()) words.set(keyOf(literalOf(key)), value.bilingual());
  return words;
}

/**
 * Whether a pattern repeats without end what itself repeats or chooses: words that nearly fit could
 * then keep it busy for hours.
 */
function isEndless(pattern: string): boolean {
  const repeat = String.raw`(?:[*+]|\{\d+,\})`;
  const group = new RegExp(String.raw`\((?:\?(?:[:=!]|<?[=!]|<\w+>))?([^()]*)\)(${repeat}?)`);
  const isBusy = new RegExp(String.raw`[*+|@]|\{\d+,\d*\}`);
  // `@` stands for a group that repeats or chooses, `.` for all that does not.
  let rest = pattern
    .replaceAll(/\\./g, '.')
    .replaceAll(/\[[^\]]*\]/g, '.')
    .replaceAll('@', '.');
  for (let found = group.exec(rest); found; found = group.exec(rest)) {
    const [all, inside = '', repeated] = found;
    if (repeated && isBusy.test(inside)) return true;
    rest = rest.replace(all, () => (repeated || isBusy.test(inside) ? '@' : '.'));
  }
  return false;
}

/** A pattern with named groups. @throws ProfileMistake for one that is none */
export function patternOf(entry: Entry): RegExp {
  const text = entry.text();
  if (isEndless(text)) {
    throw new ProfileMistake(entry.path, {
      zh: `“${text}”中带 * 或 + 的括号里又有 *、+ 或 |，遇到差一点的文字会算上几个小时：请改写，如 (\\w+\\s?)* 写成 [\\w\\s]*`,
      en: `"${text}" repeats a group that itself repeats or chooses, and could be busy for hours with words that nearly fit: write (\\w+\\s?)* as [\\w\\s]*`,
    });
  }
  try {
    return new RegExp(text, 'u');
  } catch {
    throw new ProfileMistake(entry.path, {
      zh: `“${text}”不是正则表达式`,
      en: `"${text}" is no regular expression`,
    });
  }
}

/** The names of a pattern's groups. */
export function groupsOf(pattern: RegExp): string[] {
  return [...pattern.source.matchAll(/\(\?<([a-z_]\w*)>/giu)].map(([, name]) => name!);
}

const roleWords: Record<FrameField['role'], string> = {
  start: '帧头',
  length: '长度',
  address: '地址',
  command: '命令',
  data: '数据',
  checksum: '校验',
  end: '帧尾',
};

/** What a part is called: as its profile says, or by what it is for. */
export function labelOf(entry: Entry, name: string, role: FrameField['role']): Bilingual {
  if (entry.at('label').isThere) return entry.at('label').bilingual();
  return { zh: `${roleWords[role]} ${name}`, en: same(name).en };
}

/** What a part is for: as its profile says, or as its name and kind tell. */
export function roleOf(
  entry: Entry,
  name: string,
  place: { isConstant: boolean; isFirst: boolean },
): FrameField['role'] {
  if (entry.at('role').isThere) return entry.at('role').oneOf(ROLES);
  if (entry.at('check').isThere) return 'checksum';
  if (place.isConstant) return place.isFirst ? 'start' : 'end';
  if (/^(len|length|size|count)/i.test(name)) return 'length';
  if (/^(addr|address|station|board|unit|slave)/i.test(name)) return 'address';
  if (/^(cmd|command|func|function|code|type|op)/i.test(name)) return 'command';
  return 'data';
}
