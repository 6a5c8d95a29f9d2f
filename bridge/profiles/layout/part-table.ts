import type { FrameField } from '../../../shared/channel.ts';
import type { Bilingual } from '../../../shared/text.ts';
import type { Names, Stretch } from '../expression/names.ts';
import type { Over } from '../expression/signature.ts';
import { ExpressionError } from '../expression/syntax.ts';
import type { Compiled, Value } from '../expression/value.ts';
import { nearest } from '../expression/nearest.ts';
import { UNCUT, UNMADE, type Run } from './run.ts';

/** What is known of a part besides its bytes: for those who look at a frame. */
export interface PartWords {
  slot: number;
  name: Bilingual;
  role: FrameField['role'];
  /** What its values are called, by the value as it is written. */
  words: ReadonlyMap<string, Bilingual>;
  /** Whether the value is what a check came to. */
  isCheck: boolean;
}

/** Names that mean something everywhere in a profile. */
const GENERAL: Record<string, (run: Run) => Value> = {
  settings: (run) => run.settings,
  args: (run) => run.args,
  sent: (run) => run.sent,
  frame: (run) => run.frame,
  counter: (run) => run.counter,
};
export const generalNames = Object.keys(GENERAL);

/**
 * The names of a profile's parts and values, and where a run keeps each. A name means one
 * thing in a frame; another frame, or another case of a switch, may use it again.
 */
export class PartTable implements Names<Run> {
  readonly words: PartWords[] = [];
  readonly #slots = new Map<string, number>();
  readonly #groups = new Set<string>();
  /** What follows from parts, by its slot. */
  readonly #made = new Map<number, Compiled<Run>>();
  #visible = new Set<string>();
  #isSelfContained = true;
  #isCounting = false;

  /** How many values a run keeps. */
  get size(): number {
    return this.#slots.size;
  }

  /** Whether nothing compiled so far needs more than the bytes: no setting, argument or request. */
  get isSelfContained(): boolean {
    return this.#isSelfContained;
  }

  /** Whether something compiled so far counts requests, so that no two are alike. */
  get isCounting(): boolean {
    return this.#isCounting;
  }

  /** Every frame has the same parts: none is there only at times. */
  isUniform = true;

