import { MINUTE } from '../../shared/time.ts';

/** Tokens in vain that an address may ask for in a minute. */
const MOST_MISSES = 10;
/** Addresses and known askers that are remembered; the oldest are forgotten first. */
const KEPT = 5000;

/**
 * Holds those back who try tokens until one fits. An address that asked in vain too often gets
 * no answer for a while, but for the tickets it was shown before: in a hall, many people come
 * from one address, and whoever follows a ticket already is not to lose it.
 */
export class Guesses {
  readonly #now: () => number;
  readonly #misses = new Map<string, { count: number; since: number }>();
  readonly #shown = new Set<string>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether this address has to wait before it may ask for this token. */
  isHeldBack(address: string, token: string): boolean {
    const misses = this.#misses.get(address);
    if (!misses || this.#now() - misses.since >= MINUTE) return false;
    return misses.count >= MOST_MISSES && !this.#shown.has(`${address} ${token}`);
  }

  /** Notes whether a token that was asked for stands for a ticket. */
  note(address: string, token: string, wasFound: boolean): void {
    if (wasFound) {
      this.#shown.add(`${address} ${token}`);
      forgetOldest(this.#shown);
      return;
    }
    const known = this.#misses.get(address);
    const isOld = !known || this.#now() - known.since >= MINUTE;
    this.#misses.set(
      address,
      isOld ? { count: 1, since: this.#now() } : { ...known, count: known.count + 1 },
    );
    forgetOldest(this.#misses);
  }
}

function forgetOldest(kept: { size: number; keys(): Iterator<string>; delete(key: string): boolean }): void {
  if (kept.size <= KEPT) return;
  const { value } = kept.keys().next();
  if (value !== undefined) kept.delete(value);
}
