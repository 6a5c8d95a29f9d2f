import type { Clock } from '../../clock/clock.ts';
import { ff68Framing, parseFf68 } from '../../framing/ff68.ts';
import { Framer } from '../../framing/framer.ts';
import type { BytePort } from '../ports/byte-port.ts';
import { Ff68Unit } from './ff68-unit.ts';

/** Call pads and evaluators on one pair of wires: each hears everything, and heeds its own address. */
export class Ff68Bus {
  readonly #port: BytePort;
  readonly #clock: Clock;
  readonly #units = new Map<number, Ff68Unit>();

  constructor(port: BytePort, clock: Clock) {
    this.#port = port;
    this.#clock = clock;
    const framer = new Framer(ff68Framing, {
      frame: (bytes) => this.#route(bytes),
      discarded: () => undefined,
    });
    port.receiver = (bytes) => framer.push(bytes);
  }

  /** The unit with an address; there is one as soon as somebody asks for it. */
  unit(address: number): Ff68Unit {
    let unit = this.#units.get(address);
    if (!unit) {
      unit = new Ff68Unit(address, this.#clock, (bytes) => this.#port.send(bytes));
      this.#units.set(address, unit);
    }
    return unit;
  }

  /** Something on the wires that nobody said. */
  disturb(bytes: Uint8Array): void {
    this.#port.send(bytes);
  }

  #route(bytes: Uint8Array): void {
    const frame = parseFf68(bytes);
    if (frame) this.#units.get(frame.address)?.hear(frame);
  }
}
