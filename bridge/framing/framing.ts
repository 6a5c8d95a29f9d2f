/** What a framing says about the bytes at the head of the buffer. */
export type Verdict =
  /** The first `length` bytes are a whole, checked frame. */
  | { kind: 'frame'; length: number }
  /** They may become a frame when more bytes arrive. */
  | { kind: 'wait' }
  /** The first `length` bytes cannot begin a frame. */
  | { kind: 'noise'; length: number }
  /** They have the shape of a frame, but the checksum is wrong. */
  | { kind: 'badChecksum' };

/**
 * How one protocol cuts a stream into frames: a pure look at the head of a buffer.
 * The framer does the rest (buffering, resynchronising, counting).
 */
export interface Framing {
  /** Lines whose devices share a framing share one framer; this names it. */
  id: string;
  /** No frame is longer, in bytes. */
  maxFrame: number;
  /**
   * @param bytes what has arrived and is not yet a frame; never empty
   * @param idle true when the line has been silent for longer than a frame can pause,
   *   so that nothing more will come; `wait` is then taken as noise
   */
  inspect(bytes: Uint8Array, idle: boolean): Verdict;
  /** The same from a place on, for a framing that can look where the bytes lie: nothing is cut out for it. */
  inspectAt?(bytes: Uint8Array, at: number, idle: boolean): Verdict;
}
