import { ExpressionError, isFixed, type Node } from './syntax.ts';
import { viewOf } from '../../framing/bytes.ts';
import { placeIn } from './byte-functions.ts';
import { choose } from './choosers.ts';
import { functions } from './functions.ts';
import { Cell, type Names, type Stretch } from './names.ts';
import type { Signature } from './signature.ts';
import { nearest } from './nearest.ts';
import { binary, binaryWith, unary } from './operators.ts';
import { isBytes, isList, isRecord, type Compiled, type Value } from './value.ts';

/**
 * Makes an expression ready to be evaluated often. What never changes is worked out once.
 *
 * @throws ExpressionError that says which name is not there and which was meant
 */
export function compileNode<Scope>(node: Node, names: Names<Scope>): Compiled<Scope> {
  const compiled = compileAny(node, names);
  if (node.kind === 'literal' || !isFixed(node)) return compiled;
  const value = compiled(null as Scope);
  return () => value;
}

function compileAny<Scope>(node: Node, names: Names<Scope>): Compiled<Scope> {
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'name':
      return names.value(node.name) ?? noSuch(node.name, names);
    case 'member': {
      const of = compileNode(node.of, names);
      return memberOf(of, node.name);
    }
    case 'index': {
      const of = compileNode(node.of, names);
      const index = compileNode(node.index, names);
      if (!isFixed(node.index)) return (scope) => item(of(scope), index(scope));
      const place = index(null as Scope);
      const found: Compiled<Scope> = (scope) => item(of(scope), place);
      const stretch = typeof place === 'number' ? stretchOf(node.of, names) : null;
      return stretch?.((bytes, start, end) => byteAt(bytes, start, end, place as number), found) ?? found;
    }
    case 'unary':
      return unary(node.operator, compileNode(node.of, names));
    case 'binary':
      return compileBinary(node, names);
    case 'choice': {
      const [test, yes, no] = [node.test, node.yes, node.no].map((part) => compileNode(part, names));
      return choose(test!, yes!, no!);
    }
    case 'list': {
      const items = node.items.flatMap(spread).map((part) => compileNode(part, names));
      return (scope) => items.map((part) => part(scope));
    }
    case 'range':
      return isOfNumbers(node)
        ? compileNode({ ...node, kind: 'list', items: [node] }, names)
        : compileRange(node, names);
    case 'call':
      return compileCall(node, names);
  }
}

/** Most comparisons are with something that never changes: those know it beforehand. */
function compileBinary<Scope>(
  { operator, left, right }: Node & { kind: 'binary' },
  names: Names<Scope>,
): Compiled<Scope> {
  const first = compileNode(left, names);
  const second = compileNode(right, names);
  const withFixed = isFixed(right) ? binaryWith(operator, first, second(null as Scope)) : null;
  return withFixed ?? binary(operator, first, second);
}

const MOST_NUMBERS = 4096;

function isOfNumbers(node: Node): node is Node & { kind: 'range'; from: Node; to: Node } {
  return node.kind === 'range' && [node.from, node.to].every((end) => typeof valueIn(end) === 'number');
}

function valueIn(node: Node | null): Value {
  return node?.kind === 'literal' ? node.value : null;
}

/** `5..9` among the items of a list: these numbers, both ends included. */
function spread(node: Node): Node[] {
  if (!isOfNumbers(node)) return [node];
  const [from, to] = [valueIn(node.from), valueIn(node.to)] as [number, number];
  if (to < from || to - from >= MOST_NUMBERS) {
    throw new ExpressionError({
      zh: `“${from}..${to}”应由小到大，至多 ${MOST_NUMBERS} 个数；更多时用 >= 和 <=`,
      en: `"${from}..${to}" rises and holds ${MOST_NUMBERS} numbers at most; for more use >= and <=`,
    });
  }
  return Array.from({ length: Math.floor(to - from) + 1 }, (_, at) => ({
    kind: 'literal',
    value: from + at,
    at: node.at,
  }));
}

