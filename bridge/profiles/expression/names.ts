import type { Over } from './signature.ts';
import type { Compiled } from './value.ts';

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
