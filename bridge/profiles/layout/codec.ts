import type { Value } from '../expression/value.ts';
import type { Reader, Run } from './run.ts';
import type { Size } from './size.ts';

/** How one kind of part is read from bytes and written to them. */
export interface Codec {
  /** Leaves the value in `run.value`. */
  read: Reader;
  /** The bytes of a value, or null where it has none. */
  write(value: Value, run: Run): Uint8Array | null;
  /** Bytes it takes, where always the same. */
  width: number | null;
  /** How its bytes are counted, where it has a size of its own. */
  size?: Size;
  /** Turns content that was found into a value; `undefined` where it cannot be one. */
  convert?(bytes: Uint8Array, run: Run): Value | undefined;
  /** The content of a value, without the mark that ends it; filled up to its size unless it `isFree` of it. */
  encode?(value: Value, run: Run, isFree?: boolean): Uint8Array | null;
  /** It is one byte, and its value is that byte. */
  isByte?: boolean;
  /** Its bytes may be no value of its kind, and then it can be something else. */
  isDoubtful?: boolean;
  /** Its value is words. */
  isWords?: boolean;
  /** Bytes that never change. */
  constant?: Uint8Array;
  /** A value to write where none was given. */
  usual?: Value;
}
