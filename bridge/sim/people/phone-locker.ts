import { MINUTE, SECOND } from '../../../shared/time.ts';
import { delay, type Clock } from '../../clock/clock.ts';
import type { Board } from '../equipment.ts';
import type { Random } from '../random.ts';

/** How long a door stands ajar behind somebody who will be back. */
const AJAR = 2 * MINUTE;

/** Where clerks leave their phones 手机存放柜: a door each, and a switch under the phone. */
export class PhoneLocker {
  readonly #board: Board | undefined;
  readonly #clock: Clock;
  /** Whose phones lie there. */
  readonly #inside = new Set<number>();

  constructor(board: Board | undefined, clock: Clock, random: Random) {
    this.#board = board;
    this.#clock = clock;
    if (!board) return;
    // A door that was opened from afar is shut by whoever comes along.
    board.board.unlocked = (door) => {
      clock.after(random.between(15, 60) * SECOND, () => board.board.set(door, 'closed'));
    };
  }

  /** Opens the own door, lays the phone in or takes it out, and closes the door. */
  async use(slot: number, phone: 'in' | 'out', random: Random): Promise<void> {
    if (!this.#board || slot >= this.#board.doors) return;
    const { board, doors } = this.#board;
    const door = slot + 1;
    board.set(door, 'open');
    await delay(this.#clock, random.between(3, 8) * SECOND);
    if (phone === 'in') this.#inside.add(slot);
    else this.#inside.delete(slot);
    board.set(doors + door, phone === 'in' ? 'closed' : 'open');
    await delay(this.#clock, random.between(2, 6) * SECOND);
    board.set(door, 'closed');
  }

  /**
   * Takes the own phone out for so many milliseconds, if it lies there. The door stays ajar for a
   * while, so that a host that asks once in two minutes sees, too, that it was opened.
   */
  async fetch(slot: number, ms: number, random: Random): Promise<void> {
    if (!this.#board || !this.#inside.has(slot)) return;
    const { board, doors } = this.#board;
    board.set(slot + 1, 'open');
    await delay(this.#clock, random.between(3, 8) * SECOND);
    board.set(doors + slot + 1, 'open');
    await delay(this.#clock, AJAR);
    board.set(slot + 1, 'closed');
    await delay(this.#clock, Math.max(0, ms - AJAR));
    await this.use(slot, 'in', random);
  }
}
