import { Lookup } from './lookup.ts';
import { ExpressionError } from './syntax.ts';
import { areEqual, isBytes, isList, isPlain, isTrue, toNumber, type Compiled, type Value } from './value.ts';

/** A prefix operator on a value. Of what is no number, the result is nothing. */
export function unary<Scope>(operator: string, of: Compiled<Scope>): Compiled<Scope> {
  if (operator === '!') return (scope) => !isTrue(of(scope));
  if (operator === '-') return (scope) => onNumber(of(scope), (number) => -number);
  return (scope) => onNumber(of(scope), (number) => bitwise('^', number, 0xffff_ffff));
}

function onNumber(value: Value, turn: (number: number) => number): Value {
  const number = toNumber(value);
  return number === null ? null : turn(number);
}

const arithmetic: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
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
export function binary<Scope>(
  operator: string,
  left: Compiled<Scope>,
  right: Compiled<Scope>,
): Compiled<Scope> {
  switch (operator) {
    case '&&':
      return (scope) => isTrue(left(scope)) && isTrue(right(scope));
    case '||':
      return (scope) => isTrue(left(scope)) || isTrue(right(scope));
    case '==':
      return (scope) => areEqual(left(scope), right(scope));
    case '!=':
      return (scope) => !areEqual(left(scope), right(scope));
    case 'in':
      return (scope) => isIn(left(scope), right(scope));
  }
  const order = orders[operator];
  if (order) return (scope) => compared(left(scope), right(scope), order);
  const calculate = arithmetic[operator];
  if (!calculate) throw new ExpressionError({ zh: `没有运算“${operator}”`, en: `no operator "${operator}"` });
  const isJoin = operator === '+';
  return (scope) => {
    const a = left(scope);
    const b = right(scope);
    if (isJoin && (typeof a === 'string' || typeof b === 'string')) return joined(a, b);
    const first = toNumber(a);
    const second = toNumber(b);
    if (first === null || second === null) return null;
    const result = calculate(first, second);
    return Number.isFinite(result) ? result : null;
  };
}

/** The same with a value that never changes; null where knowing it beforehand saves nothing. */
export function binaryWith<Scope>(
  operator: string,
  left: Compiled<Scope>,
  right: Value,
): Compiled<Scope> | null {
  if (operator === 'in' && isList(right) && right.every(isPlain)) {
    const among = new Lookup(right.map((one) => [one, true] as const));
    return (scope) => among.get(left(scope)) === true;
  }
  if (typeof right === 'number') {
    switch (operator) {
      case '+':
      case '-':
        return addition(
          left,
          operator === '+' ? right : -right,
          binary(operator, left, () => right),
        );
      case '<':
        return (scope) => (toNumber(left(scope)) ?? NaN) < right;
      case '<=':
        return (scope) => (toNumber(left(scope)) ?? NaN) <= right;
      case '>':
        return (scope) => (toNumber(left(scope)) ?? NaN) > right;
      case '>=':
        return (scope) => (toNumber(left(scope)) ?? NaN) >= right;
    }
  }
  if (!isPlain(right)) return null;
  if (operator === '==') return sameAs(left, right);
  if (operator === '!=') return otherThan(left, right);
  return null;
}

/** Each kind of value is compared by code of its own: what has met with only one kind is fastest. */
function sameAs<Scope>(left: Compiled<Scope>, right: Value): Compiled<Scope> {
  if (right === null) return (scope) => left(scope) === null;
  if (typeof right !== 'number') return (scope) => left(scope) === right;
  return (scope) => {
    const is = left(scope);
    return typeof is === 'number' && is === right;
  };
}

function otherThan<Scope>(left: Compiled<Scope>, right: Value): Compiled<Scope> {
  if (right === null) return (scope) => left(scope) !== null;
  if (typeof right !== 'number') return (scope) => left(scope) !== right;
  return (scope) => {
    const is = left(scope);
    return typeof is !== 'number' || is !== right;
  };
}

/** Sums with a number that never changes, as in `length - 2`; what is no number goes the long way. */
function addition<Scope>(left: Compiled<Scope>, amount: number, otherwise: Compiled<Scope>): Compiled<Scope> {
  return (scope) => {
    const is = left(scope);
    return typeof is === 'number' ? is + amount : otherwise(scope);
  };
}

function joined(a: Value, b: Value): Value {
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
