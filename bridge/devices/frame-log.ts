import type { FrameField, FrameRecord, LineCounters } from '../../shared/channel.ts';
import { toHex } from '../framing/bytes.ts';
import { FrameRing, type Passed } from './frame-ring.ts';

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
  readonly #ring = new FrameRing();
  readonly #watchers = new Set<Watcher>();
  /** Frames that ever passed. */
  #n = 0;

  constructor(line: string, describe: (passed: Passed) => FrameField[]) {
    this.#line = line;
    this.#describe = describe;
  }

  add(passed: Passed): void {
    this.#count(passed);
    this.#n += 1;
    this.#ring.add(passed);
    if (this.#watchers.size === 0) return;
    const record = this.#record(passed, this.#n);
    for (const watcher of this.#watchers) watcher([record]);
  }

  /** The latest frames, oldest first. */
  recent(): FrameRecord[] {
    const kept = [...this.#ring];
    return kept.map((passed, index) => this.#record(passed, this.#n - kept.length + 1 + index));
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

  #record(passed: Passed, n: number): FrameRecord {
    const { bytes, device, topic, ...rest } = passed;
    return {
      ...{ ...rest, n, line: this.#line, hex: toHex(bytes), fields: this.#describe(passed) },
      ...(device !== undefined ? { device } : {}),
      ...(topic !== undefined ? { topic } : {}),
    };
  }
}
