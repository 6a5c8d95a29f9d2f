/** What an MQTT client sends. */
export interface Publication {
  topic: string;
  payload: string;
  qos: 0 | 1;
  retain: boolean;
}

/** A broker as one client sees it. */
export interface BrokerSide {
  publish(publication: Publication): void;
}

/** What an MQTT client is before it connects. */
export interface SeatSettings {
  /** Client id. */
  id: string;
  /** What the broker publishes when the client is lost. */
  will: Publication;
  /** Topic filters it subscribes to. */
  filters: string[];
}

/**
 * One simulated MQTT client: a kiosk, or the gateway of the radio devices. What it
 * publishes while no broker is there is lost.
 */
export class MessageSeat {
  readonly settings: SeatSettings;
  /** Called after every connect; the place to publish what is retained. */
  connected: () => void = () => undefined;
  receiver: (topic: string, payload: Uint8Array) => void = () => undefined;
  #broker: BrokerSide | null = null;
  #plugged = true;
  #plugWatcher: (plugged: boolean) => void = () => undefined;

  constructor(settings: SeatSettings) {
    this.settings = settings;
  }

  get plugged(): boolean {
    return this.#plugged;
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

  publish(topic: string, payload: string, options: { qos?: 0 | 1; retain?: boolean } = {}): void {
    this.#broker?.publish({ topic, payload, qos: options.qos ?? 0, retain: options.retain ?? false });
  }

  /** Connects to a broker; one it was connected to before is forgotten. */
  attach(broker: BrokerSide): void {
    this.#broker = broker;
    this.connected();
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
