import type { Bilingual } from '../../../shared/text.ts';
import type { Key } from '../keys.ts';

/** Remarks of a device that are kept, the latest first. */
const KEPT = 20;

/** What becomes of what a device says on its way; shared with all that go the same way. */
export interface Wire {
  /** How likely each fault is, 0 to 1, by its name. */
  faults: Partial<Record<string, number>>;
}

/** A simulated device where somebody may do things to it. */
export interface Stand {
  /** Of the device. */
  id: string;
  driver: string;
  line: string;
  medium: 'bytes' | 'messages';
  wire: Wire;
  keys: Key[];
  remarks: Remarks;
  /** What a person would see of it now. */
  shows(): Bilingual | null;
  plugged(): boolean;
  plug(plugged: boolean): void;
}

/** What a person at a device would have noticed of late. */
export class Remarks {
  #latest: { at: number; words: Bilingual }[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The latest first. */
  get latest(): readonly { at: number; words: Bilingual }[] {
    return this.#latest;
  }

  add(words: Bilingual): void {
    this.#latest = [{ at: this.#now(), words }, ...this.#latest].slice(0, KEPT);
  }
}
