import type { Over } from './signature.ts';
import type { Compiled, Value } from './value.ts';

/** What the names in an expression mean. */
export interface Names<Scope> {
  /** How a name's value is found, or null for a name that names nothing. */
  value(name: string): Compiled<Scope> | null;
  /** How the bytes from one part to another are found. @throws ExpressionError for what is no part */
  bytes?(from: string | null, to: string | null): (scope: Scope) => Uint8Array;
  /** What a function makes of the bytes from one part to another, where they lie. */
  span?(from: string | null, to: string | null, over: Over): Compiled<Scope>;
  /** The bytes of a part that may lie where they were received; null for what never does. */
  stretch?(name: string): Stretch<Scope> | null;
  /** The bytes of a part on the line; null where it has none. */
  wire?(name: string): (scope: Scope) => Uint8Array | null;
  /** Every name, for the advice on one that is not there. */
  known(): string[];
}

/**
 * Bytes that can be worked on where they lie: what is made `over` them there, so that they are
 * never cut out. Where it turns out that they do not lie anywhere, it is done `otherwise`.
 */
export type Stretch<Scope> = (over: Over, otherwise: Compiled<Scope>) => Compiled<Scope>;

/** The same names and some `own` ones, which come first; `known` are their names. */
export function alsoNamed<Scope>(
  names: Names<Scope>,
  own: (name: string) => Compiled<Scope> | null,
  known: readonly string[],
): Names<Scope> {
  const { bytes, span, stretch, wire } = names;
  return {
    value: (name) => own(name) ?? names.value(name),
    known: () => [...names.known(), ...known],
    ...(bytes ? { bytes: bytes.bind(names) } : {}),
    ...(span ? { span: span.bind(names) } : {}),
    ...(stretch ? { stretch: (name) => (own(name) ? null : stretch.call(names, name)) } : {}),
    ...(wire ? { wire: (name) => (own(name) ? () => null : wire.call(names, name)) } : {}),
  };
}

/** An item of a list while it is looked at. */
export class Cell {
  item: Value = null;
  /** Its place in the list, from 1. */
  number = 0;

  /** Names for it, and for its place, besides others. */
  named<Scope>(names: Names<Scope>, item = 'item'): Names<Scope> {
    const own: Record<string, Compiled<Scope>> = { number: () => this.number, [item]: () => this.item };
    return alsoNamed(names, (name) => (Object.hasOwn(own, name) ? own[name]! : null), [item, 'number']);
  }
}
