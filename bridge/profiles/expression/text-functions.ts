import { plainText } from '../../framing/chinese-text.ts';
import { encodingOf, textOf, toText } from '../text.ts';
import type { Signature } from './signature.ts';
import { isList, toBytes, toNumber, type Value } from './value.ts';
import { longOf, wholeOf } from './whole.ts';

/** Words are filled up to so many characters. */
const MOST_FILLED = 4096;

function words(value: Value): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** Digits of a number, one item each, with `blank` before them; only the last ones where it is longer. */
function digits(value: Value, count: Value, blank: Value = 0): Value {
  const text = words(value);
  const wanted = toNumber(count);
  const filler = toNumber(blank);
  if (text === null || wanted === null || filler === null || wanted < 0 || wanted > 64) return null;
  const found = [...text.replace(/\D/g, '')].slice(-wanted || text.length).map(Number);
  return [...Array<number>(Math.max(0, wanted - found.length)).fill(filler), ...found];
}

function asText(value: Value, encoding: Value = 'utf8'): Value {
  const bytes = toBytes(value);
  const known = encodingOf(encoding);
  return bytes && known ? textOf(bytes, known) : null;
}

/** Words as bytes, blanks and all, without control codes, cut between characters where they are too long. */
function encoded(value: Value, encoding: Value = 'utf8', most: Value = null): Value {
  const text = words(value);
  const known = encodingOf(encoding);
  if (text === null || !known) return null;
  return toText(plainText(text), known, toNumber(most) ?? Infinity);
}

function padded(value: Value, width: Value, filler: Value, side: 'start' | 'end'): Value {
  const [text, count] = [words(value), toNumber(width)];
  if (text === null || count === null || count > MOST_FILLED) return null;
  const fill = typeof filler === 'string' ? filler : ' ';
  return side === 'start' ? text.padStart(count, fill) : text.padEnd(count, fill);
}

/** A whole number that is not negative, or bytes, in hex; digits too many for a number are one, too. */
function inHex(value: Value, width: number): Value {
  const whole = longOf(value) ?? (typeof value === 'number' ? wholeOf(value) : null);
  if (whole !== null)
    return whole < 0n || width > MOST_FILLED ? null : whole.toString(16).toUpperCase().padStart(width, '0');
  const bytes = typeof value === 'number' ? null : toBytes(value);
  return bytes && Buffer.from(bytes).toString('hex').toUpperCase();
}

/** Functions of words. */
export const textFunctions: Record<string, Signature> = {
  /** text(bytes, encoding) */
  text: { least: 1, most: 2, run: (value = null, encoding) => asText(value, encoding) },
  /** encode(words, encoding, most): bytes of words for a device, `most` bytes at most. */
  encode: { least: 1, most: 3, run: (value = null, encoding, most) => encoded(value, encoding, most) },
  digits: { least: 2, most: 3, run: (value = null, count = null, blank) => digits(value, count, blank) },
  /** figures(words): the digits in words, as words. */
  figures: { least: 1, most: 1, run: (value = null) => words(value)?.replace(/\D/g, '') ?? null },
  trim: { least: 1, most: 1, run: (value = null) => words(value)?.trim() ?? null },
  upper: { least: 1, most: 1, run: (value = null) => words(value)?.toUpperCase() ?? null },
  lower: { least: 1, most: 1, run: (value = null) => words(value)?.toLowerCase() ?? null },
  /** pad(words, width, filler): filled at the beginning. */
  pad: {
    least: 2,
    most: 3,
    run: (value = null, width = null, filler = ' ') => padded(value, width, filler, 'start'),
  },
  pad_end: {
    least: 2,
    most: 3,
    run: (value = null, width = null, filler = ' ') => padded(value, width, filler, 'end'),
  },
  /** Bytes or a number in hex, without blanks. */
  to_hex: {
    least: 1,
    most: 2,
    run: (value = null, width = 0) => inHex(value, toNumber(width) ?? 0),
  },
  /** replace(words, what, by): each of them, from the left. */
  replace: {
    least: 3,
    most: 3,
    run: (value = null, what = null, by = null) =>
      typeof value === 'string' && typeof what === 'string' && what !== '' && typeof by === 'string'
        ? value.replaceAll(what, () => by)
        : null,
  },
  /** split(words, mark) */
  split: {
    least: 2,
    most: 2,
    run: (value = null, mark = null) =>
      typeof value === 'string' && typeof mark === 'string' && mark !== '' ? value.split(mark) : null,
  },
  /** join(list, mark) */
  join: {
    least: 1,
    most: 2,
    run: (value = null, mark = '') =>
      isList(value) ? value.map(words).join(typeof mark === 'string' ? mark : '') : null,
  },
};
