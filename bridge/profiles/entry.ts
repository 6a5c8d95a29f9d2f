import type { Bilingual } from '../../shared/text.ts';
import { nearest } from './expression/nearest.ts';
import { ExpressionError } from './expression/syntax.ts';
import type { Value } from './expression/value.ts';
import { longOf, ofWhole } from './expression/whole.ts';

/** What a profile's file holds: words, lists and maps. Every figure is still words. */
export type Raw = string | null | Raw[] | { [key: string]: Raw };

/** Where something stands in a profile. */
export type Path = readonly (string | number)[];

/** A place as a word. */
export function placeKey(path: Path): string {
  return JSON.stringify(path);
}

/** One mistake of a profile: where it is, and what would be right. */
export class ProfileMistake extends Error {
  override readonly name = 'ProfileMistake';
  readonly path: Path;
  readonly words: Bilingual;
  /** The name of the field is what is wrong, not its value. */
  readonly isKey: boolean;
  /** The name of a part that is not there. */
  readonly missing: string | null;

  constructor(path: Path, words: Bilingual, isKey = false, missing: string | null = null) {
    super(words.en);
    this.path = path;
    this.words = words;
    this.isKey = isKey;
    this.missing = missing;
  }
}

/** One place in a profile, which knows where it is; every question to it is answered or a mistake. */
export class Entry {
  readonly raw: Raw | undefined;
  readonly path: Path;
  readonly #quoted: ReadonlySet<string>;

  /** @param quoted the places (`placeKey`) of words that stand in quotes */
  constructor(raw: Raw | undefined, path: Path = [], quoted: ReadonlySet<string> = new Set()) {
    this.raw = raw;
    this.path = path;
    this.#quoted = quoted;
  }

  get isThere(): boolean {
    return this.raw !== undefined;
  }

  get isMap(): boolean {
    return typeof this.raw === 'object' && this.raw !== null && !Array.isArray(this.raw);
  }

  get isList(): boolean {
    return Array.isArray(this.raw);
  }

  /** @throws ProfileMistake always */
  fail(zh: string, en: string): never {
    throw new ProfileMistake(this.path, { zh, en });
  }

  /** What is under a key; it may be nothing. */
  at(key: string): Entry {
    const map = this.isMap ? (this.raw as Record<string, Raw>) : {};
    const value = Object.hasOwn(map, key) ? map[key] : undefined;
    return new Entry(value, [...this.path, key], this.#quoted);
  }

  text(): string {
    if (typeof this.raw === 'string') return this.raw.trim();
    if (!this.isThere) return this.fail('缺少此项', 'is missing');
    return this.fail('应为文字或数', 'expected words or a number');
  }

  /** Words in both languages: `{zh, en}`, or one for both. */
  bilingual(): Bilingual {
    if (!this.isMap) return { zh: this.text(), en: this.text() };
    this.only(['zh', 'en']);
    return { zh: this.at('zh').text(), en: this.at('en').text() };
  }

  /** A whole number. */
  integer(least: number, most: number): number {
    const number = numberOf(this.text());
    if (number === null || !Number.isInteger(number) || number < least || number > most) {
      return this.fail(`应为 ${least} 到 ${most} 的整数`, `expected a whole number from ${least} to ${most}`);
    }
    return number;
  }

  oneOf<T extends string>(words: readonly T[]): T {
    const text = this.text();
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    const meant = nearest(text, words);
    return this.fail(
      `应为以下之一：${words.join('、')}${meant ? `（是否想写 ${meant}？）` : ''}`,
      `expected one of ${words.join(', ')}${meant ? ` (did you mean ${meant}?)` : ''}`,
    );
  }

  isTrue(): boolean {
    return this.isThere && this.oneOf(['true', 'false']) === 'true';
  }

  /** The value as it is written; what stands in quotes is words. Lists and maps of such values, too. */
  plain(): Value {
    if (this.isList) return this.list().map((one) => one.plain());
    if (this.isMap) return Object.fromEntries(this.fields().map(([name, one]) => [name, one.plain()]));
    if (typeof this.raw !== 'string') return null;
    return this.#quoted.has(placeKey(this.path)) ? this.raw : literalOf(this.raw.trim());
  }

  /** The items of a list; of nothing, none. */
  list(): Entry[] {
    if (!this.isThere) return [];
    if (!Array.isArray(this.raw))
      return this.fail('应为列表，每项以“- ”开头', 'expected a list, each entry with "- "');
    return this.raw.map((value, index) => new Entry(value, [...this.path, index], this.#quoted));
  }

  /** The fields of a map, in order; of nothing, none. */
  fields(): [key: string, value: Entry][] {
    if (!this.isThere) return [];
    if (!this.isMap)
      return this.fail(
        '应为一组“字段: 值”，冒号用英文的，后空一格',
        'expected fields with values, "field: value" with a blank after the colon',
      );
    return Object.keys(this.raw as Record<string, Raw>).map((key) => [key, this.at(key)]);
  }

  /** @throws ProfileMistake for a field with another name, with the one that was meant */
  only(keys: readonly string[]): this {
    for (const [key] of this.fields()) {
      if (keys.includes(key)) continue;
      if (CUT_OFF.test(key)) throw new ProfileMistake([...this.path, key], cutOff(key), true);
      const meant = nearest(key, keys);
      throw new ProfileMistake(
        [...this.path, key],
        {
          zh: meant ? `没有字段“${key}”，是否想写“${meant}”？` : `没有字段“${key}”，可用：${keys.join('、')}`,
          en: meant
            ? `there is no field "${key}"; did you mean "${meant}"?`
            : `there is no field "${key}"; known: ${keys.join(', ')}`,
        },
        true,
      );
    }
    return this;
  }

  /** The same place without its first field. */
  withoutFirst(): Entry {
    if (!this.isMap) return this;
    const [, ...rest] = Object.entries(this.raw as Record<string, Raw>);
    return new Entry(Object.fromEntries(rest), this.path, this.#quoted);
  }

  /** Runs what reads an expression, and says of a mistake in it where it stands. `[1, 2]` is one, too. */
  reading<T>(read: (text: string) => T): T {
    const text = this.isList
      ? `[${this.list()
          .map((one) => one.reading((item) => item))
          .join(', ')}]`
      : this.text();
    return this.naming(() => read(text));
  }

  /** Runs what may find something wrong with this place. */
  naming<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      throw new ProfileMistake(this.path, error.words, false, error.missing);
    }
  }
}

/** A number as people write it: decimal, 0x…, with a sign and a point. */
export function numberOf(text: string): number | null {
  if (!/^[+-]?(0x[0-9a-f]+|\d+(\.\d+)?)$/i.test(text)) return null;
  return text.startsWith('-') ? -Number(text.slice(1)) : Number(text);
}

/**
 * A plain value as it is written: a number, true, false, null, or else words. A whole number that
 * is too large to be exact is its digits.
 */
export function literalOf(text: string): number | string | boolean | null {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null' || text === '~' || text === '') return null;
  const long = longOf(text);
  return long === null ? (numberOf(text) ?? text) : ofWhole(long);
}

/** What is never in the name of a field. */
const CUT_OFF = /[()[\]'"]/;

function cutOff(rest: string): Bilingual {
  return {
    zh: `“${rest}”是被逗号截断的表达式的后半：{ } 里含逗号的表达式要加引号，如 { value: "be(slice(data, 1))" }`,
    en: `"${rest}" is the rest of an expression that a comma has cut: inside of { } put it in quotes, as in { value: "be(slice(data, 1))" }`,
  };
}
