import { fromHex, toHex } from '../../bridge/framing/bytes.ts';
import { Framer, type Discarded } from '../../bridge/framing/framer.ts';
import type { Framing } from '../../bridge/framing/framing.ts';
import published from './vectors.json' with { type: 'json' };

export interface Vector {
  protocol: string;
  direction: string;
  hex: string;
  meaning: string;
  valid: boolean;
}

/** The frames of a protocol, from public sources. */
export function vectorsOf(protocol: string): Vector[] {
  return published.filter((vector) => vector.protocol === protocol);
}

/** What a framer made of a stream. */
export interface Heard {
  frames: string[];
  discarded: { hex: string; why: Discarded }[];
  /** Everything that came out, in the order it came, as one run of bytes. */
  all: string;
}

/** Pushes chunks through a new framer and lets the line fall silent, at the end and where it says so. */
export function hear(framing: Framing, chunks: (Uint8Array | 'silence')[]): Heard {
  const heard: Heard = { frames: [], discarded: [], all: '' };
  const out: Uint8Array[] = [];
  const framer = new Framer(framing, {
    frame(bytes) {
      heard.frames.push(toHex(bytes));
      out.push(bytes);
    },
    discarded(bytes, why) {
      heard.discarded.push({ hex: toHex(bytes), why });
      out.push(bytes);
    },
  });
  for (const chunk of [...chunks, 'silence' as const]) {
    if (chunk === 'silence') framer.idle();
    else framer.push(chunk);
  }
  heard.all = toHex(glue(out));
  return heard;
}

export function glue(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Cuts bytes at these places, whatever their order. */
export function cut(bytes: Uint8Array, places: number[]): Uint8Array[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, i) => bytes.slice(from, at[i] ?? bytes.length));
}

export function bytewise(bytes: Uint8Array): Uint8Array[] {
  return [...bytes].map((byte) => Uint8Array.of(byte));
}

/** Hex as this project writes it. */
export function tidy(hex: string): string {
  return toHex(fromHex(hex));
}
