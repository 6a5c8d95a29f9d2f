import type { Cancel, Clock } from '../../clock/clock.ts';
import { HOUR } from '../../../shared/time.ts';
import type { MessagePort, MessageSeat } from '../ports/message-port.ts';
import type { Random } from '../random.ts';

/** How often a battery device reports by itself. */
const CHECK_IN = 4 * HOUR;
/** A battery loses one percent in about this time. */
const PERCENT = 120 * HOUR;

interface Radio {
  name: string;
  contact: boolean | null;
  battery: number;
  since: number;
  /** Out of reach, so that the gateway hears nothing of it. */
  isAway: boolean;
}

/** Zigbee2MQTT with its contact sensors and buttons, all of them on batteries. */
export class ZigbeeGateway {
  readonly #seat: MessageSeat;
  readonly #clock: Clock;
  readonly #topic: string;
  readonly #random: Random;
  readonly #radios = new Map<string, Radio>();
  #timers: Cancel[] = [];

  constructor(port: MessagePort, clock: Clock, topic: string, random: Random) {
    this.#clock = clock;
    this.#topic = topic;
    this.#random = random;
    const will = {
      topic: `${topic}/bridge/state`,
      payload: '{"state":"offline"}',
      qos: 1,
      retain: true,
    } as const;
    this.#seat = port.seat({ id: topic, will, filters: [] });
    this.#seat.connected = () => this.#introduce();
  }

  /** Pairs a device: a door contact, closed at first, or a button. */
  pair(name: string, kind: 'contact' | 'button'): void {
    const contact = kind === 'contact' ? true : null;
    const battery = this.#random.whole(55, 100);
    this.#radios.set(name, { name, contact, battery, since: this.#clock.now(), isAway: false });
  }

  start(): void {
    for (const radio of this.#radios.values()) {
      const report = () => {
        this.#timers.push(this.#clock.every(CHECK_IN, () => this.#report(radio)));
        this.#report(radio);
      };
      this.#timers.push(this.#clock.after(this.#random.between(0, CHECK_IN), report));
    }
  }

  stop(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers = [];
  }

  /** Whether the contact of a door is closed; null for what is no door. */
  contact(name: string): boolean | null {
    return this.#radios.get(name)?.contact ?? null;
  }

  isAway(name: string): boolean {
    return this.#radios.get(name)?.isAway ?? false;
  }

  /** Takes a device out of the reach of the gateway, or brings it back; the gateway tells either. */
  setAway(name: string, isAway: boolean): void {
    const radio = this.#radios.get(name);
    if (!radio || radio.isAway === isAway) return;
    radio.isAway = isAway;
    this.#tellReach(radio);
    this.#report(radio);
  }

  /** Opens or closes a door. */
  setContact(name: string, state: 'open' | 'closed'): void {
    const radio = this.#radios.get(name);
    if (!radio) return;
    radio.contact = state === 'closed';
    this.#report(radio);
  }

  /** Presses a button once. */
  press(name: string): void {
    const radio = this.#radios.get(name);
    if (radio) this.#report(radio, { action: 'single' });
  }

  #introduce(): void {
    const retained = { qos: 1, retain: true } as const;
    this.#seat.publish(`${this.#topic}/bridge/state`, '{"state":"online"}', retained);
    for (const radio of this.#radios.values()) {
      this.#tellReach(radio);
      this.#report(radio);
    }
  }

  #tellReach({ name, isAway }: Radio): void {
    const state = JSON.stringify({ state: isAway ? 'offline' : 'online' });
    this.#seat.publish(`${this.#topic}/${name}/availability`, state, { qos: 1, retain: true });
  }

  #report(radio: Radio, extra: Record<string, unknown> = {}): void {
    if (radio.isAway) return;
    const used = Math.floor((this.#clock.now() - radio.since) / PERCENT);
    const state = {
      ...extra,
      battery: Math.max(1, radio.battery - used),
      ...(radio.contact === null ? {} : { contact: radio.contact }),
      linkquality: this.#random.whole(60, 180),
    };
    this.#seat.publish(`${this.#topic}/${radio.name}`, JSON.stringify(state));
  }
}
