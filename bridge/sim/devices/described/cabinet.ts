import type { Bench } from './bench.ts';

/** The doors of a cabinet with a lock each, and the contacts by which its board knows them. */
export class Cabinet {
  readonly doors: number;
  /** Told of every door that moves, by its lock or by a hand. */
  moved: (door: number) => void = () => undefined;
  readonly #bench: Bench;
  readonly #closed: boolean[];

  /** As many doors as the device has `channels`; all of them are closed. */
  constructor(bench: Bench) {
    this.doors = bench.number('channels');
    this.#bench = bench;
    this.#closed = Array<boolean>(this.doors).fill(true);
  }

  has(door: number): boolean {
    return Number.isInteger(door) && door >= 1 && door <= this.doors;
  }

  isClosed(door: number): boolean {
    return this.#closed[door - 1] ?? false;
  }

  /** Whether the contact of a door is closed: the wiring decides what that is to the door. */
  isShort(door: number): boolean {
    const whenLocked = this.#bench.settings['feedback'] === 'shortWhenLocked';
    return this.has(door) && this.isClosed(door) === whenLocked;
  }

  /** The contacts as bits, that of door 1 lowest in the first byte. */
  contacts(bytes: number): Uint8Array {
    return Uint8Array.from({ length: bytes }, (_, byte) => {
      let bits = 0;
      for (let bit = 0; bit < 8; bit += 1) if (this.isShort(8 * byte + bit + 1)) bits |= 1 << bit;
      return bits;
    });
  }

  /** Powers a lock: its door springs open. False where there is no such door. */
  unlock(door: number): boolean {
    if (!this.has(door)) return false;
    this.#bench.tell({ zh: `开锁 ${door}`, en: `lock ${door} is powered` });
    if (this.isClosed(door)) this.#set(door, false);
    return true;
  }

  unlockAll(): void {
    for (let door = 1; door <= this.doors; door += 1) this.unlock(door);
  }

  /** Somebody opens or shuts a door. False where there is no such door. */
  move(door: number, state: 'open' | 'closed'): boolean {
    if (!this.has(door)) return false;
    if (this.isClosed(door) !== (state === 'closed')) this.#set(door, state === 'closed');
    return true;
  }

  #set(door: number, closed: boolean): void {
    this.#closed[door - 1] = closed;
    this.#bench.tell(
      closed
        ? { zh: `门 ${door} 关上`, en: `door ${door} is shut` }
        : { zh: `门 ${door} 打开`, en: `door ${door} is open` },
    );
    this.moved(door);
  }
}
