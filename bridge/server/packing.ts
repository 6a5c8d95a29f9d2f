import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { HallState } from '../../shared/hall/state.ts';

const pack = promisify(gzip);

/** A packed state is given to others too until so many events have come: they go with it, unpacked. */
const MOST_BEHIND = 40;

/** A state as it was after `seq`, gzipped JSON. */
export interface Packed {
  seq: number;
  state: Uint8Array<ArrayBuffer>;
}

/**
 * Packs the state for screens that begin, beside the thread that decides, and once for all who
 * come together, as after a restart. The socket itself compresses nothing: a socket that did
 * could not send a batch to all screens as the one frame that it is encoded to.
 */
export class Packing {
  readonly #state: () => Readonly<HallState>;
  #last: { state: Readonly<HallState>; seq: number; packed: Promise<Packed> } | null = null;

  constructor(state: () => Readonly<HallState>) {
    this.#state = state;
  }

  /** The state as it is now, or was a few events ago. */
  latest(): Promise<Packed> {
    const state = this.#state();
    const { seq } = state;
    // One that is made anew tells less: of a box that was given to a clerk, nothing any more.
    const isSame = this.#last?.state === state;
    if (this.#last && isSame && seq - this.#last.seq <= MOST_BEHIND) return this.#last.packed;
    const packed = pack(JSON.stringify(state), { level: constants.Z_BEST_COMPRESSION }).then((bytes) => ({
      seq,
      state: bytes,
    }));
    const last = { state, seq, packed };
    this.#last = last;
    packed.catch(() => {
      if (this.#last === last) this.#last = null;
    });
    return packed;
  }
}
