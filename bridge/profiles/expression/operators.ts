import { js, type Code } from './code.ts';
import { Lookup } from './lookup.ts';
import { ExpressionError } from './syntax.ts';
import { areEqual, isBytes, isList, isPlain, isTrue, toNumber, type Value } from './value.ts';

/** A prefix operator on a value. Of what is no number, the result is nothing. */
export function unary(operator: string, of: Code): Code {
  if (operator === '!') return js`!${isTrue}(${of})`;
  return operator === '-' ? js`${negative}(${of})` : js`${complement}(${of})`;
}

function negative(value: Value): Value {
  const number = toNumber(value);
  return number === null ? null : -number;
}

function complement(value: Value): Value {
  const number = toNumber(value);
  return number === null ? null : bitwise('^', number, 0xffff_ffff);
}

/** What arithmetic comes to; `+` and `-` stand below. */
const arithmetic: Record<string, (a: number, b: number) => number> = {
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a - b * Math.floor(a / b),
  '**': (a, b) => a ** b,
  '&': (a, b) => bitwise('&', a, b),
  '|': (a, b) => bitwise('|', a, b),
  '^': (a, b) => bitwise('^', a, b),
  '<<': (a, b) => a * 2 ** b,
  '>>': (a, b) => Math.floor(a / 2 ** b),
};

const orders: Record<string, (a: number | string, b: number | string) => boolean> = {
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
  const calculate = arithmetic[operator];
  if (!calculate) throw new ExpressionError({ zh: `没有运算“${operator}”`, en: `no operator "${operator}"` });
  return js`${calculated}(${left}, ${right}, ${calculate})`;
}

/** The same with a value that never changes; null where knowing it beforehand saves nothing. */
export function binaryWith(operator: string, left: Code, right: Value): Code | null {
  if (operator === 'in' && isList(right) && right.every(isPlain)) {
    const among = new Lookup(right.map((one) => [one, true] as const));
    return js`(${among}.get(${left}) === true)`;
  }
  if (operator === '==' && isPlain(right)) return js`(${left} === ${right})`;
  if (operator === '!=' && isPlain(right)) return js`(${left} !== ${right})`;
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

/** A number; of what is none, the one that is neither more nor less than any. */
function orNaN(value: Value): number {
  return typeof value === 'number' ? value : (toNumber(value) ?? NaN);
}

function plus(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return orNothing(a + b);
  if (typeof a === 'string' || typeof b === 'string') return words(a, b);
  return calculated(a, b, (first, second) => first + second);
}

function minus(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return orNothing(a - b);
  return calculated(a, b, (first, second) => first - second);
}

function calculated(a: Value, b: Value, calculate: (a: number, b: number) => number): Value {
  const first = toNumber(a);
  const second = toNumber(b);
  return first === null || second === null ? null : orNothing(calculate(first, second));
}

function orNothing(number: number): Value {
  return Number.isFinite(number) ? number : null;
}

function words(a: Value, b: Value): Value {
  const isWord = (value: Value) => typeof value === 'string' || typeof value === 'number';
  return isWord(a) && isWord(b) ? `${a as string}${b as string}` : null;
}

function compared(a: Value, b: Value, order: (a: number | string, b: number | string) => boolean): boolean {
  if (typeof a === 'string' && typeof b === 'string') return order(a, b);
  const first = toNumber(a);
  const second = toNumber(b);
  return first !== null && second !== null && order(first, second);
}

function isIn(value: Value, among: Value): boolean {
  if (typeof among === 'string') return typeof value === 'string' && among.includes(value);
  if (isBytes(among)) return typeof value === 'number' && among.includes(value);
  return isList(among) && among.some((one) => areEqual(value, one));
}

/** Exact beyond 32 bits too, up to the 53 that a number holds. */
function bitwise(operator: '&' | '|' | '^', a: number, b: number): number {
  if (isShort(a) && isShort(b)) {
    const bits = operator === '&' ? a & b : operator === '|' ? a | b : a ^ b;
    return bits >>> 0;
  }
  const [first, second] = [BigInt(Math.trunc(a)), BigInt(Math.trunc(b))];
  if (operator === '&') return Number(first & second);
  return Number(operator === '|' ? first | second : first ^ second);
}

function isShort(value: number): boolean {
  return value >= 0 && value <= 0xffff_ffff;
}
