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

/** What a part that follows from others is taken to be until it is known. */
export const UNKNOWN_YET = 0;

/** A number of seven bits a byte grows no more often. */
const MOST_GROWTH = 8;

const whys = {
  missing: { zh: '没有值', en: 'no value' },
  unfit: { zh: '值放不进去', en: 'the value does not fit' },
  unwritten: {
    zh: '给了值，这一帧里却没有它的位置',
    en: 'was given a value, and has no place in this frame',
  },
};

/** Something that cannot be put into a frame: a value that is missing, that does not fit, or that has no place. */
export class BuildError extends Refusal {
  constructor(part: string, why: keyof typeof whys) {
    super('command.malformed', {
      detail: `${part}: ${whys[why].en}`,
      detailZh: `${part}：${whys[why].zh}`,
    });
  }
}

/** Bytes on their way to becoming a frame. */
export class Draft {
  readonly run: Run;
  /** What the parts are to be, by name. */
  given: { readonly [name: string]: Value };
  /** Those of them that must have a place in the frame, and have none yet. */
  readonly #unwritten: Set<string>;
  readonly #expected: ReadonlyMap<number, Value>;
  readonly #out: number[] = [];
  readonly #slots: number[] = [];
  readonly #fixes: Fix[] = [];

  /**
   * @param given what the parts are to be
   * @param unwritten those of them that must have a place in the frame
   * @param expected what parts that follow from others came to when this frame was written before
   */
  constructor(
    run: Run,
    given: { readonly [name: string]: Value },
    unwritten = new Set<string>(),
    expected: ReadonlyMap<number, Value> = new Map(),
  ) {
    this.run = run;
    this.given = given;
    this.#unwritten = unwritten;
    this.#expected = expected;
  }

  /** A draft of bytes that will be changed before they go into this one. */
  inner(): Draft {
    return new Draft(this.run, this.given, this.#unwritten, this.#expected);
  }

  /** What a part is to be, which is written now; undefined where that was not given. */
  take(name: string): Value | undefined {
    this.#unwritten.delete(name);
    return this.given[name];
  }

  /** Whether one of these parts still needs its place. */
  needs(names: Iterable<string>): boolean {
    for (const name of names) if (this.#unwritten.has(name)) return true;
    return false;
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
    this.add(fix.slot, this.#expected.get(fix.slot) ?? UNKNOWN_YET, room);
  }

  /** What the parts that follow from others came to, by their slots. */
  get followed(): Map<number, Value> {
    return new Map(this.#fixes.map(({ slot }) => [slot, this.run.slots[slot]!]));
  }

  /** The bytes, with everything filled in that follows from the rest. @throws BuildError */
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

  /** Fills in what follows; of a part that takes more bytes than it had room for, all is filled in anew. */
  #fill(fixes: readonly Fix[], slots: readonly number[]): Uint8Array {
    for (let round = 0; round <= MOST_GROWTH * fixes.length; round += 1) {
      const bytes = this.#filled(fixes, slots);
      if (bytes) return bytes;
    }
    throw new BuildError(fixes[0]!.name, 'unfit');
  }

  /** Fills in lengths first, then checks; null where a part had to be given another size. */
  #filled(fixes: readonly Fix[], slots: readonly number[]): Uint8Array | null {
    const bytes = Uint8Array.from(this.#out);
    const { run } = this;
    const buffer = run.addBuffer(bytes);
    for (const slot of slots) run.owners[slot] = buffer;
    const { bytes: before, at: place } = run;
    run.bytes = bytes;
    run.at = bytes.length;
    const order = [...fixes.filter(({ isCheck }) => !isCheck), ...fixes.filter(({ isCheck }) => isCheck)];
    let resized: { fix: Fix; width: number } | null = null;
    for (const fix of order) {
      const { slot, name, codec, value, at } = fix;
      const is = value(run);
      const written = codec.write(is, run);
      const room = run.ends[slot]! - run.starts[slot]!;
      if (!written || (written.length !== room && codec.width !== null)) throw new BuildError(name, 'unfit');
      run.slots[slot] = is;
      if (written.length !== room) {
        resized = { fix, width: written.length };
        break;
      }
      bytes.set(written, at);
    }
    run.bytes = before;
    run.at = place;
    if (!resized) return bytes;
    this.#resize(resized.fix, resized.width);
    return null;
  }

  /** Gives a part room for so many bytes, and moves what lies behind it. */
  #resize({ slot, at }: Fix, width: number): void {
    const { starts, ends } = this.run;
    const behind = ends[slot]!;
    const growth = at + width - behind;
    this.#out.splice(at, behind - at, ...Array<number>(width).fill(0));
    for (const other of new Set(this.#slots)) {
      if (starts[other]! >= behind) starts[other]! += growth;
      if (ends[other]! >= behind) ends[other]! += growth;
    }
    for (const fix of this.#fixes) if (fix.at >= behind) fix.at += growth;
  }
}
