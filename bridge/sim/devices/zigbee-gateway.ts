import type { Cancel, Clock } from '../../clock/clock.ts';
import type { Scalar } from '../../drivers/driver.ts';
import { HOUR } from '../../../shared/time.ts';
import type { MessagePort, MessageSeat } from '../ports/message-port.ts';
import type { Random } from '../random.ts';

/** How often a battery device reports by itself. */
const CHECK_IN = 4 * HOUR;
/** A battery loses one percent in about this time. */
const PERCENT = 120 * HOUR;

/** What a radio says of itself beside the quality of its link. */
export type RadioState = Record<string, Scalar>;

interface Radio {
  name: string;
  state: RadioState;
  /** Percent when it was new; null on the mains. */
  battery: number | null;
  since: number;
  /** Out of reach, so that the gateway hears nothing of it. */
  isAway: boolean;
}

/** Zigbee2MQTT with its radios: contact sensors and buttons on batteries, and whatever else is paired. */
export class ZigbeeGateway {
  /** Called with what a command (`…/set`) says to a radio. */
  commanded: (name: string, payload: Uint8Array) => void = () => undefined;
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
    this.#seat = port.seat({ id: topic.replaceAll('/', '-'), will, filters: [] });
    this.#seat.connected = () => this.#introduce();
    this.#seat.receiver = (at, payload) => {
      this.commanded(at.slice(this.#topic.length + 1, -'/set'.length), payload);
    };
  }

  /** The client that speaks for all its radios. */
  get seat(): MessageSeat {
    return this.#seat;
  }

  /** Pairs a device: a door contact, closed at first, or a button. Both are on batteries. */
  pair(name: string, kind: 'contact' | 'button'): void {
    const battery = this.#random.whole(55, 100);
    this.#add({ name, battery, state: kind === 'contact' ? { contact: true } : {} });
  }

  /** Pairs any other device, which takes commands; it says of its battery what `state` says. */
  pairWith(name: string, state: RadioState): void {
    this.#seat.settings.filters.push(`${this.#topic}/${name}/set`);
    this.#add({ name, battery: null, state });
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
    const contact = this.#radios.get(name)?.state['contact'];
    return typeof contact === 'boolean' ? contact : null;
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
    this.change(name, { contact: state === 'closed' });
  }

  /** Has a radio say what is new of it. */
  change(name: string, changes: RadioState): void {
    const radio = this.#radios.get(name);
    if (!radio) return;
    Object.assign(radio.state, changes);
    this.#report(radio);
  }

  /** Presses a button; how is what its action is called. */
  press(name: string, action: Scalar = 'single', field = 'action'): void {
    const radio = this.#radios.get(name);
    if (radio) this.#report(radio, { [field]: action });
  }

  #add(radio: Omit<Radio, 'since' | 'isAway'>): void {
    this.#radios.set(radio.name, { ...radio, since: this.#clock.now(), isAway: false });
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
      ...(radio.battery === null ? {} : { battery: Math.max(1, radio.battery - used) }),
      ...radio.state,
      linkquality: this.#random.whole(60, 180),
    };
    this.#seat.publish(`${this.#topic}/${radio.name}`, JSON.stringify(state));
  }
}
