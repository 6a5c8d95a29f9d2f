import type { HallConfig } from '../../shared/config/schema.ts';
import type { Clock } from '../clock/clock.ts';
import { standsOf, type HallWires } from './desk/hall-stands.ts';
import type { Stand } from './desk/stand.ts';
import { Equipment } from './equipment.ts';
import { Life } from './life.ts';
import { People } from './people/people.ts';
import type { BytePort } from './ports/byte-port.ts';
import type { MessagePort } from './ports/message-port.ts';
import { streamsOf, type Streams } from './random.ts';

export interface SimulatedHallParts {
  hall: HallConfig;
  /** The time people live by. */
  clock: Clock;
  /**
   * The time devices wait for the bridge by: the same clock, but for a hall that is lived
   * faster than its bridge.
   */
  wire?: Clock;
  seed: number;
  /** Tickets on an ordinary day, if not as many as the demo hall has. */
  tickets?: number;
}

/**
 * A whole hall: its devices, which a bridge reaches through their ports and in no other
 * way, and the people who use them. With the same configuration, seed and answers it says
 * the same bytes at the same times.
 *
 * Ports may be attached, detached and attached elsewhere at any time: a past is lived with
 * ports in memory, and the same people go on behind sockets.
 */
export class SimulatedHall {
  readonly #hall: HallConfig;
  readonly #clock: Clock;
  readonly #wire: Clock;
  readonly #streams: Streams;
  readonly #equipment: Equipment;
  readonly #tickets: number | undefined;
  #life: Life | null = null;
  #people: People | null = null;

  constructor({ hall, clock, wire = clock, seed, tickets }: SimulatedHallParts) {
    this.#tickets = tickets;
    this.#hall = hall;
    this.#clock = clock;
    this.#wire = wire;
    this.#streams = streamsOf(seed);
    this.#equipment = new Equipment(hall, wire, this.#streams);
  }

  /** All the MQTT clients of the hall. */
  get messages(): MessagePort {
    return this.#equipment.messages;
  }

  /**
   * The port of a line.
   *
   * @throws Error when no line of that id carries bytes
   */
  bytePort(line: string): BytePort {
    return this.#equipment.port(line);
  }

  /** Its devices, for whoever does things to them; `wires` are the faults of its lines and clients. */
  stands(wires: HallWires): Stand[] {
    return standsOf({ hall: this.#hall, equipment: this.#equipment, wires, now: () => this.#wire.now() });
  }

  /**
   * Lets people in. A hall that is already at work only changes its hours: `live` halls are
   * never empty, others keep to theirs.
   */
  start({ live }: { live: boolean }): void {
    if (this.#people) {
      this.#people.setLive(live);
      return;
    }
    this.#life = new Life(this.#clock);
    this.#people = new People({
      hall: this.#hall,
      equipment: this.#equipment,
      clock: this.#life,
      wire: this.#wire,
      streams: this.#streams,
      live,
      tickets: this.#tickets,
    });
    for (const gateway of this.#equipment.gateways.values()) gateway.start();
    this.#people.start();
  }

  /** Sends everybody home at once. Devices stay as they are, and go on answering. */
  stop(): void {
    this.#life?.end();
    this.#life = null;
    this.#people = null;
    for (const gateway of this.#equipment.gateways.values()) gateway.stop();
  }
}
