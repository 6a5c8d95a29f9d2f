import type { FrameField, FrameRecord, FrameVerdict, LineCounters } from '../../shared/channel.ts';
import { toHex } from '../framing/bytes.ts';

/** Frames kept of each line for whoever looks later. */
const KEPT = 300;

/** Something that passed the line, before it is put into words. */
export interface Passed {
  at: number;
  device?: string;
  direction: 'in' | 'out';
  verdict: FrameVerdict;
  bytes: Uint8Array;
  topic?: string;
}

type Watcher = (records: FrameRecord[]) => void;

export function zeroCounters(): LineCounters {
  return {
    bytesIn: 0,
    bytesOut: 0,
    frames: 0,
    noise: 0,
    badChecksums: 0,
    timeouts: 0,
    duplicates: 0,
    unclaimed: 0,
    reconnects: 0,
  };
}

/** What passed a line lately, and the counts of all that ever did. Words are made only for those who look. */
export class FrameLog {
  readonly counters = zeroCounters();
  readonly #line: string;
  readonly #describe: (passed: Passed) => FrameField[];
  readonly #recent: (Passed & { n: number })[] = [];
  readonly #watchers = new Set<Watcher>();
  #n = 0;

  constructor(line: string, describe: (passed: Passed) => FrameField[]) {
    this.#line = line;
    this.#describe = describe;
  }

  add(passed: Passed): void {
    this.#count(passed);
    const entry = { ...passed, n: ++this.#n };
    this.#recent.push(entry);
    if (this.#recent.length > KEPT) this.#recent.shift();
    if (this.#watchers.size === 0) return;
    const record = this.#record(entry);
    for (const watcher of this.#watchers) watcher([record]);
  }

  /** The latest frames, oldest first. */
  recent(): FrameRecord[] {
    return this.#recent.map((entry) => this.#record(entry));
  }

  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #count({ direction, verdict, bytes }: Passed): void {
    const counters = this.counters;
    if (direction === 'out') {
      counters.bytesOut += bytes.length;
      return;
    }
    counters.bytesIn += bytes.length;
    if (verdict === 'frame' || verdict === 'message') counters.frames += 1;
    else {
      counters.noise += bytes.length;
      if (verdict === 'badChecksum') counters.badChecksums += 1;
      if (verdict === 'timeout') counters.timeouts += 1;
    }
  }

  #record(entry: Passed & { n: number }): FrameRecord {
    const { bytes, ...rest } = entry;
    return { ...rest, line: this.#line, hex: toHex(bytes), fields: this.#describe(entry) };
  }
}
