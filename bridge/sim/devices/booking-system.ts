import type { MessagePort, MessageSeat } from '../ports/message-port.ts';

/** An appointment as the system that books it tells of it. */
export interface BookedSlot {
  id: string;
  service: string;
  /** Local date and time of the hall. */
  date: string;
  time: string;
  status: 'booked' | 'cancelled';
}

/** A system in which people book appointments 网上预约: tells of them over MQTT, anew whenever it connects. */
export class BookingSystem {
  readonly #seat: MessageSeat;
  readonly #topic: string;
  #slots: BookedSlot[] = [];

  constructor(port: MessagePort, topic: string) {
    this.#topic = topic;
    const will = { topic: `${topic}/status`, payload: 'offline', qos: 0, retain: false } as const;
    this.#seat = port.seat({ id: 'bookings', will, filters: [] });
    this.#seat.connected = () => this.tell();
  }

  /** Has these booked, and no others. */
  set slots(slots: BookedSlot[]) {
    this.#slots = slots;
    this.tell();
  }

  /** Calls one off. */
  cancel(id: string): void {
    const slot = this.#slots.find((one) => one.id === id);
    if (!slot) return;
    slot.status = 'cancelled';
    this.#say(slot);
  }

  /** Tells of all of them once more, as such systems do. */
  tell(): void {
    for (const slot of this.#slots) this.#say(slot);
  }

  #say(slot: BookedSlot): void {
    this.#seat.publish(this.#topic, JSON.stringify(slot), { qos: 1 });
  }
}