  /** Every name with its slot. */
  get entries(): [name: string, slot: number][] {
    return [...this.#slots];
  }

  /** Makes a name known from here on; `isGroup` for one of several parts together. @throws ExpressionError for one that is taken */
  declare(name: string, isGroup = false): number {
    if (generalNames.includes(name)) {
      throw new ExpressionError({
        zh: `“${name}”是格式自己的词（${generalNames.join('、')}），请换一个名称`,
        en: `"${name}" is a word of the format (${generalNames.join(', ')}): choose another name`,
      });
    }
    if (this.#visible.has(name)) {
      throw new ExpressionError({ zh: `名称“${name}”已经用过`, en: `the name "${name}" is taken` });
    }
    this.#visible.add(name);
    const slot = this.#slots.get(name) ?? this.#slots.size;
    this.#slots.set(name, slot);
    if (isGroup) this.#groups.add(name);
    else this.#groups.delete(name);
    return slot;
  }

  /** Makes the name of a value known that follows from parts, and is made once somebody asks for it. */
  derive(name: string, value: Compiled<Run>): number {
    const slot = this.declare(name);
    this.#made.set(slot, value);
    return slot;
  }

  /** Whether a part of this name was read before this place. */
  isVisible(name: string): boolean {
    return this.#visible.has(name) || generalNames.includes(name);
  }

  /** Whether the name is a part of a frame, now or later. */
  isPart(name: string): boolean {
    return !generalNames.includes(name);
  }

  /** Whether the name is only of several parts together. */
  isGroup(name: string): boolean {
    return this.#groups.has(name);
  }

  /** Makes names known only inside of what has been compiled: those of a list's items. */
  hide(names: Iterable<string>): void {
    for (const name of names) {
      this.#visible.delete(name);
      this.#groups.add(name);
    }
  }

  slot(name: string): number | undefined {
    return this.#slots.get(name);
  }

  /** Runs what declares names of its own, as if from the present ones; afterwards all of them are known. */
  branches<T>(branches: readonly (() => T)[]): T[] {
    const before = this.#visible;
    const after = new Set(before);
    const results = branches.map((branch) => {
      this.#visible = new Set(before);
      const result = branch();
      for (const name of this.#visible) after.add(name);
      return result;
    });
    this.#visible = after;
    return results;
  }

  /** The names known at this place. */
  get visible(): ReadonlySet<string> {
    return new Set(this.#visible);
  }

  /** Begins a frame: no part of another is known. */
  beginFrame(): void {
    this.#visible = new Set();
  }

  /** Makes every name of every frame known: for what is said once a frame has been read. */
  showAll(): void {
    this.#visible = new Set(this.#slots.keys());
  }

  value(name: string): ((run: Run) => Value) | null {
    const general = Object.hasOwn(GENERAL, name) ? GENERAL[name] : undefined;
    if (general) {
      this.#isSelfContained &&= name === 'frame';
      this.#isCounting ||= name === 'counter';
      return general;
    }
    if (!this.#visible.has(name)) return null;
    const slot = this.#slots.get(name)!;
    const made = this.#made.get(slot);
    return made ? onceMade(slot, made) : (run) => run.valueOf(slot);
  }

  /** The bytes on the line from one part to another, both included. Of parts that are not there, none. */
  bytes(from: string | null, to: string | null): (run: Run) => Uint8Array {
    const first = from === null ? null : this.#partSlot(from);
    const last = to === null ? null : this.#partSlot(to);
    return (run) => {
      const owner = ownerOf(run, first, last);
      return owner ? owner.subarray(startOf(run, owner, first), endOf(run, owner, last)) : none;
    };
  }

  span(from: string | null, to: string | null, over: Over): (run: Run) => Value {
    const first = from === null ? null : this.#partSlot(from);
    const last = to === null ? null : this.#partSlot(to);
    return (run) => {
      const owner = ownerOf(run, first, last);
      return owner ? over(owner, startOf(run, owner, first), endOf(run, owner, last)) : null;
    };
  }

  stretch(name: string): Stretch<Run> | null {
    const slot = this.#visible.has(name) ? this.#slots.get(name) : undefined;
    if (slot === undefined) return null;
    return (over, otherwise) => (run) =>
      run.slots[slot] === UNCUT
        ? over(run.ownerOf(slot)!, run.starts[slot]!, run.ends[slot]!)
        : otherwise(run);
  }

  wire(name: string): (run: Run) => Uint8Array | null {
    const slot = this.#slots.get(name);
    if (slot === undefined) return () => null;
    return (run) => run.ownerOf(slot)?.subarray(run.starts[slot], run.ends[slot]) ?? null;
  }

  known(): string[] {
    return [...this.#visible, ...generalNames];
  }

  #partSlot(name: string): number {
    const slot = this.#visible.has(name) ? this.#slots.get(name) : undefined;
    if (slot !== undefined) return slot;
    const meant = nearest(name, this.known());
    throw new ExpressionError({
      zh: `没有名为“${name}”的部分${meant ? `，是否想写“${meant}”？` : ''}`,
      en: `there is no part "${name}"${meant ? `; did you mean "${meant}"?` : ''}`,
    });
  }
}

const none = new Uint8Array(0);

function onceMade(slot: number, made: Compiled<Run>): Compiled<Run> {
  return (run) => {
    const known = run.slots[slot]!;
    return known === UNMADE ? (run.slots[slot] = made(run)) : known;
  };
}

/** The bytes in which two parts lie, if they lie in the same. */
function ownerOf(run: Run, first: number | null, last: number | null): Uint8Array | null {
  if (first === null && last === null) return run.bytes;
  if (first === null) return run.ownerOf(last!);
  if (last !== null && run.owners[first] !== run.owners[last]) return null;
  return run.ownerOf(first);
}

function startOf(run: Run, owner: Uint8Array, first: number | null): number {
  return first === null ? run.originOf(owner) : run.starts[first]!;
}

function endOf(run: Run, owner: Uint8Array, last: number | null): number {
  // What follows what has been read may be of another frame.
  if (last === null) return owner === run.bytes ? run.at : owner.length;
  return run.ends[last]!;
}
