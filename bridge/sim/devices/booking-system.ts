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
  readonly #write: (slot: BookedSlot) => object;
  #slots: BookedSlot[] = [];

  /** @param write how it writes an appointment down; as it is where absent */
  constructor(port: MessagePort, topic: string, write: (slot: BookedSlot) => object = (slot) => slot) {
    this.#topic = topic;
    this.#write = write;
    const will = { topic: `${topic}/status`, payload: 'offline', qos: 0, retain: false } as const;
    this.#seat = port.seat({ id: 'bookings', will, filters: [] });
    this.#seat.connected = () => this.tell();
  }

  get slots(): readonly BookedSlot[] {
    return this.#slots;
  }

  /** Has these booked, and no others. */
  set slots(slots: BookedSlot[]) {
    this.#slots = slots;
    this.tell();
  }

  /** Books one, or moves the one of its number. */
  book(slot: BookedSlot): void {
    this.#slots = [...this.#slots.filter(({ id }) => id !== slot.id), slot];
    this.#say(slot);
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
    this.#seat.publish(this.#topic, JSON.stringify(this.#write(slot)), { qos: 1 });
  }
}
