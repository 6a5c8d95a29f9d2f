import type { FrameField } from '../../shared/channel.ts';
import type { Framing, Verdict } from '../framing/framing.ts';
import { bestAttempt, misfitOf } from './attempts.ts';
import type { Entry } from './entry.ts';
import { areEqual, type Value } from './expression/value.ts';
import { fieldsOf, type Attempt } from './frame-fields.ts';
import { beginnings, compileFrames, rank, type Frame, type Speaker } from './frame-kinds.ts';
import { BuildError, Draft, UNKNOWN_YET } from './layout/draft.ts';
import { PartTable } from './layout/part-table.ts';
import { BAD_CHECK, NOISE, Run, UNMADE, WAIT, WHOLE, type Misfit, type Status } from './layout/run.ts';
import { compileValues, type NamedValue } from './named-values.ts';

/** No frame is longer unless its profile says so, in bytes. */
const USUAL_LONGEST = 512;
const LONGEST = 65_536;
/** What a part comes to changes no more often. */
const MOST_ROUNDS = 4;

/** What the parts of a frame are to be, by their names. */
interface Given {
  readonly [name: string]: Value;
}

/** The frames of a protocol, made ready: cut from a stream, read, described and built. */
export class Frames {
  readonly id: string;
  readonly maxFrame: number;
  readonly table: PartTable;
  readonly #frames: readonly Frame[];
  readonly #speakers: ReadonlyMap<string, Speaker>;
  readonly #values: readonly NamedValue[];
  readonly #run: Run;
  /** Whether the bytes alone say what a frame is. */
  readonly #isSelfContained: boolean;
  /** Whether frames are cut by the settings of the devices on the line. */
  readonly #isOfSettings: boolean;
  /** Whether every frame sets every part, so that none is left over from the one before. */
  readonly #isUniform: boolean;
  /** Whether what a part comes to can change how a frame is written. */
  readonly #isWrittenAnew: boolean;
  /** The settings of the devices of which frames were cut last; for those who look at a frame. */
  #devices: readonly Value[] = [null];
  /** The length of the frame that was cut last and that the run still holds; 0 for none. */
  #held = 0;
  /** Compiles `frames` of a profile. @throws ProfileMistake */
  constructor(id: string, profile: Entry) {
    this.id = id;
    this.table = new PartTable();
    const max = profile.at('max');
    this.maxFrame = max.isThere ? max.integer(1, LONGEST) : USUAL_LONGEST;
    this.#frames = compileFrames(profile, this.table);
    this.#speakers = new Map(this.#frames.map(({ name, from }) => [name, from]));
    this.#isSelfContained = this.table.isSelfContained;
    this.#isOfSettings = this.table.isOfSettings;
    this.#isUniform = this.table.isUniform && this.#frames.length === 1;
    this.#isWrittenAnew = !this.#isUniform || this.table.isTurnedByParts;
    this.table.showAll();
    this.#values = compileValues(profile.at('values'), this.table);
    this.#run = new Run(this.table.size);
  }

  get names(): string[] {
    return this.#frames.map(({ name }) => name);
  }

  /** The names of the values that follow from the parts. */
  get valueNames(): string[] {
    return this.#values.map(({ name }) => name);
  }

  /** Who says frames of this name. */
  speaker(name: string): Speaker {
    return this.#speakers.get(name) ?? 'both';
  }

