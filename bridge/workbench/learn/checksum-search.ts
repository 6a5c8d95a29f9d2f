import { fletcher16, lrc8, sum16, sum8, xor8, xorEverySecond } from '../../framing/checksums.ts';
import { CRCS, crcOf } from '../../framing/crc.ts';

/** How a check is written into its bytes. */
type Form = 'u8' | 'u16be' | 'u16le' | 'u32be' | 'u32le' | 'hex(2)' | 'hex(4)' | 'nibbles(2)';

/** A check that every frame agrees with. */
export interface FoundCheck {
  /** The function, by the name a profile calls it. */
  name: string;
  form: Form;
  /** Bytes before what is checked. */
  from: number;
  /** Bytes between what is checked and the check. */
  skip: number;
  /** Bytes of the check. */
  size: number;
  /** Bytes behind the check. */
  behind: number;
  /** What the result is changed by with XOR before it is written; 0 for nothing. */
  change: number;
}

const simple: Record<string, (bytes: Uint8Array) => number> = {
  sum8,
  xor8,
  lrc8,
  not_sum8: (bytes) => ~sum8(bytes) & 0xff,
  xor_odd: (bytes) => xorEverySecond(bytes, 'odd'),
  xor_even: (bytes) => xorEverySecond(bytes, 'even'),
};
const wide: Record<string, (bytes: Uint8Array) => number> = { sum16, fletcher16 };
const crcs = Object.entries(CRCS).map(([name, parameters]) => ({
  name,
  width: parameters.width,
  check: crcOf(parameters),
}));

interface Kind {
  name: string;
  check: (bytes: Uint8Array) => number;
  forms: Form[];
}

const kinds: Kind[] = [
  ...Object.entries(simple).map(([name, check]): Kind => ({
    name,
    check,
    forms: ['u8', 'hex(2)', 'nibbles(2)'],
  })),
  ...crcs
    .filter(({ width }) => width === 8)
    .map(({ name, check }): Kind => ({ name, check, forms: ['u8', 'hex(2)'] })),
  ...Object.entries(wide).map(([name, check]): Kind => ({
    name,
    check,
    forms: ['u16be', 'u16le', 'hex(4)'],
  })),
  ...crcs
    .filter(({ width }) => width === 16)
    .map(({ name, check }): Kind => ({ name, check, forms: ['u16le', 'u16be', 'hex(4)'] })),
  ...crcs
    .filter(({ width }) => width === 32)
    .map(({ name, check }): Kind => ({ name, check, forms: ['u32le', 'u32be'] })),
];

const SIZES: Record<Form, number> = {
  u8: 1,
  u16be: 2,
  u16le: 2,
  u32be: 4,
  u32le: 4,
  'hex(2)': 2,
  'hex(4)': 4,
  'nibbles(2)': 2,
};

/** Bytes that may stand before what is checked, between it and the check, and behind the check. */
const MOST_BEFORE = 8;
const MOST_SKIP = 2;
const MOST_BEHIND = 3;

/**
 * Finds every check that all frames agree with, the simplest first. A check that is the same
 * in all frames proves nothing and is not given.
 *
 * @param frames distinct frames; two at least
 * @param constants whether to try, where nothing fits exactly, results changed by one XOR value
 */
export function findChecks(frames: readonly Uint8Array[], constants = false): FoundCheck[] {
  if (frames.length < 2) return [];
  const shortest = Math.min(...frames.map(({ length }) => length));
  const found: FoundCheck[] = [];
  for (let behind = 0; behind <= Math.min(MOST_BEHIND, shortest - 2); behind += 1) {
    for (const { name, check, forms } of kinds) {
      for (const form of forms) {
        const size = SIZES[form];
        const written = frames.map((frame) => readForm(frame, frame.length - behind - size, form));
        if (written.some((value) => value === null) || written.every((value) => value === written[0]))
          continue;
        for (let skip = 0; skip <= MOST_SKIP; skip += 1) {
          for (let from = 0; from <= MOST_BEFORE; from += 1) {
            const change = changeOf(frames, written as number[], { check, from, skip, size, behind });
            if (change === null || (change !== 0 && !constants)) continue;
            found.push({ name, form, from, skip, size, behind, change });
          }
        }
      }
    }
  }
  return found.sort((a, b) => cost(a) - cost(b));
}

/** The one XOR value between what is computed and what is written; null where there is none. */
function changeOf(
  frames: readonly Uint8Array[],
  written: readonly number[],
  {
    check,
    from,
    skip,
    size,
    behind,
  }: { check: Kind['check']; from: number; skip: number; size: number; behind: number },
): number | null {
  let change: number | null = null;
  for (const [index, frame] of frames.entries()) {
    const end = frame.length - behind - size - skip;
    if (end - from < 1) return null;
    const difference = (check(frame.subarray(from, end)) ^ written[index]!) >>> 0;
    if (change !== null && change !== difference) return null;
    change = difference;
  }
  return change;
}

function readForm(frame: Uint8Array, at: number, form: Form): number | null {
  if (at < 1) return null;
  const bytes = frame.subarray(at, at + SIZES[form]);
  if (form === 'hex(2)' || form === 'hex(4)') {
    const text = String.fromCharCode(...bytes);
    return /^[0-9a-f]+$/i.test(text) ? parseInt(text, 16) : null;
  }
  if (form === 'nibbles(2)') {
    return bytes.every((byte) => byte >> 4 === 3) ? (bytes[0]! & 15) * 16 + (bytes[1]! & 15) : null;
  }
  const ordered = form.endsWith('le') ? bytes.toReversed() : bytes;
  return ordered.reduce((value, byte) => value * 256 + byte, 0);
}

/** Wider checks are better proof; among those as wide, what is simpler comes first. */
function cost({ name, form, from, skip, behind, change, size }: FoundCheck): number {
  const order = kinds.findIndex((kind) => kind.name === name);
  const proof = form.startsWith('hex') || form.startsWith('nibbles') ? size / 2 : size;
  return (change === 0 ? 0 : 100_000) - 10_000 * proof + 100 * skip + 30 * behind + order + from / 10;
}
