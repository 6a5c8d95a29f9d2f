import type { Framing, Verdict } from './framing.ts';

/**
 * What an ESC/POS printer says (Epson ESC/POS, "Transmission Status Identification"): the first
 * byte tells how long it is, and nothing has a checksum. The full status of six bytes is an
 * extension of kiosk printers (Custom KPM150-H manual).
 */
export type EscposReply = 'automatic' | 'realTime' | 'full' | 'inStream' | 'flow' | 'block';

/** What a printer may say beyond what every printer says; each would be noise on other lines. */
export interface EscposDialect {
  /** Kiosk printer that answers DLE EOT 20 with six bytes. */
  presenter?: boolean;
  /** Answers GS r in the stream of the job with one byte. */
  inStream?: boolean;
  /** XON and XOFF come through, as behind a serial server. */
  flow?: boolean;
}

const automaticLength = 4;
const fullLength = 6;
/** Header, maker's or model's name, NUL. */
const longestBlock = 66;
const [xon, xoff] = [0x11, 0x13];

const isAutomatic = (byte: number) => (byte & 0x93) === 0x10;
const isRealTime = (byte: number) => (byte & 0x93) === 0x12;
const isInStream = (byte: number) => (byte & 0x90) === 0;

/** What a whole frame is, or null when no printer says it. */
export function escposReply(frame: Uint8Array): EscposReply | null {
  const [first = 0, second] = frame;
  if (first === 0x5f) return 'block';
  if (frame.length === 1) {
    if (first === xon || first === xoff) return 'flow';
    if (isRealTime(first)) return 'realTime';
    return isInStream(first) ? 'inStream' : null;
  }
  if (frame.length === fullLength && first === 0x10 && second === 0x0f) return 'full';
  const whole = frame.length === automaticLength && isAutomatic(first);
  return whole && frame.subarray(1).every(isInStream) ? 'automatic' : null;
}

function inspectAutomatic(bytes: Uint8Array): Verdict {
  if (!bytes.subarray(1, automaticLength).every(isInStream)) return { kind: 'noise', length: 1 };
  return bytes.length < automaticLength ? { kind: 'wait' } : { kind: 'frame', length: automaticLength };
}

function inspectBlock(bytes: Uint8Array): Verdict {
  const end = bytes.subarray(1, longestBlock).findIndex((byte) => byte < 0x20 || byte > 0x7e) + 1;
  if (end > 0) return bytes[end] === 0 ? { kind: 'frame', length: end + 1 } : { kind: 'noise', length: 1 };
  return bytes.length < longestBlock ? { kind: 'wait' } : { kind: 'noise', length: 1 };
}

function inspect(bytes: Uint8Array, { presenter, inStream, flow }: EscposDialect): Verdict {
  const first = bytes[0] ?? 0;
  const single: Verdict = { kind: 'frame', length: 1 };
  if (isRealTime(first)) return single;
  if (presenter && first === 0x10 && bytes[1] === 0x0f) {
    return bytes.length < fullLength ? { kind: 'wait' } : { kind: 'frame', length: fullLength };
  }
  if (isAutomatic(first)) return inspectAutomatic(bytes);
  if (first === 0x5f) return inspectBlock(bytes);
  if (flow && (first === xon || first === xoff)) return single;
  if (inStream && isInStream(first)) return single;
  return { kind: 'noise', length: 1 };
}

const framings = new Map<string, Framing>();

/** The framing of a line with a printer of this dialect; one and the same for the same dialect. */
export function escposFraming(dialect: EscposDialect = {}): Framing {
  const spoken = (['presenter', 'inStream', 'flow'] as const).filter((name) => dialect[name]);
  const id = ['escpos', ...spoken].join('+');
  const known = framings.get(id);
  if (known) return known;
  const made: Framing = { id, maxFrame: longestBlock, inspect: (bytes) => inspect(bytes, dialect) };
  framings.set(id, made);
  return made;
}
