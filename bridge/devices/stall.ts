import { MINUTE, SECOND } from '../../shared/time.ts';

/** Requests in a row without an answer, after which the line itself is suspected. */
const MOST_UNANSWERED = 6;
const FIRST_WAIT = 10 * SECOND;
const LONGEST_WAIT = 10 * MINUTE;

/**
 * Suspects a line on which nobody answers any more: a connection whose other end is gone
 * without a word, an adapter that hangs, a server that lost its place in the stream. It is
 * opened anew then, and ever more rarely while that does not help.
 */
export class Stall {
  #unanswered = 0;
  #wait = FIRST_WAIT;
  #last = -Infinity;

  /** Somebody spoke: the line is well. */
  clear(): void {
    this.#unanswered = 0;
    this.#wait = FIRST_WAIT;
  }

  /**
   * A request had no answer.
   *
   * @param now milliseconds UTC
   * @returns true when the line is to be opened anew
   */
  miss(now: number): boolean {
    this.#unanswered += 1;
    const since = now - this.#last;
    if (this.#unanswered < MOST_UNANSWERED || (since >= 0 && since < this.#wait)) return false;
    this.#unanswered = 0;
    this.#last = now;
    this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
    return true;
  }
}
