import type { Clock } from '../../clock/clock.ts';
import type { Random } from '../random.ts';
import { garbled, type MessageFaultName, type MessageFaults } from './message-faults.ts';
import type { BrokerSide, MessageSeat, Publication } from './message-port.ts';

const LATE = [300, 1500] as const;

/** What becomes of the messages between an MQTT client and its broker. */
export interface MessageWire {
  /** Looked at for every message, so that it may be changed while the client is connected. */
  faults: MessageFaults;
  random: Random;
  clock: Clock;
  /** Told what the broker gets of the client (`in`), and what the client gets. */
  passed?: (direction: 'in' | 'out', message: Pick<Publication, 'topic' | 'payload' | 'retain'>) => void;
}

/** Whether a fault happens now. */
export function happens({ faults, random }: MessageWire, fault: MessageFaultName): boolean {
  const chance = faults[fault] ?? 0;
  return chance > 0 && random.chance(chance);
}

/** The way between one client and its broker, with the faults that it has now. */
export class FaultyWay implements BrokerSide {
  readonly #seat: MessageSeat;
  readonly #broker: BrokerSide;
  readonly #wire: MessageWire;
  /** What waits to come after the next. */
  #held: Publication | null = null;
  /** Topics under which the broker was made to keep what it should not. */
  readonly #kept: Set<string>;

  /** @param kept is added to, so that it can be taken away again in the end */
  constructor(
    seat: MessageSeat,
    broker: BrokerSide,
    { wire, kept }: { wire: MessageWire; kept: Set<string> },
  ) {
    this.#seat = seat;
    this.#broker = broker;
    this.#wire = wire;
    this.#kept = kept;
  }

  publish(said: Publication): void {
    const { random } = this.#wire;
    if (said.birth && this.#happens('unborn')) return;
    if (this.#happens('drop')) return;
    if (this.#happens('unplug')) return this.cut();
    let message = said;
    if (this.#happens('garbage')) message = { ...message, payload: garbled(message.payload, random) };
    if (!message.retain && this.#happens('stale')) {
      this.#kept.add(message.topic);
      message = { ...message, retain: true };
    }
    const before = this.#held;
    this.#held = null;
    if (!before && this.#happens('swap')) {
      this.#held = message;
      return;
    }
    this.#send(message, this.#happens('late') ? random.whole(...LATE) : 0);
    if (this.#happens('duplicate')) this.#send(message, 0);
    if (before) this.#send(before, 0);
  }

  /** What the broker tells the client. */
  hear(topic: string, payload: Uint8Array, retain: boolean): void {
    if (this.#happens('drop')) return;
    const times = this.#happens('duplicate') ? 2 : 1;
    for (let n = 0; n < times; n += 1) {
      this.#wire.passed?.('out', { topic, payload, retain });
      this.#seat.receiver(topic, payload, retain);
    }
  }

  cut(): void {
    this.#broker.cut();
  }

  #happens(fault: MessageFaultName): boolean {
    return happens(this.#wire, fault);
  }

  #send(message: Publication, ms: number): void {
    const send = () => {
      this.#wire.passed?.('in', message);
      this.#broker.publish(message);
    };
    if (ms === 0) send();
    else this.#wire.clock.after(ms, send);
  }
}
