import type { FoundCheck } from './checksum-search.ts';
import type { Parted } from './own.ts';
import type { Sample } from './presses.ts';

/** What one byte of the frames is for. */
export type Use = 'fixed' | 'key' | 'kind' | 'free' | 'length' | 'checksum';

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
  /** The place of the byte that tells keys from what the box says of itself, where the key itself does not. */
  kind: number | null;
  /** What each byte of frames of one length is for; of frames of several lengths, nothing. */
  uses: Use[];
}

/** Looks at frames of keys, and at those the box says of itself: what is fixed, what follows the key, what changes. */
export function shapeOf({ keys, own }: Parted, check: FoundCheck | null): Shape {
  const samples = [...keys, ...own];
  const frames = samples.map(({ frame }) => frame);
  const lengths = new Set(frames.map(({ length }) => length));
  const length = lengths.size === 1 ? frames[0]!.length : null;
  const behind = check ? check.behind + check.size : 0;
  const head = commonPrefix(frames, Math.min(...lengths) - behind);
  const lengthField = length === null ? lengthFieldOf(frames) : null;
  const places = placesOf(frames, check, lengthField);
  const isApart = (at: number) => tellsApart(keys, at);
  const isOther = (at: number) => isUnlike(keys, own, at);
  const key = places.find((at) => isApart(at) && isOther(at)) ?? places.find(isApart) ?? null;
  const kind = key === null || isOther(key) ? null : (places.find((at) => isOneFor(keys, own, at)) ?? null);
  return {
    length,
    head,
    tail: check ? check.behind : commonSuffix(frames, Math.min(...lengths) - head),
    lengthField,
    key,
    kind,
    uses: length === null ? [] : usesOf(frames, length, check, { key, kind }),
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

/** Places that every frame has and that are not its length or its check: from the front, then from the end. */
function placesOf(
  frames: readonly Uint8Array[],
  check: FoundCheck | null,
  length: LengthField | null,
): number[] {
  const shortest = Math.min(...frames.map((frame) => frame.length));
  const behind = check ? check.behind + check.size : 0;
  const fromFront = Array.from({ length: Math.max(0, shortest - behind) }, (_, at) => at);
  const fromEnd = fromFront.map((at) => -behind - 1 - at);
  return [...fromFront.filter((at) => at !== length?.at), ...fromEnd];
}

/** The byte is the same for one key and another for each other key. */
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

/** No frame of its own has there what a key has. */
function isUnlike(keys: readonly Sample[], own: readonly Sample[], at: number): boolean {
  const bytes = new Set(keys.map(({ frame }) => frame.at(at)));
  return own.every(({ frame }) => !bytes.has(frame.at(at)));
}

/** Every key has one byte there, which no frame of its own has. */
function isOneFor(keys: readonly Sample[], own: readonly Sample[], at: number): boolean {
  return new Set(keys.map(({ frame }) => frame.at(at))).size === 1 && isUnlike(keys, own, at);
}

function usesOf(
  frames: readonly Uint8Array[],
  length: number,
  check: FoundCheck | null,
  places: { key: number | null; kind: number | null },
): Use[] {
  const front = (place: number | null) => (place !== null && place < 0 ? length + place : place);
  const [key, kind] = [front(places.key), front(places.kind)];
  return Array.from({ length }, (_, at): Use => {
    const fromEnd = length - at;
    if (check && fromEnd > check.behind && fromEnd <= check.behind + check.size) return 'checksum';
    if (at === key) return 'key';
    if (at === kind) return 'kind';
    return frames.every((frame) => frame[at] === frames[0]![at]) ? 'fixed' : 'free';
  });
}