  /** How these frames are cut from a stream, on a line of devices with these settings. */
  framing(devices: readonly Value[]): Framing {
    const settings = this.#isOfSettings && devices.length > 0 ? devices : [null];
    this.#devices = settings;
    const begins = beginnings(this.#frames, this.#run, settings);
    const inspectAt: Framing['inspectAt'] = (bytes, at, idle) =>
      begins[bytes[at]!] === 0
        ? { kind: 'noise', length: noiseLength(begins, bytes, at) }
        : this.#inspect(bytes, at, idle, settings);
    return {
      id: this.id,
      maxFrame: this.maxFrame,
      inspect: (bytes, idle) => inspectAt(bytes, 0, idle),
      inspectAt,
    };
  }

  /** A run that fits these frames, with the values of settings, arguments and the request that waits. */
  scope(settings: Value, args: Value = null, sent: Value = null): Run {
    const run = new Run(this.table.size);
    run.settings = settings;
    run.args = args;
    run.sent = sent;
    return run;
  }

  /**
   * Reads a whole frame.
   *
   * @returns the run that holds its parts, good until the next call; null when it is none of these
   */
  read(bytes: Uint8Array, settings: Value, sent: Value = null): Run | null {
    const run = this.#run;
    run.settings = settings;
    run.args = null;
    run.sent = sent;
    if (!this.#holds(bytes) && !this.#readAnew(run, bytes)) return null;
    for (let at = 0; at < this.#values.length; at += 1) run.slots[this.#values[at]!.slot] = UNMADE;
    return run;
  }

  /** Whether the run still holds what was read of these very bytes when they were cut. */
  #holds(bytes: Uint8Array): boolean {
    const { length } = bytes;
    if (length !== this.#held || !this.#isSelfContained) return false;
    const { bytes: held, origin } = this.#run;
    for (let at = 0; at < length; at += 1) if (bytes[at] !== held[origin + at]) return false;
    return true;
  }

  #readAnew(run: Run, bytes: Uint8Array): boolean {
    this.#held = 0;
    run.limit = Infinity;
    for (const frame of this.#frames) {
      run.begin(bytes, frame.name);
      run.isOpen = false;
      run.isIdle = true;
      if (frame.layout.read(run) !== WHOLE || run.at !== bytes.length) continue;
      this.#held = bytes.length;
      return true;
    }
    return false;
  }

  /** Every part of a frame that was read, by name; what is not in it is left out. */
  partsOf(run: Run): { [name: string]: Value } {
    const parts: { [name: string]: Value } = {};
    for (const [name, slot] of this.table.entries) {
      if (run.has(slot) && !this.table.isGroup(name)) parts[name] = run.valueOf(slot);
    }
    return parts;
  }

  /** The values that follow from the parts of a frame that was read. */
  valuesOf(run: Run): { [name: string]: Value } {
    const values: { [name: string]: Value } = {};
    for (const { name, value } of this.#values) {
      const is = value(run);
      if (is !== null) values[name] = is;
    }
    return values;
  }

  /** Names the bytes of a frame, whole or cut off, in the order of the line. */
  describe(bytes: Uint8Array): FrameField[] {
    const best = this.#attempt(bytes);
    return best ? fieldsOf(bytes, best, this.table.words) : [];
  }

  /** Of bytes that are no frame: the part that is not what it must be, and what that is. */
  misfit(bytes: Uint8Array): (Misfit & { name: string }) | null {
    const best = this.#attempt(bytes);
    return best && misfitOf(best.run, this.table);
  }

  #attempt(bytes: Uint8Array): Attempt | null {
    return bestAttempt(bytes, this.#frames, this.#devices, (settings) => this.scope(settings));
  }

  /**
   * Builds a frame of its parts; what follows from them (lengths, checks) is filled in. It is
   * read back before it is given out, so that nothing leaves that the profile itself would refuse.
   *
   * @param given what the parts are to be
   * @param asked those of them that must have a place in the frame
   * @returns its bytes, and the parts as they were read back
   * @throws BuildError for a value that is missing, that does not fit or that has no place
   */
  build(
    name: string,
    given: Given,
    scope: Run,
    asked: Iterable<string> = [],
  ): { bytes: Uint8Array; parts: { [name: string]: Value } } {
    const frame = this.#frames.find((one) => one.name === name);
    if (!frame) throw new BuildError(name, 'missing');
    const bytes = this.#write(frame, given, scope, asked);
    const back = this.scope(scope.settings, scope.args, scope.sent);
    back.begin(bytes, name);
    back.isIdle = true;
    back.trace = [];
    if (bytes.length > this.maxFrame || frame.layout.read(back) !== WHOLE || back.at !== bytes.length) {
      throw new BuildError(misfitOf(back, this.table)?.name ?? name, 'unfit');
    }
    return { bytes, parts: this.partsOf(back) };
  }

  /**
   * Whether a part is there, and by what its bytes are turned, can hang on what follows from others, as on a
   * length: then a frame is written again with what that came to, until nothing changes.
   */
  #write({ name, layout }: Frame, given: Given, scope: Run, asked: Iterable<string>): Uint8Array {
    let expected = new Map<number, Value>();
    for (let round = 1; ; round += 1) {
      scope.begin(new Uint8Array(0), name);
      const unwritten = new Set(asked);
      const draft = new Draft(scope, given, unwritten, expected);
      layout.write(draft);
      const bytes = draft.finish();
      const { followed } = draft;
      const isSettled = [...followed].every(([slot, value]) =>
        areEqual(value, expected.get(slot) ?? UNKNOWN_YET),
      );
      if (!isSettled && this.#isWrittenAnew && round < MOST_ROUNDS) {
        expected = followed;
        continue;
      }
      for (const part of unwritten) throw new BuildError(part, 'unwritten');
      return bytes;
    }
  }

  /** The names of the parts a frame has. */
  partNames(frame: string): ReadonlySet<string> {
    return this.#frames.find(({ name }) => name === frame)?.parts ?? new Set();
  }

  #inspect(bytes: Uint8Array, origin: number, idle: boolean, devices: readonly Value[]): Verdict {
    this.#held = 0;
    this.#run.sent = null;
    let worst: Status = NOISE;
    for (let device = 0; device < devices.length; device += 1) {
      this.#run.settings = devices[device]!;
      const status = this.#kindAt(bytes, origin, idle);
      if (status === WHOLE) return { kind: 'frame', length: this.#held };
      if (rank(status) > rank(worst)) worst = status;
    }
    if (worst === WAIT) return wait;
    return worst === BAD_CHECK ? badChecksum : noise;
  }

  /** Reads the first kind of frame that fits, or that may fit once there are more bytes. */
  #kindAt(bytes: Uint8Array, origin: number, idle: boolean): Status {
    let worst: Status = NOISE;
    for (let at = 0; at < this.#frames.length; at += 1) {
      const status = this.#cut(this.#frames[at]!, bytes, origin, idle);
      if (status === WHOLE && this.#run.at > origin) {
        this.#held = this.#run.at - origin;
        return WHOLE;
      }
      if (status === WAIT && !idle) return WAIT;
      if (status !== WHOLE && rank(status) > rank(worst)) worst = status;
    }
    return worst;
  }

  /** Reads one kind of frame from a place among the bytes of a line. */
  #cut({ layout, name }: Frame, bytes: Uint8Array, origin: number, idle: boolean): Status {
    const run = this.#run;
    if (this.#isUniform) run.beginAgain(bytes, origin);
    else run.begin(bytes, name, origin);
    run.isOpen = true;
    run.isIdle = idle;
    run.limit = origin + this.maxFrame;
    return layout.read(run);
  }
}

/** How many bytes from a place on no frame can begin with. */
function noiseLength(begins: Uint8Array, bytes: Uint8Array, origin: number): number {
  let end = origin + 1;
  while (end < bytes.length && begins[bytes[end]!] === 0) end += 1;
  return end - origin;
}

const wait: Verdict = { kind: 'wait' };
const noise: Verdict = { kind: 'noise', length: 1 };
const badChecksum: Verdict = { kind: 'badChecksum' };
