import type { Node } from '../expression/syntax.ts';
import type { Compiled } from '../expression/value.ts';
import type { Run } from './run.ts';

/** What a step makes of bytes, and where each byte of the result came from. */
export interface Turned {
  bytes: Uint8Array;
  /** The place of each result byte in what went in, and the end; absent where nothing moved. */
  origins?: readonly number[];
  /** The bytes changed places, so that no byte can be traced alone. */
  isTangled?: boolean;
}

/** What a step makes of the bytes of a line that may go on with others. */
export interface Prefix extends Turned {
  /** The bytes behind it cannot have been made this way, whatever follows. */
  isBroken: boolean;
}

/** One change that was made to bytes before they were sent: taken back when reading, made when building. */
export interface Step {
  /** Null where the bytes cannot have been made this way. */
  read(bytes: Uint8Array, run: Run): Turned | null;
  /** As many of the bytes as were made this way; absent for a step that needs all of them. */
  prefix?(bytes: Uint8Array, run: Run): Prefix | null;
  write(bytes: Uint8Array, run: Run): Uint8Array | null;
  /** There may be more or fewer bytes on the line than what they mean. */
  resizes?: boolean;
}

/** Makes a step of its values: compiled, and as they were read. */
export type Make = (args: Compiled<Run>[], nodes: Node[]) => Step;

/** A step a profile can name, and how many values it takes. */
export interface StepKind {
  least: number;
  most: number;
  make: Make;
  /** There may be more or fewer bytes on the line than what they mean. */
  resizes?: boolean;
}
