import { viewOf } from '../../framing/bytes.ts';
import { placeIn } from './byte-functions.ts';
import { choose } from './choosers.ts';
import { functionOf, joined, js, Local, type Code } from './code.ts';
import { functions } from './functions.ts';
import { Cell, type Names, type OverStretch, type Stretch } from './names.ts';
import { functionFor } from './misread.ts';
import { nearest } from './nearest.ts';
import { binary, binaryWith, unary } from './operators.ts';
import type { Signature } from './signature.ts';
import { ExpressionError, isFixed, type Node } from './syntax.ts';
import { isBytes, isList, isRecord, member, type Compiled, type Value } from './value.ts';

/**
 * Makes an expression ready to be evaluated often. What never changes is worked out once.
 *
 * @throws ExpressionError that says which name is not there and which was meant
 */
export function compileNode<Scope>(node: Node, names: Names): Compiled<Scope> {
  if (isFixed(node)) {
    const value = fixedValue(node, names);
    return () => value;
  }
  return functionOf<Scope, Value>(codeOf(node, names));
}

/** The same as code, to be a part of other code. @throws ExpressionError */
export function codeOf(node: Node, names: Names): Code {
  return isFixed(node) ? js`${fixedValue(node, names)}` : changing(node, names);
}

/** The value of what never changes. */
function fixedValue(node: Node, names: Names): Value {
  return node.kind === 'literal' ? node.value : functionOf<null, Value>(changing(node, names))(null);
}

function changing(node: Node, names: Names): Code {
  switch (node.kind) {
    case 'literal':
      return js`${node.value}`;
    case 'name':
      return names.value(node.name) ?? noSuch(node.name, names);
    case 'member':
      return js`${new Member(node.name)}.of(${codeOf(node.of, names)})`;
    case 'index':
      return indexed(node, names);
    case 'unary':
      return unary(node.operator, codeOf(node.of, names));
    case 'binary':
      return operated(node, names);
    case 'choice':
      return choose(codeOf(node.test, names), codeOf(node.yes, names), codeOf(node.no, names));
    case 'list': {
      const items = node.items.flatMap(spread).map((part) => codeOf(part, names));
      return js`[${joined(items, ',')}]`;
    }
    case 'range':
      return isOfNumbers(node)
        ? changing({ ...node, kind: 'list', items: [node] }, names)
        : ranged(node, names);
    case 'call':
      return called(node, names);
  }
}

function indexed({ of, index }: Node & { kind: 'index' }, names: Names): Code {
  const found = js`${item}(${codeOf(of, names)}, ${codeOf(index, names)})`;
  const place = isFixed(index) ? fixedValue(index, names) : null;
  const stretch = typeof place === 'number' ? stretchOf(of, names) : null;
  return (
    stretch?.((bytes, start, end) => js`${byteAt}(${bytes}, ${start}, ${end}, ${place})`, found) ?? found
  );
}

