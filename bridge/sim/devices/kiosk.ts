import type { Clock } from '../../clock/clock.ts';
import { readJson } from '../../framing/messages.ts';
import type { MessagePort, MessageSeat } from '../ports/message-port.ts';

/** How long a kiosk shows "one moment" before it gives up. */
const ANSWER_TIMEOUT = 5000;

/** What somebody at the kiosk gets to see; null when no answer came. */
export type KioskAnswer = { number: string; ahead: number } | { refused: string } | null;

/** Ticket kiosk 取号机: asks over MQTT with an id of its own and shows the answer. */
export class SimulatedKiosk {
  readonly id: string;
  readonly #seat: MessageSeat;
  readonly #clock: Clock;
  readonly #topic: string;
  readonly #boot: string;
  readonly #asking = new Map<string, (answer: KioskAnswer) => void>();
  #count = 0;

  constructor(port: MessagePort, clock: Clock, { topic, kiosk }: { topic: string; kiosk: string }) {
    this.id = kiosk;
    this.#clock = clock;
    this.#topic = `${topic}/${kiosk}`;
    this.#boot = Math.trunc(clock.now() / 1000).toString(36);
    const status = { topic: `${this.#topic}/status`, qos: 1, retain: true } as const;
    this.#seat = port.seat({
      id: kiosk,
      will: { ...status, payload: 'offline' },
      filters: [`${this.#topic}/response`],
    });
    this.#seat.connected = () => this.#seat.publish(status.topic, 'online', status);
    this.#seat.receiver = (_, payload) => this.#hear(payload);
  }

  /** The client that it is. */
  get seat(): MessageSeat {
    return this.#seat;
  }

  get plugged(): boolean {
    return this.#seat.plugged;
  }

  /** Puts its network cable in, or pulls it. */
  plug(plugged: boolean): void {
    this.#seat.plug(plugged);
  }

  /** Asks for a ticket of a service, perhaps of a class, or for the one that was booked, and waits for the answer. */
  request(wanted: { service: string; class?: string } | { appointment: string }): Promise<KioskAnswer> {
    this.#count += 1;
    const id = `${this.id}-${this.#boot}-${String(this.#count).padStart(6, '0')}`;
    return new Promise((resolve) => {
      const cancel = this.#clock.after(ANSWER_TIMEOUT, () => answer(null));
      const answer = (what: KioskAnswer) => {
        cancel();
        this.#asking.delete(id);
        resolve(what);
      };
      this.#asking.set(id, answer);
      this.#seat.publish(`${this.#topic}/request`, JSON.stringify({ id, ...wanted }), { qos: 1 });
    });
  }

  #hear(payload: Uint8Array): void {
    const said = readJson(payload);
    const answer = typeof said?.['id'] === 'string' ? this.#asking.get(said['id']) : undefined;
    if (!said || !answer) return;
    const { number, ahead, refused } = said;
    if (typeof number === 'string') answer({ number, ahead: typeof ahead === 'number' ? ahead : 0 });
    else if (typeof refused === 'string') answer({ refused });
  }
}
