import type { FrameField } from '../../../shared/channel.ts';
import type { Bilingual } from '../../../shared/text.ts';
import { js, Local, type Code } from '../expression/code.ts';
import type { Names, OverStretch, Stretch } from '../expression/names.ts';
import { isReserved, reserved } from '../expression/reserved.ts';
import { ExpressionError } from '../expression/syntax.ts';
import type { Compiled } from '../expression/value.ts';
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
const GENERAL: Record<string, Code> = {
  settings: js`s.settings`,
  args: js`s.args`,
  sent: js`s.sent`,
  frame: js`s.frame`,
  counter: js`s.counter`,
};
export const generalNames = Object.keys(GENERAL);

/**
 * The names of a profile's parts and values, and where a run keeps each. A name means one
 * thing in a frame; another frame, or another case of a switch, may use it again.
 */
export class PartTable implements Names {
  readonly words: PartWords[] = [];
  readonly #slots = new Map<string, number>();
  readonly #groups = new Set<string>();
  /** What follows from parts, by its slot. */
  readonly #made = new Map<number, Compiled<Run>>();
  #visible = new Set<string>();
  /** Which parts lie in bytes that steps made: those of one number lie in the same. */
  readonly #rooms = new Map<string, number>();
  #room = 0;
  #madeRooms = 0;
  #isSelfContained = true;
  #isOfSettings = false;
  #isCounting = false;

  /** How many values a run keeps. */
  get size(): number {
    return this.#slots.size;
  }

  /** Whether nothing compiled so far needs more than the bytes: no setting, argument or request. */
  get isSelfContained(): boolean {
    return this.#isSelfContained;
  }

  /** Whether something compiled so far hangs on the settings of a device. */
  get isOfSettings(): boolean {
    return this.#isOfSettings;
  }

  /** Whether something compiled so far counts requests, so that no two are alike. */
  get isCounting(): boolean {
    return this.#isCounting;
  }

  /** Every frame has the same parts: none is there only at times. */
  isUniform = true;

  /** Steps hang on what a part is: it must be known before they can be made. */
  isTurnedByParts = false;

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
    if (isReserved(name)) throw new ExpressionError(reserved(name));
    if (this.#visible.has(name)) {
      throw new ExpressionError({ zh: `名称“${name}”已经用过`, en: `the name "${name}" is taken` });
    }
    this.#visible.add(name);
    const slot = this.#slots.get(name) ?? this.#slots.size;
    this.#slots.set(name, slot);
    this.#rooms.set(name, this.#room);
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

  /** Compiles parts that lie in bytes of their own, which steps make of those on the line. */
  behindSteps<T>(compile: () => T): T {
    const around = this.#room;
    this.#madeRooms += 1;
    this.#room = this.#madeRooms;
    const compiled = compile();
    this.#room = around;
    return compiled;
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
    // The same name may lie elsewhere in another frame.
    this.#rooms.clear();
  }

  value(name: string): Code | null {
    const general = Object.hasOwn(GENERAL, name) ? GENERAL[name] : undefined;
    if (general) {
      this.#isSelfContained &&= name === 'frame';
      this.#isOfSettings ||= name === 'settings';
      this.#isCounting ||= name === 'counter';
      return general;
    }
    if (!this.#visible.has(name)) return null;
    const slot = this.#slots.get(name)!;
    const made = this.#made.get(slot);
    if (!made) return js`s.valueOf(${slot})`;
    const known = js`s.slots[${slot}]`;
    return js`(${known} === ${UNMADE} ? (${known} = ${made}(s)) : ${known})`;
  }

  /** The bytes on the line from one part to another, both included. Of parts that are not there, none. */
  bytes(from: string | null, to: string | null): Code {
    const { owner, found, start, end } = this.#stretchBetween(from, to);
    return js`(${found} === null ? ${none} : ${owner}.subarray(${start}, ${end}))`;
  }

  span(from: string | null, to: string | null, over: OverStretch): Code {
    const { owner, found, start, end } = this.#stretchBetween(from, to);
    return js`(${found} === null ? null : ${over(js`${owner}`, start, end)})`;
  }

  /** Where the bytes from one part to another lie: in which, which `found` works out, and between what places. */
  #stretchBetween(from: string | null, to: string | null) {
    const first = from === null ? null : this.#partSlot(from);
    const last = to === null ? null : this.#partSlot(to);
    if (from !== null && to !== null && this.#rooms.get(from) !== this.#rooms.get(to)) {
      throw new ExpressionError({
        zh: `“${from}”与“${to}”之间隔着步骤，没有连续的字节：请用 concat(…) 分段相接，或用带步骤的那一部分的名称`,
        en: `between "${from}" and "${to}" stand steps, so that there are no bytes in a row: join them by concat(…), or name the part that has the steps`,
      });
    }
    const owner = new Local();
    return {
      owner,
      found: js`(${owner} = ${ownerOf(first, last)})`,
      start: first === null ? js`s.originOf(${owner})` : js`s.starts[${first}]`,
      // What follows what has been read may be of another frame.
      end: last === null ? js`(${owner} === s.bytes ? s.at : ${owner}.length)` : js`s.ends[${last}]`,
    };
  }

  stretch(name: string): Stretch | null {
    const slot = this.#visible.has(name) ? this.#slots.get(name) : undefined;
    if (slot === undefined) return null;
    return (over, otherwise) => {
      const made = over(js`s.ownerOf(${slot})`, js`s.starts[${slot}]`, js`s.ends[${slot}]`);
      return js`(s.slots[${slot}] === ${UNCUT} ? ${made} : ${otherwise})`;
    };
  }

  wire(name: string): Code | null {
    const slot = this.#slots.get(name);
    return slot === undefined ? null : js`s.wireOf(${slot})`;
  }

  known(): string[] {
    return [...this.#visible, ...generalNames];
  }

  #partSlot(name: string): number {
    const slot = this.#visible.has(name) ? this.#slots.get(name) : undefined;
    if (slot !== undefined) return slot;
    const meant = nearest(name, this.known());
    throw new ExpressionError(
      {
        zh: `没有名为“${name}”的部分${meant ? `，是否想写“${meant}”？` : ''}`,
        en: `there is no part "${name}"${meant ? `; did you mean "${meant}"?` : ''}`,
      },
      name,
    );
  }
}

const none = new Uint8Array(0);

/** The bytes in which two parts lie, if they lie in the same; else null. */
function ownerOf(first: number | null, last: number | null): Code {
  if (first === null) return last === null ? js`s.bytes` : js`s.ownerOf(${last})`;
  const owner = js`s.ownerOf(${first})`;
  if (last === null || last === first) return owner;
  return js`(s.owners[${first}] === s.owners[${last}] ? ${owner} : null)`;
}
