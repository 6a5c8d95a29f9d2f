import { Framer } from '../../framing/framer.ts';
import {
  buildLock8a,
  contactOpen,
  contactShort,
  lock8aFraming,
  lock8aHead,
  queryMark,
} from '../../framing/lock8a.ts';
import type { BytePort } from '../ports/byte-port.ts';

export interface LockBoardSettings {
  address: number;
  /** How many status bytes it sends: eight channels each, wired or not. */
  groups: number;
  groupOrder: 'highFirst' | 'lowFirst';
  feedback: 'shortWhenLocked' | 'shortWhenOpen';
}

/**
 * Lock board of a phone locker, heads 8A and 80. A channel is a door with its lock, or a
 * switch under a phone; each is `open` or `closed`, and the wiring decides what that is to
 * the contact.
 */
export class LockBoard {
  /** Told of every door that springs open on an order from the host. */
  unlocked: (channel: number) => void = () => undefined;
  readonly #port: BytePort;
  readonly #settings: LockBoardSettings;
  readonly #closed: boolean[];
  readonly #doors: number;

  /** @param doors channels from 1 that have a lock */
  constructor(port: BytePort, settings: LockBoardSettings, doors: number) {
    this.#port = port;
    this.#settings = settings;
    this.#doors = doors;
    this.#closed = Array.from({ length: settings.groups * 8 }, (_, index) => index < doors);
    // Questions and orders are five bytes whatever the board answers.
    const framer = new Framer(lock8aFraming([{ address: settings.address, groups: 1 }]), {
      frame: (bytes) => this.#hear(bytes),
      discarded: () => undefined,
    });
    port.receiver = (bytes) => framer.push(bytes);
  }

  isClosed(channel: number): boolean {
    return this.#closed[channel - 1] ?? false;
  }

  /** Opens or closes a door, or lifts or lays down a phone. */
  set(channel: number, state: 'open' | 'closed'): void {
    if (channel >= 1 && channel <= this.#closed.length) this.#closed[channel - 1] = state === 'closed';
  }

  #hear([head, address, lock = 0, order]: Uint8Array): void {
    if (address !== this.#settings.address) return;
    if (head === lock8aHead.query && order === queryMark) {
      if (lock === 0) this.#answerAll();
      else this.#answer(lock8aHead.query, lock);
    } else if (head === lock8aHead.unlock && order === contactShort) {
      this.#unlock(lock);
    }
  }

  #unlock(lock: number): void {
    const doors = lock === 0 ? Array.from({ length: this.#doors }, (_, index) => index + 1) : [lock];
    for (const door of doors) {
      if (door > this.#doors || !this.isClosed(door)) continue;
      this.set(door, 'open');
      this.unlocked(door);
    }
    this.#answer(lock8aHead.unlock, lock);
  }

  #answer(head: number, lock: number): void {
    const contact = this.#isShort(Math.max(1, lock)) ? contactShort : contactOpen;
    this.#port.send(buildLock8a(head, this.#settings.address, lock, contact));
  }

  #answerAll(): void {
    const { address, groups, groupOrder } = this.#settings;
    const lowFirst = Array.from({ length: groups }, (_, group) => {
      let byte = 0;
      for (let bit = 0; bit < 8; bit++) if (this.#isShort(8 * group + bit + 1)) byte |= 1 << bit;
      return byte;
    });
    const bytes = groupOrder === 'highFirst' ? lowFirst.reverse() : lowFirst;
    this.#port.send(buildLock8a(lock8aHead.query, address, ...bytes, queryMark));
  }

  #isShort(channel: number): boolean {
    return this.isClosed(channel) === (this.#settings.feedback === 'shortWhenLocked');
  }
}
