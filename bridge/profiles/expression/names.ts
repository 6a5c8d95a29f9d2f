import { js, type Code } from './code.ts';
import type { Value } from './value.ts';

/** What the names in an expression mean, in code that finds it in a scope `s`. */
export interface Names {
  /** A name's value, or null for a name that names nothing. */
  value(name: string): Code | null;
  /** The bytes from one part to another. @throws ExpressionError for what is no part */
  bytes?(from: string | null, to: string | null): Code;
  /** What is made of the bytes from one part to another, where they lie. */
  span?(from: string | null, to: string | null, over: OverStretch): Code;
  /** The bytes of a part that may lie where they were received; null for what never does. */
  stretch?(name: string): Stretch | null;
  /** The bytes of a part on the line, or null where it has none; null for what is no part. */
  wire?(name: string): Code | null;
  /** Every name, for the advice on one that is not there. */
  known(): string[];
}

/** Code that works on the bytes from `start` up to `end`. */
export type OverStretch = (bytes: Code, start: Code, end: Code) => Code;

/**
 * Bytes that can be worked on where they lie: what is made `over` them there, so that they are
 * never cut out. Where it turns out that they do not lie anywhere, it is done `otherwise`.
 */
export type Stretch = (over: OverStretch, otherwise: Code) => Code;

/** The same names and some `own` ones, which come first; `known` are their names. */
export function alsoNamed(names: Names, own: (name: string) => Code | null, known: readonly string[]): Names {
  const { bytes, span, stretch, wire } = names;
  return {
    value: (name) => own(name) ?? names.value(name),
    known: () => [...names.known(), ...known],
    ...(bytes ? { bytes: bytes.bind(names) } : {}),
    ...(span ? { span: span.bind(names) } : {}),
    ...(stretch ? { stretch: (name) => (own(name) ? null : stretch.call(names, name)) } : {}),
    ...(wire ? { wire: (name) => (own(name) ? null : wire.call(names, name)) } : {}),
  };
}

/** An item of a list while it is looked at. */
export class Cell {
  item: Value = null;
  /** Its place in the list, from 1. */
  number = 0;

  /** Names for it, and for its place, besides others. */
  named(names: Names, item = 'item'): Names {
    const own = (name: string) => {
      if (name === item) return js`${this}.item`;
      return name === 'number' ? js`${this}.number` : null;
    };
    return alsoNamed(names, own, [item, 'number']);
  }
}
