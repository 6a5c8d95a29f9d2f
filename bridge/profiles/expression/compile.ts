import { ExpressionError, parseExpression, type Node } from './syntax.ts';
import { functions } from './functions.ts';
import { nearest } from './nearest.ts';
import { binary, unary } from './operators.ts';
import { isBytes, isList, isRecord, isTrue, type Compiled, type Value } from './value.ts';

/** What the names in an expression mean. */
export interface Names<Scope> {
  /** How a name's value is found, or null for a name that names nothing. */
  value(name: string): Compiled<Scope> | null;
  /** How the bytes from one part to another are found. @throws ExpressionError for what is no part */
  bytes?(from: string | null, to: string | null): (scope: Scope) => Uint8Array;
  /** The bytes of a part on the line; null where it has none. */
  wire?(name: string): (scope: Scope) => Uint8Array | null;
  /** Every name, for the advice on one that is not there. */
  known(): string[];
}

/**
 * Makes an expression ready to be evaluated often.
 *
 * @throws ExpressionError that says what cannot be read, or which name is not there and which was meant
 */
export function compileExpression<Scope>(text: string, names: Names<Scope>): Compiled<Scope> {
  return compileNode(parseExpression(text), names);
}

/** As `compileExpression`, for an expression that has been read. */
export function compileNode<Scope>(node: Node, names: Names<Scope>): Compiled<Scope> {
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'name':
      return names.value(node.name) ?? noSuch(node.name, names);
    case 'member': {
      const of = compileNode(node.of, names);
      const { name } = node;
      return (scope) => member(of(scope), name);
    }
    case 'index': {
      const of = compileNode(node.of, names);
      const index = compileNode(node.index, names);
      return (scope) => item(of(scope), index(scope));
    }
    case 'unary':
      return unary(node.operator, compileNode(node.of, names));
    case 'binary':
      return binary(node.operator, compileNode(node.left, names), compileNode(node.right, names));
    case 'choice': {
      const [test, yes, no] = [node.test, node.yes, node.no].map((part) => compileNode(part, names));
      return (scope) => (isTrue(test!(scope)) ? yes!(scope) : no!(scope));
    }
    case 'list': {
      const items = node.items.map((part) => compileNode(part, names));
      return (scope) => items.map((part) => part(scope));
    }
    case 'range':
      return compileRange(node, names);
    case 'call':
      return compileCall(node, names);
  }
}

function compileRange<Scope>(node: Node & { kind: 'range' }, names: Names<Scope>): Compiled<Scope> {
  const [from, to] = [node.from, node.to].map((end) => {
    if (end === null) return null;
    if (end.kind === 'name') return end.name;
    throw new ExpressionError({
      zh: '“从..到”的两端应是部分的名称，如 address..data',
      en: 'the ends of "from..to" are names of parts, as in address..data',
    });
  }) as [string | null, string | null];
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
  const { least, most, run } = found;
  if (node.args.length < least || node.args.length > most) {
    const wanted = least === most ? `${least}` : `${least}–${most}`;
    throw new ExpressionError({
      zh: `函数“${node.name}”要 ${wanted} 个值，却给了 ${node.args.length} 个`,
      en: `"${node.name}" takes ${wanted} values, not ${node.args.length}`,
    });
  }
  const args = node.args.map((part) => (found.takesBytes ? bytesOf(part, names) : compileNode(part, names)));
  const [first, second] = args;
  if (args.length === 1) return (scope) => run(first!(scope));
  if (args.length === 2) return (scope) => run(first!(scope), second!(scope));
  return (scope) => run(...args.map((part) => part(scope)));
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
  throw new ExpressionError({
    zh: `没有名为“${name}”的部分或值${meant ? `，是否想写“${meant}”？` : ''}`,
    en: `there is no part or value "${name}"${meant ? `; did you mean "${meant}"?` : ''}`,
  });
}

function member(of: Value, name: string): Value {
  return isRecord(of) && Object.hasOwn(of, name) ? (of[name] ?? null) : null;
}

/** An item by its place, from the end where that is negative, or by its name. */
function item(of: Value, index: Value): Value {
  if (typeof index === 'string') return member(of, index);
  if (typeof index !== 'number') return null;
  if (typeof of === 'string') return of.at(index) ?? null;
  if (isRecord(of)) return member(of, String(index));
  return isBytes(of) || isList(of) ? (of.at(index) ?? null) : null;
}
