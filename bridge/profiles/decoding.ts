import type { ByteDriver, Request } from '../drivers/driver.ts';
import { toHex } from '../framing/bytes.ts';
import { Framer } from '../framing/framer.ts';
import type { Value } from './expression/value.ts';
import type { Profile } from './profile.ts';

/** One piece of a stream, as it is told: a frame with all it says, or bytes that belong to none. */
export type Piece =
  | {
      at: number;
      kind: 'frame';
      hex: string;
      /** Which of the profile's frames it is. */
      frame?: string;
      parts?: Record<string, unknown>;
      values?: Record<string, unknown>;
      /** Whether a device with these settings takes it as its own. */
      claimed: boolean;
      readings: unknown[];
      acknowledge?: string;
    }
  | { at: number; kind: 'noise'; why: 'noise' | 'badChecksum' | 'timeout'; hex: string };

/** What is to be decoded, and for whom. */
export interface Decoding {
  driver: ByteDriver;
  profile?: Profile;
  settings: unknown;
  /** The request that waits for an answer, where there is one. */
  pending?: Request | null;
  tell: (piece: Piece) => void;
}

/** Decodes a stream piece by piece: every byte is told once, in order. */
export class Decoder {
  readonly #decoding: Decoding;
  readonly #framer: Framer;
  #at = 0;

  constructor(decoding: Decoding) {
    this.#decoding = decoding;
    const { driver, settings, tell } = decoding;
    this.#framer = new Framer(driver.framing([settings]), {
      frame: (bytes) => tell(this.#frame(bytes)),
      discarded: (bytes, why) => tell({ at: this.#pass(bytes), kind: 'noise', why, hex: toHex(bytes) }),
    });
  }

  push(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#framer.push(bytes);
  }

  /** Says that the line fell silent. */
  silence(): void {
    this.#framer.idle();
  }

  #pass(bytes: Uint8Array): number {
    const at = this.#at;
    this.#at += bytes.length;
    return at;
  }

  #frame(bytes: Uint8Array): Piece {
    const { driver, settings, profile, pending = null } = this.#decoding;
    const sent = pending && profile ? profile.requests.partsOf(pending) : null;
    const run = profile?.frames.read(bytes, settings as Value, sent);
    const read = run && profile ? wordsOf(profile, run) : {};
    const decoded = driver.decode(bytes, settings, pending);
    return {
      at: this.#pass(bytes),
      kind: 'frame',
      hex: toHex(bytes),
      ...read,
      claimed: decoded !== null,
      readings: decoded?.readings ?? [],
      ...(decoded?.acknowledge ? { acknowledge: toHex(decoded.acknowledge) } : {}),
    };
  }
}

function wordsOf(profile: Profile, run: NonNullable<ReturnType<Profile['frames']['read']>>) {
  const values = profile.frames.valuesOf(run);
  return {
    frame: run.frame,
    parts: plainOf(profile.frames.partsOf(run)) as Record<string, unknown>,
    ...(Object.keys(values).length > 0 ? { values: plainOf(values) as Record<string, unknown> } : {}),
  };
}

/** Bytes in hex, all else as it is. */
function plainOf(value: Value): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plainOf(one)]));
}
