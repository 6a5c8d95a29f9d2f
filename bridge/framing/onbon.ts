import { crc16Arc } from './checksums.ts';
import type { Framing, Verdict } from './framing.ts';

/**
 * Onbon BX-5K/6K font-library cards (onbonlab/bx.k.java, bx.dual.dyn.java): a run of A5, then
 * header, content and CRC-16/ARC escaped so that A5 and 5A never occur inside, then 5A.
 */
export interface OnbonFrame {
  /** Screen number; FFFE is "whichever screen this is". */
  to: number;
  from: number;
  /** Model of the card; FE, the default, is "whichever model this is". */
  model?: number;
  group: number;
  command: number;
  /** Commands: 01 asks for an answer. Answers: the error, 0 for none. */
  third: number;
  payload: Uint8Array;
}

export const onbonHost = 0x8000;
export const onbonAnyScreen = 0xfffe;
const anyModel = 0xfe;
const version = 0x02;

const headerLength = 14;
/** Group, command, response or error, two reserved. */
const prefixLength = 5;
const crcLength = 2;
const preamble = 8;
/** A longer run of A5 is a stuck line, not the beginning of a frame. */
const longestRun = 16;
/** Several areas full of text, every byte of it escaped. */
const maxFrame = 2048;

const escapes = new Map([
  [0xa5, [0xa6, 0x02]],
  [0xa6, [0xa6, 0x01]],
  [0x5a, [0x5b, 0x02]],
  [0x5b, [0x5b, 0x01]],
]);

/** Replaces the bytes that mark frames by pairs. */
export function escapeOnbon(bytes: Uint8Array): Uint8Array {
  const escaped = new Uint8Array(2 * bytes.length);
  let length = 0;
  for (const byte of bytes) {
    const pair = escapes.get(byte);
    if (pair) {
      escaped.set(pair, length);
      length += 2;
    } else escaped[length++] = byte;
  }
  return escaped.slice(0, length);
}

/** Undoes {@link escapeOnbon}; null when a pair is none. */
export function unescapeOnbon(bytes: Uint8Array): Uint8Array | null {
  const plain = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte !== 0xa6 && byte !== 0x5b) {
      plain[length++] = byte;
      continue;
    }
    const second = bytes[++at];
    if (second === 1) plain[length++] = byte;
    else if (second === 2) plain[length++] = byte - 1;
    else return null;
  }
  return plain.slice(0, length);
}

/** Puts escaped content between the marks; the content carries its own CRC. */
export function wrapOnbon(content: Uint8Array): Uint8Array {
  const escaped = escapeOnbon(content);
  const frame = new Uint8Array(preamble + escaped.length + 1).fill(0xa5, 0, preamble);
  frame.set(escaped, preamble);
  frame[frame.length - 1] = 0x5a;
  return frame;
}

/** Header, content and CRC of what {@link wrapOnbon} made; null when it is no such frame. */
export function unwrapOnbon(frame: Uint8Array): Uint8Array | null {
  const start = frame.findIndex((byte) => byte !== 0xa5);
  if (start < 1 || frame.at(-1) !== 0x5a) return null;
  return unescapeOnbon(frame.subarray(start, -1));
}

/** A whole frame, checked by CRC. */
export function buildOnbon(frame: OnbonFrame): Uint8Array {
  const { to, from, model = anyModel, group, command, third, payload } = frame;
  const length = prefixLength + payload.length;
  const content = new Uint8Array(headerLength + length + crcLength);
  const view = new DataView(content.buffer);
  view.setUint16(0, to, true);
  view.setUint16(2, from, true);
  content.set([model, version], 10);
  view.setUint16(12, length, true);
  content.set([group, command, third], headerLength);
  content.set(payload, headerLength + prefixLength);
  view.setUint16(content.length - crcLength, crc16Arc(content.subarray(0, -crcLength)), true);
  return wrapOnbon(content);
}

/** The parts of a whole frame, or null when its escapes, CRC or length are wrong. */
export function parseOnbon(frame: Uint8Array): Required<OnbonFrame> | null {
  const content = unwrapOnbon(frame);
  if (!content || content.length < headerLength + prefixLength + crcLength) return null;
  const view = new DataView(content.buffer);
  if (view.getUint16(content.length - crcLength, true) !== crc16Arc(content.subarray(0, -crcLength)))
    return null;
  if (view.getUint16(12, true) !== content.length - headerLength - crcLength) return null;
  const [group = 0, command = 0, third = 0] = content.subarray(headerLength);
  return {
    to: view.getUint16(0, true),
    from: view.getUint16(2, true),
    model: content[10] ?? anyModel,
    group,
    command,
    third,
    payload: content.slice(headerLength + prefixLength, -crcLength),
  };
}

function inspectOnbon(bytes: Uint8Array): Verdict {
  const start = bytes.indexOf(0xa5);
  if (start !== 0) return { kind: 'noise', length: start < 0 ? bytes.length : start };
  const body = bytes.findIndex((byte) => byte !== 0xa5);
  const run = body < 0 ? bytes.length : body;
  if (run > longestRun) return { kind: 'noise', length: run - longestRun };
  if (body < 0) return { kind: 'wait' };
  const end = bytes.subarray(body).findIndex((byte) => byte === 0x5a || byte === 0xa5);
  const length = body + end + 1;
  if (length > maxFrame || (end < 0 && bytes.length >= maxFrame)) return { kind: 'noise', length: 1 };
  if (end < 0) return { kind: 'wait' };
  // A5 cannot stand inside a frame: what went before it was cut off.
  if (bytes[body + end] === 0xa5) return { kind: 'noise', length: body + end };
  const frame = bytes.subarray(0, length);
  if (parseOnbon(frame)) return { kind: 'frame', length };
  const content = unwrapOnbon(frame);
  const whole = content !== null && content.length >= headerLength + prefixLength + crcLength;
  return whole ? { kind: 'badChecksum' } : { kind: 'noise', length: 1 };
}

/** The framing of a line with Onbon cards; any run of A5 from one on begins a frame. */
export const onbonFraming: Framing = { id: 'onbon', maxFrame, inspect: inspectOnbon };
