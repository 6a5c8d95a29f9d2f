import { viewOf } from './bytes.ts';
import type { Framing, Verdict } from './framing.ts';

export type Discarded = 'noise' | 'badChecksum' | 'timeout';

export interface FramerSink {
  /** A whole frame; the array is the receiver's to keep. */
  frame(bytes: Uint8Array): void;
  /** Bytes that belong to no frame, in one piece as far as they lay together. */
  discarded(bytes: Uint8Array, why: Discarded): void;
}

/**
 * bytes → frames. Holds at most two frames' length, gives up one byte at a time where
 * a candidate fails, and hands on every byte exactly once: as part of a frame or as
 * discarded, never hidden.
 */
export class Framer {
  readonly #framing: Framing;
  readonly #sink: FramerSink;
  #buffer: Uint8Array = new Uint8Array(0);
  #lost: number[] = [];
  #lostWhy: Discarded = 'noise';

  constructor(framing: Framing, sink: FramerSink) {
    this.#framing = framing;
    this.#sink = sink;
  }

  /** Bytes that wait for the rest of their frame. */
  get pending(): number {
    return this.#buffer.length;
  }

  /** Takes a chunk of any size, whole frames or not. */
  push(chunk: Uint8Array): void {
    this.#buffer = this.#buffer.length === 0 ? chunk : concat(this.#buffer, chunk);
    this.#scan(false);
    // A view on the caller's chunk must not outlive this call.
    if (this.#buffer.length > 0) this.#buffer = copyOf(this.#buffer, 0, this.#buffer.length);
  }

  /** Says that the line went silent: what is still incomplete will not be completed. */
  idle(): void {
    this.#scan(true);
  }

  /** Forgets everything, as after a reconnect; what was pending is discarded. */
  reset(): void {
    for (const byte of this.#buffer) this.#lose(byte, 'timeout');
    this.#buffer = new Uint8Array(0);
    this.#flushLost();
  }

  #scan(idle: boolean): void {
    let at = 0;
    while (at < this.#buffer.length) {
      const verdict = this.#inspect(at, idle);
      if (verdict.kind === 'frame') {
        this.#flushLost();
        const end = at + verdict.length;
        this.#sink.frame(copyOf(this.#buffer, at, end));
        at = end;
      } else if (verdict.kind === 'wait' && !idle) {
        if (this.#buffer.length - at <= 2 * this.#framing.maxFrame) break;
        this.#lose(this.#buffer[at++] as number, 'noise');
      } else if (verdict.kind === 'wait') {
        this.#lose(this.#buffer[at++] as number, 'timeout');
      } else if (verdict.kind === 'badChecksum') {
        this.#lose(this.#buffer[at++] as number, 'badChecksum');
      } else {
        const end = Math.min(this.#buffer.length, at + Math.max(1, verdict.length));
        while (at < end) this.#lose(this.#buffer[at++] as number, 'noise');
      }
    }
    this.#buffer = this.#buffer.subarray(at);
    this.#flushLost();
  }

  #inspect(at: number, idle: boolean): Verdict {
    const framing = this.#framing;
    if (framing.inspectAt) return framing.inspectAt(this.#buffer, at, idle);
    return framing.inspect(viewOf(this.#buffer, at, this.#buffer.length), idle);
  }

  /** The first reason names a run: the bytes after a bad checksum are its remains. */
  #lose(byte: number, why: Discarded): void {
    if (this.#lost.length === 0) this.#lostWhy = why;
    this.#lost.push(byte);
    if (this.#lost.length >= 4096) this.#flushLost();
  }

  #flushLost(): void {
    if (this.#lost.length === 0) return;
    const bytes = Uint8Array.from(this.#lost);
    this.#lost = [];
    this.#sink.discarded(bytes, this.#lostWhy);
  }
}

/** Bytes of their own; `slice` would give a view where the bytes are a Buffer, and is slower for short ones. */
function copyOf(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const copy = new Uint8Array(to - from);
  for (let at = from; at < to; at += 1) copy[at - from] = bytes[at]!;
  return copy;
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
