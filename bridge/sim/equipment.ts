import type { DeviceConfig, HallConfig } from '../../shared/config/schema.ts';
import type { Clock } from '../clock/clock.ts';
import { zigbeeSettings } from '../framing/zigbee2mqtt.ts';
import { BookingSystem } from './devices/booking-system.ts';
import { Ff68Bus } from './devices/ff68-bus.ts';
import type { Ff68Unit } from './devices/ff68-unit.ts';
import { SimulatedKiosk } from './devices/kiosk.ts';
import { LockBoard } from './devices/lock-board.ts';
import { SimulatedPrinter } from './devices/printer.ts';
import { SimulatedSign } from './devices/sign.ts';
import { ZigbeeGateway } from './devices/zigbee-gateway.ts';
import { BytePort } from './ports/byte-port.ts';
import { MessagePort } from './ports/message-port.ts';
import type { Streams } from './random.ts';

/** Tickets that a roll of paper gives. */
export const ROLL = 250;

export interface Board {
  board: LockBoard;
  /** Doors from 1; the switch under the phone of door n is channel `doors + n`. */
  doors: number;
}

/** A device behind the radio gateway. */
export interface Radio {
  gateway: ZigbeeGateway;
  name: string;
}

/** What stands where the configuration has a device. */
export type Fixture =
  | { kind: 'pad' | 'evaluator'; unit: Ff68Unit }
  | { kind: 'sign'; sign: SimulatedSign }
  | { kind: 'printer'; printer: SimulatedPrinter }
  | { kind: 'kiosk'; kiosk: SimulatedKiosk }
  | ({ kind: 'board' } & Board)
  | ({ kind: 'contact' | 'button' } & Radio);

/** Every device of a configured hall, each at its port. What is no known kind is left out. */
export class Equipment {
  readonly messages = new MessagePort();
  readonly buses: Ff68Bus[] = [];
  /** Pad and evaluator by window. */
  readonly units = new Map<string, Ff68Unit>();
  readonly signs: { sign: SimulatedSign; window: string | undefined }[] = [];
  readonly printers = new Map<string, SimulatedPrinter>();
  readonly kiosks: SimulatedKiosk[] = [];
  /** The kiosk that the guide works. */
  guide: SimulatedKiosk | undefined;
  bookings: BookingSystem | undefined;
  readonly boards: Board[] = [];
  readonly contacts: Radio[] = [];
  readonly buttons: Radio[] = [];
  readonly gateways = new Map<string, ZigbeeGateway>();
  /** All of them by the id of the device. */
  readonly fixtures = new Map<string, Fixture>();
  readonly #ports = new Map<string, BytePort>();
  readonly #busOf = new Map<string, Ff68Bus>();
  readonly #clock: Clock;
  readonly #streams: Streams;
  readonly #zone: string;

  constructor(hall: HallConfig, clock: Clock, streams: Streams) {
    this.#clock = clock;
    this.#streams = streams;
    this.#zone = hall.zone;
    for (const { id, transport } of hall.lines)
      if (transport.kind !== 'mqtt') this.#ports.set(id, new BytePort());
    for (const device of hall.devices) this.#install(device);
  }

  /** @throws Error when no line of that id carries bytes */
  port(line: string): BytePort {
    const port = this.#ports.get(line);
    if (!port) throw new Error(`no line ${line} that carries bytes`);
    return port;
  }

  #install(device: DeviceConfig): void {
    const { id, driver, line, window } = device;
    const clock = this.#clock;
    const place = (fixture: Fixture) => this.fixtures.set(id, fixture);
    switch (driver) {
      case 'ff68-pad':
      case 'ff68-evaluator':
        if (window !== undefined) {
          const unit = this.#bus(line).unit(setting(device, 'address', 1));
          this.units.set(window, unit);
          place({ kind: driver === 'ff68-pad' ? 'pad' : 'evaluator', unit });
        }
        break;
      case 'onbon-bx5k': {
        const sign = this.#sign(device);
        this.signs.push({ sign, window });
        place({ kind: 'sign', sign });
        break;
      }
      case 'escpos-printer': {
        const used = this.#streams(`paper/${id}`).whole(0, ROLL - 60);
        const traits = { identity: true, presenter: device.settings['presenter'] === true };
        const printer = new SimulatedPrinter(this.port(line), clock, ROLL - used, traits);
        this.printers.set(id, printer);
        place({ kind: 'printer', printer });
        break;
      }
      case 'kiosk-mqtt': {
        const topic = setting(device, 'topic', 'hall/kiosk');
        const kiosk = new SimulatedKiosk(this.messages, clock, {
          topic,
          kiosk: setting(device, 'kiosk', id),
        });
        if (device.settings['attended'] === true) this.guide = kiosk;
        else this.kiosks.push(kiosk);
        place({ kind: 'kiosk', kiosk });
        break;
      }
      case 'booking-mqtt':
        this.bookings = new BookingSystem(this.messages, setting(device, 'topic', 'bookings'));
        break;
      case 'lock-8a': {
        const board = this.#lockBoard(device);
        this.boards.push(board);
        place({ kind: 'board', ...board });
        break;
      }
      case 'zigbee2mqtt-contact':
      case 'zigbee2mqtt-button': {
        const kind = driver === 'zigbee2mqtt-contact' ? 'contact' : 'button';
        const radio = this.#radio(device, kind);
        (kind === 'contact' ? this.contacts : this.buttons).push(radio);
        place({ kind, ...radio });
        break;
      }
    }
  }

  #sign(device: DeviceConfig): SimulatedSign {
    const place = { screen: setting(device, 'screen', 1), zone: this.#zone };
    return new SimulatedSign(this.port(device.line), this.#clock, place);
  }

  #bus(line: string): Ff68Bus {
    let bus = this.#busOf.get(line);
    if (!bus) {
      bus = new Ff68Bus(this.port(line), this.#clock);
      this.#busOf.set(line, bus);
      this.buses.push(bus);
    }
    return bus;
  }

  #lockBoard(device: DeviceConfig): Board {
    const channels = setting(device, 'channels', 24);
    const doors = Math.floor(channels / 2);
    const board = new LockBoard(
      this.port(device.line),
      {
        address: setting(device, 'address', 1),
        groups: setting(device, 'groups', Math.ceil(channels / 8)),
        groupOrder:
          setting<string>(device, 'groupOrder', 'highFirst') === 'lowFirst' ? 'lowFirst' : 'highFirst',
        feedback:
          setting<string>(device, 'feedback', 'shortWhenLocked') === 'shortWhenOpen'
            ? 'shortWhenOpen'
            : 'shortWhenLocked',
      },
      doors,
    );
    return { board, doors };
  }

  #radio({ settings }: DeviceConfig, kind: 'contact' | 'button'): Radio {
    const { topic, device } = zigbeeSettings.parse(settings);
    let gateway = this.gateways.get(topic);
    if (!gateway) {
      gateway = new ZigbeeGateway(this.messages, this.#clock, topic, this.#streams(`gateway/${topic}`));
      this.gateways.set(topic, gateway);
    }
    gateway.pair(device, kind);
    return { gateway, name: device };
  }
}

/** A setting of a device as the configuration has it, or what its driver takes without one. */
function setting<T extends number | string>(device: DeviceConfig, name: string, fallback: T): T {
  const value = device.settings[name];
  return typeof value === typeof fallback ? (value as T) : fallback;
}
