/** Something to be said aloud. */
export interface Announcement {
  /** A second one of the same subject takes the place of the first, where that was not begun. */
  subject: string;
  text: string;
  /** Milliseconds UTC after which it is no longer true. */
  until: number;
  /** How often it is said. */
  times: number;
}

/** More than these would be heard long after people have gone. */
const MOST_WAITING = 3;

/**
 * Says one thing after the other, and never falls more than a few behind: what is over is not said
 * any more, and where too much waits, the oldest is left out.
 */
export class Announcer {
  readonly #say: (text: string) => Promise<void>;
  readonly #now: () => number;
  #waiting: Announcement[] = [];
  #isSpeaking = false;

  /** @param say resolves when the text has been said, or cannot be */
  constructor(say: (text: string) => Promise<void>, now: () => number) {
    this.#say = say;
    this.#now = now;
  }

  /** Says it when its turn has come. */
  announce(one: Announcement): void {
    this.#waiting = [...this.#waiting.filter(({ subject }) => subject !== one.subject), one].slice(
      -MOST_WAITING,
    );
    if (!this.#isSpeaking) void this.#speak();
  }

  /** Leaves out all that waits. */
  hush(): void {
    this.#waiting = [];
  }

  async #speak(): Promise<void> {
    this.#isSpeaking = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      for (let time = 0; time < next.times && this.#now() < next.until; time += 1) await this.#say(next.text);
    }
    this.#isSpeaking = false;
  }
}
