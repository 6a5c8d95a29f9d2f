import type { Cancel, Clock } from '../../../clock/clock.ts';
import type { ByteLink } from '../../ports/byte-port.ts';
import type { LoneStand } from '../lone-stand.ts';

/** A host that asks a lone device the same question over and over, until somebody else attaches. */
export class AskingHost {
  readonly #stand: LoneStand;
  readonly #question: Uint8Array;
  readonly #cancel: Cancel;
  #link: ByteLink | null = null;
  #isReplaced = false;

  /** @param every milliseconds between two questions */
  constructor(stand: LoneStand, question: Uint8Array, clock: Clock, every: number) {
    this.#stand = stand;
    this.#question = question;
    this.#cancel = clock.every(every, () => this.ask());
    this.ask();
  }

  /** Asks once, if the device is reached. */
  ask(): void {
    const { cable } = this.#stand;
    if (this.#isReplaced || !cable.plugged) return;
    this.#link ??= cable.attach({
      bytes: () => undefined,
      closed: () => {
        this.#link = null;
        this.#isReplaced = cable.plugged;
      },
    });
    this.#link.write(this.#question);
  }

  stop(): void {
    this.#cancel();
    this.#link?.detach();
  }
}
