import type { Log } from '../log.ts';
import { matchesTopic } from './topic.ts';

/** Topics a hall's broker keeps: ten for each of a thousand devices. */
export const MOST_TOPICS = 10_000;
/** Bytes of topics and messages together. */
export const MOST_BYTES = 16 * 1024 * 1024;

/**
 * What a broker keeps for those who come later: the last retained message of each topic, as
 * far as there is room. What finds none is passed on to those who listen now and not kept.
 */
export class Retained {
  readonly #messages = new Map<string, Uint8Array>();
  readonly #log: Pick<Log, 'warn'>;
  #bytes = 0;
  #turnedAway = 0;

  constructor(log: Pick<Log, 'warn'>) {
    this.#log = log;
  }

  /** Messages that were not kept so far. */
  get turnedAway(): number {
    return this.#turnedAway;
  }

  /**
   * Keeps a message in place of the one before, or, if it is empty, none (MQTT 3.1.1, section 3.3.1.3).
   *
   * @returns false when there is no room; what was kept of the topic before stays then
   */
  keep(topic: string, payload: Uint8Array): boolean {
    const before = this.#messages.get(topic);
    const isGone = payload.length === 0;
    const grown = (isGone ? 0 : sizeOf(topic, payload)) - (before ? sizeOf(topic, before) : 0);
    const hasPlace = before !== undefined || isGone || this.#messages.size < MOST_TOPICS;
    if (!hasPlace || (grown > 0 && this.#bytes + grown > MOST_BYTES)) {
      this.#turnAway(topic);
      return false;
    }
    if (isGone) this.#messages.delete(topic);
    // A copy: what came is a view on all that came with it.
    else this.#messages.set(topic, Uint8Array.from(payload));
    this.#bytes += grown;
    return true;
  }

  /** What is kept under any of these filters. */
  *under(filters: readonly string[]): Generator<{ topic: string; payload: Uint8Array }> {
    for (const [topic, payload] of this.#messages) {
      if (filters.some((filter) => matchesTopic(filter, topic))) yield { topic, payload };
    }
  }

  /** Said at the first, the tenth, the hundredth …: a flood must not fill the log as well. */
  #turnAway(topic: string): void {
    this.#turnedAway += 1;
    if (!Number.isInteger(Math.log10(this.#turnedAway))) return;
    const [topics, bytes, turnedAway] = [this.#messages.size, this.#bytes, this.#turnedAway];
    this.#log.warn(
      { topic: topic.slice(0, 200), topics, bytes, turnedAway },
      'the broker inside has no room for another retained message: it was passed on and not kept; ' +
        'let devices clear topics that are not used any more with an empty retained message',
    );
  }
}

function sizeOf(topic: string, payload: Uint8Array): number {
  return Buffer.byteLength(topic) + payload.length;
}