/** The names at the ends of a range. */
function endsOf(node: Node & { kind: 'range' }): [from: string | null, to: string | null] {
  const nameOf = (end: Node | null) => {
    if (end === null) return null;
    if (end.kind === 'name') return end.name;
    throw new ExpressionError({
      zh: '“从..到”的两端应是部分的名称，如 address..data',
      en: 'the ends of "from..to" are names of parts, as in address..data',
    });
  };
  return [nameOf(node.from), nameOf(node.to)];
}

function compileRange<Scope>(node: Node & { kind: 'range' }, names: Names<Scope>): Compiled<Scope> {
  const [from, to] = endsOf(node);
  if (!names.bytes) {
    throw new ExpressionError({ zh: '此处没有可取的字节', en: 'there are no bytes to take here' });
  }
  return names.bytes(from, to);
}

function compileCall<Scope>(node: Node & { kind: 'call' }, names: Names<Scope>): Compiled<Scope> {
  const found = Object.hasOwn(functions, node.name) ? functions[node.name] : undefined;
  if (!found) {
    const meant = nearest(node.name, Object.keys(functions));
    throw new ExpressionError({
      zh: `没有函数“${node.name}”${meant ? `，是否想写“${meant}”？` : ''}`,
      en: `there is no function "${node.name}"${meant ? `; did you mean "${meant}"?` : ''}`,
    });
  }
  const { least, most } = found;
  if (node.args.length < least || node.args.length > most) {
    const wanted = least === most ? `${least}` : `${least}–${most}`;
    throw new ExpressionError({
      zh: `函数“${node.name}”要 ${wanted} 个值，却给了 ${node.args.length} 个`,
      en: `"${node.name}" takes ${wanted === '1' ? '1 value' : `${wanted} values`}, not ${node.args.length}`,
    });
  }
  if ('make' in found) return found.make(node.args.map((part) => compileNode(part, names)));
  if (found.isEach) return compileEach(node, found, names);
  const [of, ...more] = node.args;
  const compiled = calling(node, found, names);
  if (!of || !more.every(isFixed)) return compiled;
  if (node.name === 'slice') return stretchOf(node, names)?.(viewOf, compiled) ?? compiled;
  const { over } = found;
  if (!over) return compiled;
  const [a, b] = more.map((part) => fixedOf(part, names));
  return stretchOf(of, names)?.((bytes, start, end) => over(bytes, start, end, a, b), compiled) ?? compiled;
}

/** `map(list, item * 10)`: a call with an expression that looks at one item after the other. */
function compileEach<Scope>(
  { args }: Node & { kind: 'call' },
  { run }: Signature,
  names: Names<Scope>,
): Compiled<Scope> {
  const [list, of] = args as [Node, Node];
  const items = compileNode(list, names);
  const cell = new Cell();
  const made = compileNode(of, cell.named(names));
  return (scope) => {
    const given = items(scope);
    if (!isBytes(given) && !isList(given)) return null;
    const results: Value[] = [];
    for (let at = 0; at < given.length; at += 1) {
      cell.item = given[at]!;
      cell.number = at + 1;
      results.push(made(scope));
    }
    return run(given, results);
  };
}

/** A call of which the values are worked out first. */
function calling<Scope>(
  node: Node & { kind: 'call' },
  { run, takesBytes }: Signature,
  names: Names<Scope>,
): Compiled<Scope> {
  const args = node.args.map((part) => (takesBytes ? bytesOf(part, names) : compileNode(part, names)));
  const [first, second, third] = args as [Compiled<Scope>, Compiled<Scope>, Compiled<Scope>];
  if (args.length > 1 && node.args.slice(1).every(isFixed)) {
    const [a, b, ...rest] = node.args.slice(1).map((part) => fixedOf(part, names)) as [Value, Value];
    if (args.length === 2) return (scope) => run(first(scope), a);
    if (args.length === 3) return (scope) => run(first(scope), a, b);
    return (scope) => run(first(scope), a, b, ...rest);
  }
  if (args.length === 1) return (scope) => run(first(scope));
  if (args.length === 2) return (scope) => run(first(scope), second(scope));
  if (args.length === 3) return (scope) => run(first(scope), second(scope), third(scope));
  return (scope) => run(...args.map((part) => part(scope)));
}

