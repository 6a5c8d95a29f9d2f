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

/** Reads at the place where a run stands, and moves it on. */
export type Reader = (run: Run) => Status;

/** A part that was read: which, and where in the bytes of the line. */
export interface Span {
  part: number;
  start: number;
  end: number;
}

/**
 * One pass over bytes: where it stands, and what the parts read so far were. The same run
 * serves frame after frame, so that reading makes no objects of its own.
 */
export class Run {
  /** The bytes being read: those of the line, or what a part's steps made of its bytes. */
  bytes: Uint8Array = new Uint8Array(0);
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

  /** What each part is, and where it lies in which bytes. */
  readonly slots: Value[];
  readonly starts: number[];
  readonly ends: number[];
  readonly owners: (Uint8Array | null)[];

  frame = '';
  settings: Value = null;
  args: Value = null;
  sent: Value = null;
  /** How many requests were built before this one. */
  counter = 0;

  /** Where a description of the frame is wanted: the parts that were read. */
  trace: Span[] | null = null;
  /** The place on the line of each byte being read, where steps have moved them. */
  origins: readonly number[] | null = null;

  constructor(slots: number) {
    this.slots = Array<Value>(slots).fill(null);
    this.starts = Array<number>(slots).fill(0);
    this.ends = Array<number>(slots).fill(0);
    this.owners = Array<Uint8Array | null>(slots).fill(null);
  }

  /** Begins anew, on other bytes. */
  begin(bytes: Uint8Array, frame: string): void {
    this.bytes = bytes;
    this.at = 0;
    this.end = bytes.length;
    this.frame = frame;
    this.origins = null;
    for (let slot = 0; slot < this.slots.length; slot += 1) {
      this.slots[slot] = null;
      this.owners[slot] = null;
    }
  }

  /** Whether so many bytes are there. */
  need(count: number): Status {
    const end = this.at + count;
    if (end <= this.end) return WHOLE;
    return this.isOpen && end <= this.limit ? WAIT : NOISE;
  }

  /** Keeps what a part is and where it lies. */
  keep(slot: number, value: Value, start: number, end: number): void {
    this.slots[slot] = value;
    this.starts[slot] = start;
    this.ends[slot] = end;
    this.owners[slot] = this.bytes;
  }

  /** Notes a part for the description. */
  note(part: number, start: number, end: number): void {
    const { origins } = this;
    const place = (at: number) => (origins ? (origins[at] ?? origins.at(-1) ?? 0) : at);
    this.trace?.push({ part, start: place(start), end: place(end) });
  }
}
