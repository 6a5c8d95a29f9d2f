import type { FrameVerdict } from '../../shared/channel.ts';

/** Frames kept of a line for whoever looks later. */
export const MOST_FRAMES = 300;
/** Bytes kept of them: a line of huge messages keeps fewer. */
export const MOST_BYTES = 1024 * 1024;
/** Room of a place at first, which is enough for most frames, and the most it keeps for the next one. */
const FIRST_ROOM = 64;
const MOST_ROOM = 1024;

const none = new Uint8Array(0);

/** Something that passed the line, before it is put into words. */
export interface Passed {
  at: number;
  device?: string | undefined;
  direction: 'in' | 'out';
  verdict: FrameVerdict;
  bytes: Uint8Array;
  topic?: string | undefined;
}

interface Place extends Passed {
  /** Its first `length` bytes are those of the frame. */
  bytes: Uint8Array;
  length: number;
}

/**
 * The latest that passed a line, copied into places that are used again and again: a thousand
 * frames a second that live for seconds would grow old one by one, and the heap to twice of
 * what is alive in it.
 */
export class FrameRing {
  readonly #places: Place[] = [];
  #oldest = 0;
  #count = 0;
  #bytes = 0;

  /** Copies what passed; the oldest make way. */
  add({ at, device, direction, verdict, bytes, topic }: Passed): void {
    if (this.#count === MOST_FRAMES) this.#drop();
    const place = (this.#places[(this.#oldest + this.#count) % MOST_FRAMES] ??= emptyPlace());
    place.at = at;
    place.device = device;
    place.direction = direction;
    place.verdict = verdict;
    place.topic = topic;
    place.length = bytes.length;
    if (place.bytes.length < bytes.length) place.bytes = new Uint8Array(roomFor(bytes.length));
    place.bytes.set(bytes);
    this.#count += 1;
    this.#bytes += bytes.length;
    while (this.#bytes > MOST_BYTES && this.#count > 1) this.#drop();
  }

  /** What is kept, oldest first; the bytes are only lent, until the next is added. */
  *[Symbol.iterator](): Generator<Passed> {
    for (let n = 0; n < this.#count; n += 1) {
      const { length, bytes, ...rest } = this.#places[(this.#oldest + n) % MOST_FRAMES] as Place;
      yield { ...rest, bytes: bytes.subarray(0, length) };
    }
  }

  #drop(): void {
    const place = this.#places[this.#oldest] as Place;
    this.#bytes -= place.length;
    if (place.bytes.length > MOST_ROOM) place.bytes = none;
    this.#oldest = (this.#oldest + 1) % MOST_FRAMES;
    this.#count -= 1;
  }
}

function emptyPlace(): Place {
  const rest = { device: undefined, direction: 'in', verdict: 'frame', topic: undefined } as const;
  return { at: 0, ...rest, bytes: none, length: 0 };
}

/** Twice as much each time, so that what varies a little does not need another room every time. */
function roomFor(length: number): number {
  return length > MOST_ROOM ? length : Math.max(FIRST_ROOM, 2 ** Math.ceil(Math.log2(length)));
}
