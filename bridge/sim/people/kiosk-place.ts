import type { SimulatedKiosk } from '../devices/kiosk.ts';

/** A kiosk with the people in front of it, who use it one after the other. */
export class KioskPlace {
  readonly kiosk: SimulatedKiosk;
  people = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(kiosk: SimulatedKiosk) {
    this.kiosk = kiosk;
  }

  /** Waits for one's turn and uses the kiosk. */
  use<T>(act: () => Promise<T>): Promise<T> {
    this.people += 1;
    const mine = this.#turn.then(act).finally(() => (this.people -= 1));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}
