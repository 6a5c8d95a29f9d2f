import type { FrameRecord } from '../../../shared/channel.ts';
import { toHex } from '../../framing/bytes.ts';

/** Bytes kept of one detection; what comes after is only counted. */
const MOST_BYTES = 256 * 1024;
/** What came without a pause is cut here. */
const LONGEST = 1024;

/**
 * What was heard and sent, as the frame inspector writes it to a file: hex with times, each record
 * what lay between two silences.
 */
export class Capture {
  #records: FrameRecord[] = [];
  #burst: number[] = [];
  #since = 0;
  #n = 0;
  #kept = 0;
  #line = '';

  /** From now on what is heard comes from here. */
  turnTo(line: string): void {
    this.silence();
    this.#line = line;
  }

  /** Takes a chunk of any size. Returns what was too long without a pause and is cut. */
  hear(chunk: Uint8Array, at: number): Uint8Array[] {
    const cut: Uint8Array[] = [];
    for (const byte of chunk) {
      if (this.#burst.length === 0) this.#since = at;
      this.#burst.push(byte);
      if (this.#burst.length >= LONGEST) cut.push(this.silence());
    }
    return cut;
  }

  send(bytes: Uint8Array, at: number): void {
    this.silence();
    this.#keep(bytes, at, 'out');
  }

  /** Nothing more comes to what has come. Returns it; empty where nothing has. */
  silence(): Uint8Array {
    const bytes = Uint8Array.from(this.#burst);
    this.#burst = [];
    if (bytes.length > 0) this.#keep(bytes, this.#since, 'in');
    return bytes;
  }

  /** Hands out what was not handed out before. */
  takeRecords(): FrameRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }

  #keep(bytes: Uint8Array, at: number, direction: 'in' | 'out'): void {
    this.#n += 1;
    this.#kept += bytes.length;
    if (this.#kept > MOST_BYTES) return;
    const verdict = direction === 'out' ? 'sent' : 'noise';
    this.#records.push({
      ...{ n: this.#n, at, line: this.#line, direction, verdict },
      hex: toHex(bytes),
      fields: [],
    });
  }
}
