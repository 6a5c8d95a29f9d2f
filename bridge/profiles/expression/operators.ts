import { arithmetic, calculated, complement, negative } from './arithmetic.ts';
import { js, Local, type Code } from './code.ts';
import { Lookup } from './lookup.ts';
import { ExpressionError } from './syntax.ts';
import { areEqual, isBytes, isList, isNumber, isPlain, isTrue, toNumber, type Value } from './value.ts';
import { isLong, longOf } from './whole.ts';

/** A prefix operator on a value. Of what is no number, the result is nothing. */
export function unary(operator: string, of: Code): Code {
  if (operator === '!') return js`!${isTrue}(${of})`;
  return operator === '-' ? js`${negative}(${of})` : js`${complement}(${of})`;
}

const SUM = arithmetic['+']!;
const DIFFERENCE = arithmetic['-']!;

/** What has an order: words, and numbers of any size. */
type Ordered = number | bigint | string;

const orders: Record<string, (a: Ordered, b: Ordered) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** An operator between two values. Arithmetic with what is no number gives nothing; `+` joins words. */
export function binary(operator: string, left: Code, right: Code): Code {
  switch (operator) {
    case '&&':
      return js`(${isTrue}(${left}) && ${isTrue}(${right}))`;
    case '||':
      return js`(${isTrue}(${left}) || ${isTrue}(${right}))`;
    case '==':
      return js`${areEqual}(${left}, ${right})`;
    case '!=':
      return js`!${areEqual}(${left}, ${right})`;
    case 'in':
      return js`${isIn}(${left}, ${right})`;
    case '+':
      return js`${plus}(${left}, ${right})`;
    case '-':
      return js`${minus}(${left}, ${right})`;
  }
  const order = orders[operator];
  if (order) return js`${compared}(${left}, ${right}, ${order})`;
  const operation = arithmetic[operator];
  if (!operation) throw new ExpressionError({ zh: `没有运算“${operator}”`, en: `no operator "${operator}"` });
  return js`${calculated}(${left}, ${right}, ${operation})`;
}

/** The same with a value that never changes; null where knowing it beforehand saves nothing. */
export function binaryWith(operator: string, left: Code, right: Value): Code | null {
  if (operator === 'in' && isList(right) && right.every(isPlain)) {
    const among = new Lookup(right.map((one) => [one, true] as const));
    return js`(${among}.get(${left}) === true)`;
  }
  if (operator === '==') return equalTo(left, right);
  if (operator === '!=') return unequalTo(left, right);
  if (typeof right !== 'number') return null;
  switch (operator) {
    case '<':
      return js`(${orNaN}(${left}) < ${right})`;
    case '<=':
      return js`(${orNaN}(${left}) <= ${right})`;
    case '>':
      return js`(${orNaN}(${left}) > ${right})`;
    case '>=':
      return js`(${orNaN}(${left}) >= ${right})`;
    default:
      return null;
  }
}

/** Whether something is a plain value: mostly the very same, and else what is the same as a number. */
function equalTo(left: Code, right: Value): Code | null {
  if (isItself(right)) return js`(${left} === ${right})`;
  if (typeof right !== 'number') return null;
  const is = new Local();
  return js`((${is} = ${left}) === ${right} || (typeof ${is} !== 'number' && ${isNumber}(${is}, ${right})))`;
}

function unequalTo(left: Code, right: Value): Code | null {
  if (isItself(right)) return js`(${left} !== ${right})`;
  const equal = equalTo(left, right);
  return equal && js`!${equal}`;
}

/** Whether a value is the same only as itself: nothing, and words that are no number. */
function isItself(value: Value): boolean {
  return value === null || (typeof value === 'string' && orderOf(value) === null);
}

/** A number; of what is none, the one that is neither more nor less than any. */
function orNaN(value: Value): number | bigint {
  return typeof value === 'number' ? value : (orderOf(value) ?? NaN);
}

/** A number of any size; null for what is none. */
function orderOf(value: Value): number | bigint | null {
  return toNumber(value) ?? longOf(value);
}

function plus(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number' && isExact(a + b)) return a + b;
  if (typeof a !== 'string' && typeof b !== 'string') return calculated(a, b, SUM);
  const [isFirst, isSecond] = [isLong(a), isLong(b)];
  // Two that are digits of large numbers may be meant either way.
  if (isFirst && isSecond) return null;
  const isSum = (isFirst && typeof b === 'number') || (isSecond && typeof a === 'number');
  return isSum ? calculated(a, b, SUM) : words(a, b);
}

function minus(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number' && isExact(a - b)) return a - b;
  return calculated(a, b, DIFFERENCE);
}

/** Most sums are small numbers: those need no further look. */
function isExact(number: number): boolean {
  return number <= Number.MAX_SAFE_INTEGER && number >= Number.MIN_SAFE_INTEGER;
}

function words(a: Value, b: Value): Value {
  const isWord = (value: Value) => typeof value === 'string' || typeof value === 'number';
  return isWord(a) && isWord(b) ? `${a as string}${b as string}` : null;
}

function compared(a: Value, b: Value, order: (a: Ordered, b: Ordered) => boolean): boolean {
  if (typeof a === 'string' && typeof b === 'string' && !(isLong(a) && isLong(b))) return order(a, b);
  const first = orderOf(a);
  const second = orderOf(b);
  return first !== null && second !== null && order(first, second);
}

function isIn(value: Value, among: Value): boolean {
  if (typeof among === 'string') return typeof value === 'string' && among.includes(value);
  if (isBytes(among)) return isAmongBytes(toNumber(value), among);
  return isList(among) && among.some((one) => areEqual(value, one));
}

function isAmongBytes(number: number | null, bytes: Uint8Array): boolean {
  return number !== null && bytes.includes(number);
}
