/** What an MQTT client sends. */
export interface Publication {
  topic: string;
  payload: string | Uint8Array;
  qos: 0 | 1;
  retain: boolean;
  /** Whether it says what the client is and that it is there, as clients do when they connect. */
  birth?: boolean;
}

/** A broker as one client sees it. */
export interface BrokerSide {
  publish(publication: Publication): void;
  /** The connection breaks without a word, and is made again after a while. */
  cut(): void;
}

/** What an MQTT client is before it connects. */
export interface SeatSettings {
  /** Client id. */
  id: string;
  /** What the broker publishes when the client is lost; a function is asked before every connect. */
  will: Publication | (() => Publication) | null;
  /** Topic filters it subscribes to. */
  filters: string[];
  /** What it says when it is switched off in order; its will where absent. */
  goodbye?: () => Publication[];
}

/** How a client publishes something; QoS 0 and not retained where it says nothing. */
export type PublishHow = Partial<Pick<Publication, 'qos' | 'retain' | 'birth'>>;

/**
 * One simulated MQTT client: a kiosk, or the gateway of the radio devices. What it
 * publishes while no broker is there is lost.
 */
export class MessageSeat {
  readonly settings: SeatSettings;
  /** Called after every connect; what is published in it is its birth. */
  connected: () => void = () => undefined;
  receiver: (topic: string, payload: Uint8Array, retained: boolean) => void = () => undefined;
  #broker: BrokerSide | null = null;
  #plugged = true;
  #isBeingBorn = false;
  #plugWatcher: (plugged: boolean) => void = () => undefined;

  constructor(settings: SeatSettings) {
    this.settings = settings;
  }

  get plugged(): boolean {
    return this.#plugged;
  }

  /** Whether a broker is there. */
  get isAttached(): boolean {
    return this.#broker !== null;
  }

  /** Puts the network cable in, or pulls it: the broker then loses the client without a word. */
  plug(plugged: boolean): void {
    if (plugged === this.#plugged) return;
    this.#plugged = plugged;
    this.#plugWatcher(plugged);
  }

  /** Has whoever connects this client told of its cable; there is one. */
  onPlug(watcher: (plugged: boolean) => void): void {
    this.#plugWatcher = watcher;
  }

  publish(topic: string, payload: string | Uint8Array, how: PublishHow = {}): void {
    const { qos = 0, retain = false, birth = this.#isBeingBorn } = how;
    this.#broker?.publish({ topic, payload, qos, retain, ...(birth ? { birth } : {}) });
  }

  /** Connects to a broker; one it was connected to before is forgotten. */
  attach(broker: BrokerSide): void {
    this.#broker = broker;
    this.#isBeingBorn = true;
    this.connected();
    this.#isBeingBorn = false;
  }

  /** Loses the broker, if it is still this one. */
  detach(broker: BrokerSide): void {
    if (this.#broker === broker) this.#broker = null;
  }
}

/** All the MQTT clients of a simulated hall. */
export class MessagePort {
  readonly seats: MessageSeat[] = [];

  /** Adds a client; clients are added before the first connect. */
  seat(settings: SeatSettings): MessageSeat {
    const seat = new MessageSeat(settings);
    this.seats.push(seat);
    return seat;
  }
}
