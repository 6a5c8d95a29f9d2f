import { viewOf } from '../../framing/bytes.ts';
import type { Value } from '../expression/value.ts';

/** How far reading came. */
export const WHOLE = 0;
/** The bytes end before the frame does: more may come. */
export const WAIT = 1;
/** This is not such a frame. */
export const NOISE = 2;
/** It has the shape of such a frame, but a check is wrong. */
export const BAD_CHECK = 3;
export type Status = typeof WHOLE | typeof WAIT | typeof NOISE | typeof BAD_CHECK;

/**
 * What a run keeps of a part that is bytes as they lie on the line, until somebody asks for them:
 * to cut them out costs as much as all else that is done for a part.
 */
export const UNCUT = new Uint8Array(0);

/** What a run keeps of a value that follows from parts, until somebody asks for it: it may be another's frame. */
export const UNMADE = new Uint8Array(0);

/** Reads at the place where a run stands, and moves it on. */
export type Reader = (run: Run) => Status;

/** A part that was read: which, and where in the bytes of the line. */
export interface Span {
  part: number;
  start: number;
  end: number;
}

/** A part that is not what it must be; `must` is absent where there are several, and null where there is none. */
export interface Misfit {
  slot: number;
  is: Value;
  must?: Value;
}

/**
 * One pass over bytes: where it stands, and what the parts read so far were. The same run
 * serves frame after frame, so that reading makes no objects of its own.
 */
export class Run {
  /** The bytes being read: those of the line, or what a part's steps made of its bytes. */
  bytes: Uint8Array = new Uint8Array(0);
  /** Where the frame begins among the bytes of the line. */
  origin = 0;
  at = 0;
  end = 0;
  /** Whether more bytes may follow the end. */
  isOpen = false;
  /** Whether the line has fallen silent, so that a part of open length ends here. */
  isIdle = false;
  /** No frame reaches further. */
  limit = Infinity;
  /** What a codec read last. */
  value: Value = null;

  /** What each part is (`valueOf` tells it), and where it lies in which bytes. */
  readonly slots: Value[];
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** In which of `buffers` each part lies; -1 for one that was not read. */
  readonly owners: Int32Array;
  /** The bytes on the line, and after them what steps made of some. */
  readonly buffers: Uint8Array[] = [];
  /** Which of them is being read. */
  buffer = 0;

  frame = '';
  settings: Value = null;
  args: Value = null;
  sent: Value = null;
  /** How many requests were built before this one. */
  counter = 0;

  /** Where a description of the frame is wanted: the parts that were read. */
  trace: Span[] | null = null;
  /** Of a frame that is described: the part that is not what it must be. */
  misfit: Misfit | null = null;
  /** The place on the line of each byte being read, where steps have moved them. */
  origins: readonly number[] | null = null;

  constructor(slots: number) {
    this.slots = Array<Value>(slots).fill(null);
    this.starts = new Int32Array(slots);
    this.ends = new Int32Array(slots);
    this.owners = new Int32Array(slots).fill(-1);
  }

  /** Begins anew, on a frame that begins at a place in bytes. */
  begin(bytes: Uint8Array, frame: string, origin = 0): void {
    this.beginAgain(bytes, origin);
    this.frame = frame;
    this.origins = null;
    this.misfit = null;
    // A `fill` of each costs more: most profiles have a dozen parts.
    for (let slot = 0; slot < this.slots.length; slot += 1) {
      this.slots[slot] = null;
      this.owners[slot] = -1;
    }
  }

  /** Begins anew on bytes in which every part will be set again. */
  beginAgain(bytes: Uint8Array, origin: number): void {
    this.origin = origin;
    this.at = origin;
    this.end = bytes.length;
    this.buffer = 0;
    if (this.bytes === bytes && this.buffers.length === 1) return;
    this.bytes = bytes;
    this.buffers.length = 0;
    this.buffers.push(bytes);
  }

  /** Where bytes begin that parts lie in: those of the line with the frame. */
  originOf(bytes: Uint8Array): number {
    return bytes === this.buffers[0] ? this.origin : 0;
  }

  /** The bytes a part lies in, or null for one that was not read. */
  ownerOf(slot: number): Uint8Array | null {
    const owner = this.owners[slot]!;
    return owner < 0 ? null : this.buffers[owner]!;
  }

  /** The bytes of a part on the line, or null for one that was not read. */
  wireOf(slot: number): Uint8Array | null {
    return this.ownerOf(slot)?.subarray(this.starts[slot], this.ends[slot]) ?? null;
  }

  /** Whether a part was read. */
  has(slot: number): boolean {
    return this.owners[slot]! >= 0;
  }

  /** Adds bytes of their own, in which parts can lie. Returns which they are. */
  addBuffer(bytes: Uint8Array): number {
    return this.buffers.push(bytes) - 1;
  }

  /** Whether so many bytes are there. */
  need(count: number): Status {
    const end = this.at + count;
    if (end <= this.end) return WHOLE;
    return this.isOpen && end <= this.limit ? WAIT : NOISE;
  }

  /** What a part is. */
  valueOf(slot: number): Value {
    const value = this.slots[slot]!;
    return value === UNCUT ? this.#cut(slot) : value;
  }

  #cut(slot: number): Uint8Array {
    const bytes = viewOf(this.ownerOf(slot)!, this.starts[slot]!, this.ends[slot]!);
    this.slots[slot] = bytes;
    return bytes;
  }

  /** Keeps what a part is and where it lies. */
  keep(slot: number, value: Value, start: number, end: number): void {
    this.slots[slot] = value;
    this.starts[slot] = start;
    this.ends[slot] = end;
    this.owners[slot] = this.buffer;
  }

  /** Notes a part for the description. */
  note(part: number, start: number, end: number): void {
    const { origins } = this;
    const place = (at: number) => (origins ? (origins[at] ?? origins.at(-1) ?? 0) : at);
    this.trace?.push({ part, start: place(start), end: place(end) });
  }
}
