import { unexpected, withoutBrackets } from './misread.ts';
import { longOf, ofWhole } from './whole.ts';

export { ExpressionError } from './misread.ts';

/** A thought of an expression; `at` is the place in its text, from 0. */
export type Node =
  | { kind: 'literal'; value: number | string | boolean | null; at: number }
  | { kind: 'name'; name: string; at: number }
  | { kind: 'member'; of: Node; name: string; at: number }
  | { kind: 'index'; of: Node; index: Node; at: number }
  | { kind: 'call'; name: string; args: Node[]; at: number }
  /** `from..to`, both ends included; an absent end is the beginning or the end of what there is. */
  | { kind: 'range'; from: Node | null; to: Node | null; at: number }
  | { kind: 'unary'; operator: string; of: Node; at: number }
  | { kind: 'binary'; operator: string; left: Node; right: Node; at: number }
  | { kind: 'choice'; test: Node; yes: Node; no: Node; at: number }
  | { kind: 'list'; items: Node[]; at: number };

interface Token {
  kind: 'number' | 'string' | 'name' | 'sign' | 'end';
  text: string;
  at: number;
}

const TOKEN =
  /\s*(?:(0x[0-9a-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?)|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|([a-z_]\w*)|(\.\.|\*\*|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%<>!~?:.,()[\]&|^]))/iy;

/** Binds weakest first; operators of one row bind alike, from the left. */
export const binding = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>=', 'in'],
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
] as const;

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', 0: '\0' };
const CONSTANTS: Record<string, boolean | null> = { true: true, false: false, null: null };
/** Deeper nesting is no expression a person wrote. */
const DEEPEST = 60;

/**
 * Reads an expression: numbers, strings, names, `a.b`, `a[i]`, calls, lists, ranges `a..b`,
 * arithmetic, bits, comparison, `in`, `&&`, `||`, `!` and `test ? yes : no`.
 *
 * @throws ExpressionError that says where it stops making sense
 */
export function parseExpression(text: string): Node {
  const parser = new Parser(tokensOf(text), text);
  const node = parser.range();
  parser.finish();
  return node;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) {
      if (text.slice(start).trim() === '') break;
      throw unexpected(text, start);
    }
    const [, number, string, name, sign] = found;
    const at = TOKEN.lastIndex - (number ?? string ?? name ?? sign ?? '').length;
    if (number !== undefined) tokens.push({ kind: 'number', text: number, at });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string, at });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, at });
    else tokens.push({ kind: 'sign', text: sign ?? '', at });
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}

class Parser {
  readonly #tokens: Token[];
  readonly #text: string;
  #next = 0;
  #depth = 0;

  constructor(tokens: Token[], text: string) {
    this.#tokens = tokens;
    this.#text = text;
  }

