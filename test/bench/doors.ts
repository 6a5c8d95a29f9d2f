import {
  buildLock8a,
  contactOpen,
  contactShort,
  lock8aHead,
  queryMark,
} from '../../bridge/framing/lock8a.ts';
import type { HallInput } from '../../shared/config/schema.ts';

/** Boards of phone lockers on one line, and what each has. */
const BOARDS = 10;
const DOORS = 24;
const PHONES = 26;
const CHANNELS = DOORS + PHONES;
const GROUPS = Math.ceil(CHANNELS / 8);

const allDoors = BOARDS * DOORS;
const allPhones = BOARDS * PHONES;

/** After so many steps everything is as it was. */
export const cycle = 2 * (allDoors + allPhones);

/**
 * Phone lockers that never rest: each step opens or closes one door, or takes in or gives
 * back one phone, and its board reports it. First all doors open, then all phones come, then
 * the doors close, then the phones go: so the two counts that the wall shows of them tell
 * how many steps have come through.
 */
export class Doors {
  #steps = 0;
  readonly #closed = Array.from({ length: BOARDS }, () =>
    Array.from({ length: GROUPS * 8 }, (_, index) => index < DOORS),
  );

  /** Takes the next step; returns the board's report of it. */
  step(): Uint8Array {
    const at = this.#steps++ % cycle;
    const half = allDoors + allPhones;
    const isBack = at >= half;
    const place = at % half;
    const isDoor = place < allDoors;
    const index = isDoor ? place : place - allDoors;
    const each = isDoor ? DOORS : PHONES;
    const board = Math.floor(index / each);
    const channel = (isDoor ? 0 : DOORS) + (index % each);
    // A door opens on the way out, a phone closes its switch.
    const isClosed = isDoor ? isBack : !isBack;
    (this.#closed[board] as boolean[])[channel] = isClosed;
    return buildLock8a(lock8aHead.reportA, board + 1, channel + 1, isClosed ? contactShort : contactOpen);
  }

  /** What the boards answer to the questions in a chunk. */
  answer(chunk: Uint8Array): Uint8Array[] {
    const answers: Uint8Array[] = [];
    for (let at = 0; at + 5 <= chunk.length; at += 5) {
      const [head, address = 0, , mark] = chunk.subarray(at, at + 5);
      const closed = this.#closed[address - 1];
      if (head !== lock8aHead.query || mark !== queryMark || !closed) continue;
      const groups = Array.from({ length: GROUPS }, (_, group) =>
        closed
          .slice(group * 8, group * 8 + 8)
          .reduce((bits, isClosed, bit) => bits | (Number(isClosed) << bit), 0),
      );
      answers.push(buildLock8a(lock8aHead.query, address, ...groups.toReversed(), queryMark));
    }
    return answers;
  }
}

/** How many steps, less whole cycles, have led to these counts; null for counts no step leads to. */
export function stepsOf(doorsOpen: number, phonesIn: number): number | null {
  if (phonesIn === 0) return doorsOpen;
  if (doorsOpen === allDoors) return allDoors + phonesIn;
  if (phonesIn === allPhones) return allDoors + allPhones + (allDoors - doorsOpen);
  return doorsOpen === 0 ? cycle - phonesIn : null;
}

/** The boards in a hall's configuration, behind TCP at `port`. */
export function doorsConfig(port: number): {
  lines: NonNullable<HallInput['lines']>;
  devices: NonNullable<HallInput['devices']>;
} {
  return {
    lines: [{ id: 'lockers', transport: { kind: 'tcp', host: '127.0.0.1', port } }],
    devices: Array.from({ length: BOARDS }, (_, index) => ({
      id: `lockers-${index + 1}`,
      driver: 'lock-8a',
      line: 'lockers',
      settings: { address: index + 1, channels: CHANNELS, groups: GROUPS, pollMs: 2000 },
    })),
  };
}