/** The value of what never changes. */
function fixedOf<Scope>(node: Node, names: Names<Scope>): Value {
  return compileNode(node, names)(null as Scope);
}

/** The bytes that an expression stands for, where they lie: a range of parts, a part, or a slice of one. */
function stretchOf<Scope>(node: Node, names: Names<Scope>): Stretch<Scope> | null {
  if (node.kind === 'name') return names.stretch?.(node.name) ?? null;
  if (node.kind === 'range' && names.span && !isOfNumbers(node)) {
    const [from, to] = endsOf(node);
    return (over) => names.span!(from, to, over);
  }
  if (node.kind !== 'call' || node.name !== 'slice' || !node.args.slice(1).every(isFixed)) return null;
  const [of, from, to] = node.args as [Node, Node, Node | undefined];
  const inner = of.kind === 'range' ? null : stretchOf(of, names);
  const [first, last] = [fixedOf(from, names), to ? fixedOf(to, names) : Infinity];
  if (!inner || typeof first !== 'number' || typeof last !== 'number') return null;
  return (over, otherwise) =>
    inner((bytes, start, end) => {
      const begin = start + placeIn(end - start, first);
      return over(bytes, begin, Math.max(begin, start + placeIn(end - start, last)));
    }, otherwise);
}

/** Bytes and lists as they are; a part that is a number or words as it lies on the line. */
function bytesOf<Scope>(node: Node, names: Names<Scope>): Compiled<Scope> {
  const value = compileNode(node, names);
  const wire = node.kind === 'name' ? names.wire?.(node.name) : undefined;
  if (!wire) return value;
  return (scope) => {
    const is = value(scope);
    return isBytes(is) || isList(is) ? is : (wire(scope) ?? is);
  };
}

function noSuch<Scope>(name: string, names: Names<Scope>): never {
  const meant = nearest(name, names.known());
  const isHex = /^[0-9a-f]{1,8}$/i.test(name);
  const [zh, en] = meant
    ? [`，是否想写“${meant}”？`, `; did you mean "${meant}"?`]
    : isHex
      ? [`；十六进制数写作 0x${name}`, `; a number in hex is written 0x${name}`]
      : [`；若是文字，写作 "'${name}'"`, `; if words are meant, write "'${name}'"`];
  throw new ExpressionError({
    zh: `没有名为“${name}”的部分或值${zh}`,
    en: `there is no part or value "${name}"${en}`,
  });
}

/** A named value of another. Settings are asked frame after frame, and a value never changes: looked up once. */
function memberOf<Scope>(of: Compiled<Scope>, name: string): Compiled<Scope> {
  let known: Value = null;
  let found: Value = null;
  return (scope) => {
    const is = of(scope);
    if (is !== known) {
      known = is;
      found = member(is, name);
    }
    return found;
  };
}

function member(of: Value, name: string): Value {
  return isRecord(of) && Object.hasOwn(of, name) ? (of[name] ?? null) : null;
}

/** What is named by a number. What every object has is named by words, so that nobody need look whether it is its own. */
function numbered(of: Value, number: number): Value {
  return isRecord(of) ? (of[number] ?? null) : null;
}

/** A byte by its place in a stretch of others, from its end where that is negative. */
function byteAt(bytes: Uint8Array, start: number, end: number, index: number): Value {
  const place = (index < 0 ? end : start) + Math.trunc(index);
  return place >= start && place < end ? bytes[place]! : null;
}

/** An item by its place, from the end where that is negative, or by its name. */
function item(of: Value, index: Value): Value {
  if (typeof index === 'string') return member(of, index);
  if (typeof index !== 'number') return null;
  if (typeof of === 'string') return of.at(index) ?? null;
  if (!isBytes(of) && !isList(of)) return numbered(of, index);
  const place = Math.trunc(index);
  return of[place < 0 ? of.length + place : place] ?? null;
}
