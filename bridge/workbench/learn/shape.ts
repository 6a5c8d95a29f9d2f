import type { FoundCheck } from './checksum-search.ts';
import type { Sample } from './presses.ts';

/** What one byte of the frames is for. */
export type Use = 'fixed' | 'key' | 'free' | 'length' | 'checksum';

/** A number of one byte that says how long the frame is: its value and `rest` make the length. */
export interface LengthField {
  at: number;
  rest: number;
}

/** What the frames have in common and where they differ. */
export interface Shape {
  /** The length of every frame, or null where they differ. */
  length: number | null;
  /** Bytes at the beginning that are the same in all. */
  head: number;
  /** Bytes at the end that are the same in all, behind the check. */
  tail: number;
  lengthField: LengthField | null;
  /** The place of the byte that tells the keys apart: from the front, or from the end where negative. */
  key: number | null;
  /** What each byte of frames of one length is for; of frames of several lengths, nothing. */
  uses: Use[];
}

/** Looks at frames: what is fixed, what follows the key, what changes by itself. */
export function shapeOf(samples: readonly Sample[], check: FoundCheck | null): Shape {
  const frames = samples.map(({ frame }) => frame);
  const lengths = new Set(frames.map(({ length }) => length));
  const length = lengths.size === 1 ? frames[0]!.length : null;
  const behind = check ? check.behind + check.size : 0;
  const head = commonPrefix(frames, Math.min(...lengths) - behind);
  const lengthField = length === null ? lengthFieldOf(frames) : null;
  const key = keyOf(samples, check, lengthField);
  return {
    length,
    head,
    tail: check ? check.behind : commonSuffix(frames, Math.min(...lengths) - head),
    lengthField,
    key,
    uses: length === null ? [] : usesOf(samples, length, check, key),
  };
}

function commonPrefix(frames: readonly Uint8Array[], most: number): number {
  let length = 0;
  while (length < most && frames.every((frame) => frame[length] === frames[0]![length])) length += 1;
  return length;
}

function commonSuffix(frames: readonly Uint8Array[], most: number): number {
  let length = 0;
  while (length < most && frames.every((frame) => frame.at(-1 - length) === frames[0]!.at(-1 - length)))
    length += 1;
  return length;
}

/** One byte that rises with the length of the frame. */
function lengthFieldOf(frames: readonly Uint8Array[]): LengthField | null {
  const shortest = Math.min(...frames.map(({ length }) => length));
  for (let at = 0; at < Math.min(shortest, 16); at += 1) {
    const rest = frames[0]!.length - frames[0]![at]!;
    if (rest >= 0 && rest <= 32 && frames.every((frame) => frame.length - frame[at]! === rest))
      return { at, rest };
  }
  return null;
}

/** The byte that is the same for one key and another for each other key. */
function keyOf(
  samples: readonly Sample[],
  check: FoundCheck | null,
  length: LengthField | null,
): number | null {
  const shortest = Math.min(...samples.map(({ frame }) => frame.length));
  const behind = check ? check.behind + check.size : 0;
  const fromFront = Array.from({ length: shortest - behind }, (_, at) => at);
  const fromEnd = Array.from({ length: shortest - behind }, (_, at) => -behind - 1 - at);
  const places = fromFront.filter((at) => at !== length?.at);
  return [...places, ...fromEnd].find((at) => tellsApart(samples, at)) ?? null;
}

function tellsApart(samples: readonly Sample[], at: number): boolean {
  const byLabel = new Map<string, number>();
  for (const { label, frame } of samples) {
    const byte = frame.at(at)!;
    const known = byLabel.get(label);
    if (known !== undefined && known !== byte) return false;
    byLabel.set(label, byte);
  }
  return byLabel.size > 1 && new Set(byLabel.values()).size === byLabel.size;
}

function usesOf(
  samples: readonly Sample[],
  length: number,
  check: FoundCheck | null,
  key: number | null,
): Use[] {
  const place = key !== null && key < 0 ? length + key : key;
  return Array.from({ length }, (_, at): Use => {
    const fromEnd = length - at;
    if (check && fromEnd > check.behind && fromEnd <= check.behind + check.size) return 'checksum';
    if (at === place) return 'key';
    return samples.every(({ frame }) => frame[at] === samples[0]!.frame[at]) ? 'fixed' : 'free';
  });
}
