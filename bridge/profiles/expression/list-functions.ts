import { arithmetic, calculated } from './arithmetic.ts';
import type { Signature } from './signature.ts';
import {
  areEqual,
  isBytes,
  isList,
  isRecord,
  isTrue,
  listOf,
  member,
  toNumber,
  type Value,
} from './value.ts';
import { longOf } from './whole.ts';

const SUM = arithmetic['+']!;

function items(value: Value): readonly Value[] {
  if (isList(value)) return value;
  return isBytes(value) ? listOf(value) : [];
}

/** Yes and no as the state of contacts; what is not known is `unknown`. */
function contacts(value: Value, closedWhen: Value): Value {
  const closed = isTrue(closedWhen);
  return items(value).map((one) => (one === null ? 'unknown' : isTrue(one) === closed ? 'closed' : 'open'));
}

/** The item whose field, or which itself, is a value. */
function find(list: Value, key: Value, wanted: Value): Value {
  const isIt = (one: Value) =>
    areEqual(typeof key === 'string' && isRecord(one) ? member(one, key) : one, wanted);
  return items(list).find(isIt) ?? null;
}

function range(from: Value, to: Value): Value {
  const [first, last] = [toNumber(from), toNumber(to)];
  if (first === null || last === null || last - first > 4096) return null;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

/** The numbers between two bounds, of the items from `start` up to `end`. */
function within(
  list: Uint8Array | readonly Value[],
  start: number,
  end: number,
  from: Value = null,
  to: Value = null,
): Value {
  const least = toNumber(from);
  const most = toNumber(to);
  if (least === null || most === null) return null;
  const found: Value[] = [];
  for (let at = start; at < end; at += 1) {
    const one = list[at]!;
    if (typeof one === 'number' && one >= least && one <= most) found.push(one);
  }
  return found;
}

/** Words are divided between characters. */
function pieces(value: Value, most: Value): Value {
  const length = toNumber(most);
  if (length === null || !Number.isInteger(length) || length < 1) return null;
  const whole = typeof value === 'string' ? Array.from(value) : value;
  if (!isBytes(whole) && !isList(whole)) return null;
  return Array.from({ length: Math.max(1, Math.ceil(whole.length / length)) }, (_, at) => {
    const piece = whole.slice(at * length, (at + 1) * length);
    return typeof value === 'string' ? (piece as readonly Value[]).join('') : piece;
  });
}

/** A total and one more; what is no number counts as zero. */
function withSum(total: Value, one: Value): Value {
  return toNumber(one) === null && longOf(one) === null ? total : calculated(total, one, SUM);
}

/** Functions of lists. */
export const listFunctions: Record<string, Signature> = {
  /** contacts(list, closed_when): each item as `closed`, `open` or `unknown`. */
  contacts: { least: 1, most: 2, run: (value = null, closedWhen = true) => contacts(value, closedWhen) },
  /** map(list, item * 10): what an expression makes of each `item`, of which `number` is the place from 1. */
  map: { least: 2, most: 2, isEach: true, run: (_list, made = null) => made },
  /** filter(list, item > 3): the items of which an expression holds. */
  filter: {
    least: 2,
    most: 2,
    isEach: true,
    run: (list = null, kept = null) => items(list).filter((_, at) => isTrue(items(kept)[at]!)),
  },
  /** equal(list, value): which items are the value. */
  equal: {
    least: 2,
    most: 2,
    run: (list = null, wanted = null) => items(list).map((one) => areEqual(one, wanted)),
  },
  /** find(list, field, value): the item whose field is the value. */
  find: { least: 3, most: 3, run: (list = null, key = null, wanted = null) => find(list, key, wanted) },
  /** pluck(list, field): that field of each item. */
  pluck: {
    least: 2,
    most: 2,
    run: (list = null, key = null) =>
      items(list).map((one) => (typeof key === 'string' ? member(one, key) : null)),
  },
  /** within(list, least, most): the numbers between these bounds. */
  within: {
    least: 3,
    most: 3,
    over: within,
    run: (list = null, from = null, to = null) => {
      const given = isBytes(list) || isList(list) ? list : [];
      return within(given, 0, given.length, from, to);
    },
  },
  /** flat(list): the lists in a list, and the bytes, as one. */
  flat: {
    least: 1,
    most: 1,
    run: (list = null) =>
      items(list).flatMap((one): readonly Value[] => (isList(one) || isBytes(one) ? items(one) : [one])),
  },
  /** pieces(words, most): words, bytes or a list in pieces that are no longer; at least one. */
  pieces: { least: 2, most: 2, run: (value = null, most = null) => pieces(value, most) },
  range: { least: 2, most: 2, run: (from = null, to = null) => range(from, to) },
  not: { least: 1, most: 1, run: (value = null) => !isTrue(value) },
  any: { least: 1, most: 1, run: (list = null) => items(list).some(isTrue) },
  all: { least: 1, most: 1, run: (list = null) => items(list).every(isTrue) },
  sum: {
    least: 1,
    most: 1,
    run: (list = null) => items(list).reduce<Value>(withSum, 0),
  },
  /** lookup(value, key, result, key, result, …, other) */
  lookup: {
    least: 3,
    most: 64,
    run: (value = null, ...pairs) => {
      for (let at = 0; at + 1 < pairs.length; at += 2) if (areEqual(pairs[at]!, value)) return pairs[at + 1]!;
      return pairs.length % 2 === 1 ? (pairs.at(-1) ?? null) : null;
    },
  },
};
