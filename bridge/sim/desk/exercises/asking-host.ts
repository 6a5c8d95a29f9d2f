import type { Cancel, Clock } from '../../../clock/clock.ts';
import type { ByteLink } from '../../ports/byte-port.ts';
import type { LoneStand } from '../lone-stand.ts';

/** A host that asks a lone device the same question over and over, and gives way to anybody else who attaches. */
export class AskingHost {
  readonly #stand: LoneStand;
  readonly #question: Uint8Array;
  readonly #cancel: Cancel;
  #link: ByteLink | null = null;

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
    if (!this.#link) {
      if (!cable.plugged || cable.isAttached) return;
      this.#link = cable.attach({ bytes: () => undefined, closed: () => (this.#link = null) });
    }
    this.#link.write(this.#question);
  }

  stop(): void {
    this.#cancel();
    this.#link?.detach();
  }
}