  finish(): void {
    if (this.#token.kind !== 'end') throw unexpected(this.#text, this.#token.at);
  }

  range(): Node {
    const { at } = this.#token;
    const from = this.#isSign('..') ? null : this.#choice();
    const { at: dots } = this.#token;
    if (!this.#takeSign('..')) return from as Node;
    const isOpen = this.#token.kind === 'end' || this.#isSign(')') || this.#isSign(',');
    const to = isOpen ? null : this.#choice();
    const compared = from && lastCompared(from);
    if (compared) throw withoutBrackets(this.#text, compared, dots);
    return { kind: 'range', from, to, at };
  }

  get #token(): Token {
    return this.#tokens[this.#next] as Token;
  }

  #choice(): Node {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw unexpected(this.#text, this.#token.at);
    const test = this.#binary(0);
    let node = test;
    if (this.#takeSign('?')) {
      const yes = this.#choice();
      this.#expect(':');
      node = { kind: 'choice', test, yes, no: this.#choice(), at: test.at };
    }
    this.#depth -= 1;
    return node;
  }

  #binary(level: number): Node {
    const operators: readonly string[] | undefined = binding[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    while (operators.includes(this.#token.text) && this.#token.kind !== 'string') {
      const { text: operator, at } = this.#token;
      this.#next += 1;
      left = { kind: 'binary', operator, left, right: this.#binary(level + 1), at };
    }
    return left;
  }

  #unary(): Node {
    const { text: operator, at } = this.#token;
    for (const sign of ['-', '!', '~']) {
      if (!this.#takeSign(sign)) continue;
      this.#depth += 1;
      if (this.#depth > DEEPEST) throw unexpected(this.#text, at);
      const of = this.#unary();
      this.#depth -= 1;
      return { kind: 'unary', operator, of, at };
    }
    return this.#power();
  }

  #power(): Node {
    const left = this.#postfix();
    const { at } = this.#token;
    if (!this.#takeSign('**')) return left;
    return { kind: 'binary', operator: '**', left, right: this.#unary(), at };
  }

  #postfix(): Node {
    let node = this.#primary();
    for (;;) {
      const { at } = this.#token;
      if (this.#takeSign('[')) {
        node = { kind: 'index', of: node, index: this.#choice(), at };
        this.#expect(']');
      } else if (this.#takeSign('.')) {
        const name = this.#token;
        if (name.kind !== 'name') throw unexpected(this.#text, name.at);
        this.#next += 1;
        node = { kind: 'member', of: node, name: name.text, at };
      } else return node;
    }
  }

  #primary(): Node {
    const { kind, text, at } = this.#token;
    this.#next += 1;
    if (kind === 'number') return { kind: 'literal', value: numberIn(text), at };
    if (kind === 'string') return { kind: 'literal', value: unquoted(text), at };
    if (kind === 'name') {
      if (Object.hasOwn(CONSTANTS, text)) return { kind: 'literal', value: CONSTANTS[text] ?? null, at };
      if (!this.#takeSign('(')) return { kind: 'name', name: text, at };
      return { kind: 'call', name: text, args: this.#items(')'), at };
    }
    if (text === '(') {
      const inner = this.#choice();
      this.#expect(')');
      return inner;
    }
    if (text === '[') return { kind: 'list', items: this.#items(']'), at };
    throw unexpected(this.#text, at);
  }

  #items(close: string): Node[] {
    const items: Node[] = [];
    if (this.#takeSign(close)) return items;
    do items.push(this.range());
    while (this.#takeSign(','));
    this.#expect(close);
    return items;
  }

  #isSign(text: string): boolean {
    return this.#token.kind === 'sign' && this.#token.text === text;
  }

  #takeSign(text: string): boolean {
    if (!this.#isSign(text)) return false;
    this.#next += 1;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#takeSign(sign)) throw unexpected(this.#text, this.#token.at);
  }
}

/** A number as it is written; a whole one that is too large to be exact is its digits. */
function numberIn(text: string): number | string | null {
  const long = longOf(text);
  return long === null ? Number(text) : ofWhole(long);
}

function unquoted(text: string): string {
  return text
    .slice(1, -1)
    .replace(/\\(?:x([0-9a-f]{2})|(.))/gis, (_, code: string | undefined, letter: string | undefined) =>
      code !== undefined ? String.fromCharCode(parseInt(code, 16)) : (ESCAPES[letter ?? ''] ?? letter ?? ''),
    );
}

/** The comparison at the end of a thought, of which a range that follows is meant to be the right side. */
function lastCompared(node: Node): (Node & { kind: 'binary' }) | null {
  if (node.kind !== 'binary') return null;
  if (node.operator === 'in' || node.operator === '==') return node;
  return node.operator === '&&' || node.operator === '||' ? lastCompared(node.right) : null;
}

/** The thoughts right inside one. */
function partsOf(node: Node): Node[] {
  switch (node.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'member':
    case 'unary':
      return [node.of];
    case 'index':
      return [node.of, node.index];
    case 'call':
      return node.args;
    case 'list':
      return node.items;
    case 'range':
      return [node.from, node.to].filter((end) => end !== null);
    case 'binary':
      return [node.left, node.right];
    case 'choice':
      return [node.test, node.yes, node.no];
  }
}

/** Every name an expression takes a value from. */
export function namesIn(node: Node): string[] {
  return node.kind === 'name' ? [node.name] : partsOf(node).flatMap(namesIn);
}

/** Whether an expression is the same for every frame: it has no name in it, and takes no bytes. */
export function isFixed(node: Node): boolean {
  if (node.kind === 'range') return node.from?.kind === 'literal' && node.to?.kind === 'literal';
  return node.kind !== 'name' && partsOf(node).every(isFixed);
}
