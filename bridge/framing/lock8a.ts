import { xor8 } from './checksums.ts';
import type { Framing, Verdict } from './framing.ts';

/**
 * The lock board with heads 8A/80 and an XOR checksum (Guangzhou Shuoming and clones; sources:
 * nyh3174680732/yunle_sensors README, shijian777/sports-venue-android-terminal tests, Open-Locker
 * ADR-0061). `HEAD AA … BCC`, with no end byte and no length: a length follows from the head and,
 * for the state of all locks, from how many status bytes the board sends.
 */
export const lock8aHead = {
  query: 0x80,
  /** Reports of their own accord, from two dialects of custom firmware. */
  reportA: 0x81,
  reportB: 0x82,
  unlock: 0x8a,
  unlockSeveral: 0x90,
  holdOn: 0x9a,
  holdOff: 0x9b,
} as const;

/** The third byte of an answer: what the lock's contact is. 33 and 11 also end questions and orders. */
export const contactOpen = 0x00;
export const contactShort = 0x11;
export const queryMark = 0x33;

const single = 5;

/** How many status bytes a board sends about all its locks. */
interface Lock8aBoard {
  address: number;
  groups: number;
}

/** Bytes with their BCC. */
export function buildLock8a(...bytes: number[]): Uint8Array {
  return Uint8Array.of(...bytes, xor8(Uint8Array.from(bytes)));
}

/** Asks a board for the state of one lock, or of all with lock 0. */
export function buildLock8aQuery(address: number, lock = 0): Uint8Array {
  return buildLock8a(lock8aHead.query, address, lock, queryMark);
}

/** Opens one lock; the board itself ends the pulse. Lock 0 would open all of them: never built here. */
export function buildLock8aUnlock(address: number, lock: number): Uint8Array {
  if (!Number.isInteger(lock) || lock < 1 || lock > 99) throw new RangeError(`no lock ${lock}`);
  return buildLock8a(lock8aHead.unlock, address, lock, contactShort);
}

/** The framing of a line with these boards. */
export function lock8aFraming(boards: Lock8aBoard[]): Framing {
  const groups = new Map(boards.map((board) => [board.address, board.groups]));
  const most = Math.max(3, ...groups.values());
  return {
    id: 'lock-8a',
    maxFrame: most + 4,
    inspect: (bytes, idle) => inspectLock8a(bytes, idle, groups),
  };
}

function inspectLock8a(bytes: Uint8Array, idle: boolean, groups: Map<number, number>): Verdict {
  const [head = 0, address] = bytes;
  if (!heads.has(head)) return { kind: 'noise', length: noiseLength(bytes) };
  if (address === undefined) return { kind: 'wait' };
  if (address < 1 || address > 99) return { kind: 'noise', length: 1 };
  const count = groups.get(address) ?? 3;
  const verdicts = shapes(head, count).map((shape) => fit(bytes, shape));
  // The longest shape comes first: a single answer that could still grow into the state of all
  // locks is taken only when it does not, or when the line falls silent.
  for (const verdict of verdicts) {
    if (verdict.kind === 'frame') return verdict;
    if (verdict.kind === 'wait' && !idle) return verdict;
  }
  for (const kind of ['wait', 'badChecksum'] as const) {
    if (verdicts.some((verdict) => verdict.kind === kind)) return { kind };
  }
  return { kind: 'noise', length: 1 };
}

interface Shape {
  length: number;
  /** Values that the byte before the BCC can have; none for any. */
  marks: number[];
}

function shapes(head: number, groups: number): Shape[] {
  const answer = [contactOpen, contactShort];
  if (head === lock8aHead.query) {
    const all = { length: groups + 4, marks: [queryMark] };
    const one = { length: single, marks: [...answer, queryMark] };
    return groups > 1 ? [all, one] : [one];
  }
  if (head === lock8aHead.unlockSeveral) return [{ length: groups + 3, marks: [] }];
  if (head === lock8aHead.holdOn || head === lock8aHead.holdOff) {
    return [{ length: single, marks: [contactShort] }];
  }
  return [{ length: single, marks: answer }];
}

function fit(bytes: Uint8Array, { length, marks }: Shape): Verdict {
  const mark = bytes[length - 2];
  if (mark !== undefined && marks.length > 0 && !marks.includes(mark)) return { kind: 'noise', length: 1 };
  if (bytes.length < length) return { kind: 'wait' };
  return xor8(bytes.subarray(0, length)) === 0 ? { kind: 'frame', length } : { kind: 'badChecksum' };
}

const heads = new Set<number>(Object.values(lock8aHead));

function noiseLength(bytes: Uint8Array): number {
  const next = bytes.findIndex((byte) => heads.has(byte));
  return next < 0 ? bytes.length : next;
}