/** Most comparisons are with something that never changes: those know it beforehand. */
function operated({ operator, left, right }: Node & { kind: 'binary' }, names: Names): Code {
  const first = codeOf(left, names);
  const withFixed = isFixed(right) ? binaryWith(operator, first, fixedValue(right, names)) : null;
  return withFixed ?? binary(operator, first, codeOf(right, names));
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

function ranged(node: Node & { kind: 'range' }, names: Names): Code {
  const [from, to] = endsOf(node);
  if (!names.bytes) {
    throw new ExpressionError({ zh: '此处没有可取的字节', en: 'there are no bytes to take here' });
  }
  return names.bytes(from, to);
}

function called(node: Node & { kind: 'call' }, names: Names): Code {
  const found = Object.hasOwn(functions, node.name) ? functions[node.name] : undefined;
  if (!found) {
    const meant = functionFor(node.name) ?? nearest(node.name, Object.keys(functions));
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
  if ('make' in found) return found.make(node.args.map((part) => codeOf(part, names)));
  if (found.isEach) return calledForEach(node, found, names);
  const { run, over, takesBytes } = found;
  const args = node.args.map((part) => (takesBytes ? bytesIn(part, names) : codeOf(part, names)));
  const plain = js`${run}(${joined(args, ',')})`;
  const [of, ...more] = node.args;
  if (!of || !more.every(isFixed)) return plain;
  if (node.name === 'slice') {
    return (
      stretchOf(node, names)?.((bytes, start, end) => js`${viewOf}(${bytes}, ${start}, ${end})`, plain) ??
      plain
    );
  }
  const rest = more.map((part) => js`, ${fixedValue(part, names)}`);
  const overStretch: OverStretch = (bytes, start, end) =>
    js`${over}(${bytes}, ${start}, ${end}${joined(rest, ' ')})`;
  return (over && stretchOf(of, names)?.(overStretch, plain)) ?? plain;
}

/** `map(list, item * 10)`: a call with an expression that looks at one item after the other. */
function calledForEach({ args }: Node & { kind: 'call' }, { run }: Signature, names: Names): Code {
  const [list, of] = args as [Node, Node];
  const cell = new Cell();
  const made = compileNode(of, cell.named(names));
  const each = (given: Value, scope: unknown): Value => {
    if (!isBytes(given) && !isList(given)) return null;
    const results: Value[] = [];
    for (let at = 0; at < given.length; at += 1) {
      cell.item = given[at]!;
      cell.number = at + 1;
      results.push(made(scope));
    }
    return run(given, results);
  };
  return js`${each}(${codeOf(list, names)}, s)`;
}

/** The bytes that an expression stands for, where they lie: a range of parts, a part, or a slice of one. */
function stretchOf(node: Node, names: Names): Stretch | null {
  if (node.kind === 'name') return names.stretch?.(node.name) ?? null;
  if (node.kind === 'range' && names.span && !isOfNumbers(node)) {
    const [from, to] = endsOf(node);
    return (over) => names.span!(from, to, over);
  }
  if (node.kind !== 'call' || node.name !== 'slice' || !node.args.slice(1).every(isFixed)) return null;
  const [of, from, to] = node.args as [Node, Node, Node | undefined];
  const inner = of.kind === 'range' ? null : stretchOf(of, names);
  const [first, last] = [fixedValue(from, names), to ? fixedValue(to, names) : Infinity];
  if (!inner || typeof first !== 'number' || typeof last !== 'number') return null;
  return (over, otherwise) =>
    inner((bytes, start, end) => {
      const [begin, stop] = [new Local(), new Local()];
      const places = js`${begin} = ${placeBetween}(${start}, ${end}, ${first}), ${stop} = ${placeBetween}(${start}, ${end}, ${last})`;
      return js`(${places}, ${over(bytes, js`${begin}`, js`${later}(${begin}, ${stop})`)})`;
    }, otherwise);
}

/** A place as `slice` takes it in a stretch of bytes. */
function placeBetween(start: number, end: number, place: number): number {
  return start + placeIn(end - start, place);
}

function later(one: number, other: number): number {
  return one > other ? one : other;
}

/** Bytes and lists as they are; a part that is a number or words as it lies on the line. */
function bytesIn(node: Node, names: Names): Code {
  const value = codeOf(node, names);
  const wire = node.kind === 'name' ? names.wire?.(node.name) : null;
  if (!wire) return value;
  const is = new Local();
  return js`(${is} = ${value}, ${isSequence}(${is}) ? ${is} : ${wire} ?? ${is})`;
}

function isSequence(value: Value): boolean {
  return isBytes(value) || isList(value);
}

function noSuch(name: string, names: Names): never {
  const meant = nearest(name, names.known());
  const isHex = /^[0-9a-f]{1,8}$/i.test(name);
  const [zh, en] = meant
    ? [`，是否想写“${meant}”？`, `; did you mean "${meant}"?`]
    : isHex
      ? [`；十六进制数写作 0x${name}`, `; a number in hex is written 0x${name}`]
      : [`；若是文字，写作 "'${name}'"`, `; if words are meant, write "'${name}'"`];
  throw new ExpressionError(
    { zh: `没有名为“${name}”的部分或值${zh}`, en: `there is no part or value "${name}"${en}` },
    name,
  );
}

/** A named value of another. Settings are asked frame after frame, and a value never changes: looked up once. */
class Member {
  readonly #name: string;
  #known: Value = null;
  #found: Value = null;

  constructor(name: string) {
    this.#name = name;
  }

  of(value: Value): Value {
    if (value !== this.#known) {
      this.#known = value;
      this.#found = member(value, this.#name);
    }
    return this.#found;
  }
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
