import { Refusal } from '../../../shared/refusals.ts';
import type { Compiled, Value } from '../expression/value.ts';
import type { Codec } from './codec.ts';
import type { Run } from './run.ts';

/** A part whose value follows from others: written once they all are. */
interface Fix {
  slot: number;
  name: string;
  codec: Codec;
  value: Compiled<Run>;
  at: number;
  isCheck: boolean;
}

/** Something that cannot be put into a frame: a value that is missing, or that does not fit. */
export class BuildError extends Refusal {
  constructor(part: string, why: 'missing' | 'unfit') {
    super('command.malformed', {
      detail: `${part}: ${why === 'missing' ? 'no value' : 'the value does not fit'}`,
    });
  }
}

/** Bytes on their way to becoming a frame. */
export class Draft {
  readonly run: Run;
  /** What the parts are to be, by name. */
  given: { readonly [name: string]: Value };
  readonly #out: number[] = [];
  readonly #slots: number[] = [];
  readonly #fixes: Fix[] = [];

  constructor(run: Run, given: { readonly [name: string]: Value }) {
    this.run = run;
    this.given = given;
  }

  /** A draft of bytes that will be changed before they go into this one. */
  inner(): Draft {
    return new Draft(this.run, this.given);
  }

  add(slot: number, value: Value, bytes: Uint8Array): void {
    const at = this.#out.length;
    this.addBytes(bytes);
    this.#slots.push(slot);
    this.run.keep(slot, value, at, this.#out.length);
  }

  /** How many bytes there are so far. */
  get length(): number {
    return this.#out.length;
  }

  /** Says that a part is what was added since `start`. */
  mark(slot: number, start: number, value: Value = null): void {
    this.#slots.push(slot);
    this.run.keep(slot, value, start, this.#out.length);
  }

  /** Adds bytes that are no part. */
  addBytes(bytes: Uint8Array): void {
    for (const byte of bytes) this.#out.push(byte);
  }

  /** Leaves room for a part that follows from others. */
  addLater(fix: Omit<Fix, 'at'>): void {
    const room = fix.codec.write(0, this.run);
    if (!room) throw new BuildError(fix.name, 'unfit');
    this.#fixes.push({ ...fix, at: this.#out.length });
    this.add(fix.slot, null, room);
  }

  /** The bytes, with everything filled in that follows from the rest. */
  finish(): Uint8Array {
    return this.#fill(this.#fixes, this.#slots);
  }

  /**
   * Adds one item of a list and fills in at once what follows from the rest of it: the next
   * item has parts of the same names.
   */
  addItem(write: (draft: Draft) => void): void {
    const [fixes, slots] = [this.#fixes.length, this.#slots.length];
    write(this);
    const open = this.#fixes.splice(fixes);
    if (open.length === 0) return;
    const bytes = this.#fill(open, this.#slots.slice(slots));
    for (const { slot } of open) {
      for (let at = this.run.starts[slot]!; at < this.run.ends[slot]!; at += 1) this.#out[at] = bytes[at]!;
    }
  }

  /** Fills in lengths first, then checks. */
  #fill(fixes: readonly Fix[], slots: readonly number[]): Uint8Array {
    const bytes = Uint8Array.from(this.#out);
    const { run } = this;
    const buffer = run.addBuffer(bytes);
    for (const slot of slots) run.owners[slot] = buffer;
    const { bytes: before, at: place } = run;
    run.bytes = bytes;
    run.at = bytes.length;
    const order = [...fixes.filter(({ isCheck }) => !isCheck), ...fixes.filter(({ isCheck }) => isCheck)];
    for (const { slot, name, codec, value, at } of order) {
      const is = value(run);
      const written = codec.write(is, run);
      if (!written || written.length !== run.ends[slot]! - run.starts[slot]!)
        throw new BuildError(name, 'unfit');
      bytes.set(written, at);
      run.slots[slot] = is;
    }
    run.bytes = before;
    run.at = place;
    return bytes;
  }
}
