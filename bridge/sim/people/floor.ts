import type { HallConfig, WindowConfig } from '../../../shared/config/schema.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Equipment } from '../equipment.ts';
import type { Random, Streams } from '../random.ts';
import { Signal } from '../signal.ts';
import { Desk } from './desk.ts';
import { KioskPlace } from './kiosk-place.ts';
import { Taxpayer } from './taxpayer.ts';
import type { Timetable } from './timetable.ts';

export interface FloorParts {
  hall: HallConfig;
  equipment: Equipment;
  clock: Clock;
  streams: Streams;
  timetable: Timetable;
}

/** The hall as people see it: windows, kiosks, signs, and the chairs where they wait. */
export class Floor {
  readonly hall: HallConfig;
  readonly clock: Clock;
  readonly streams: Streams;
  readonly desks: Desk[] = [];
  readonly kiosks: KioskPlace[];
  readonly guide: KioskPlace | undefined;
  readonly waiting = new Set<Taxpayer>();
  /** Somebody has sat down to wait. */
  readonly satDown = new Signal();
  readonly #timetable: Timetable;
  readonly #random: Random;
  #byNumber = new Map<string, Taxpayer | null>();
  #strangers = 0;

  constructor({ hall, equipment, clock, streams, timetable }: FloorParts) {
    this.hall = hall;
    this.clock = clock;
    this.streams = streams;
    this.#timetable = timetable;
    this.#random = streams(`floor/${timetable.date}`);
    this.kiosks = equipment.kiosks.map((kiosk) => new KioskPlace(kiosk));
    this.guide = equipment.guide && new KioskPlace(equipment.guide);
    for (const window of hall.windows) {
      const unit = equipment.units.get(window.id);
      const sign = equipment.signs.find((one) => one.window === window.id)?.sign;
      if (unit) this.desks.push(new Desk(window, unit, sign));
    }
    for (const { sign } of equipment.signs) sign.shown = (text) => this.#announce(text);
  }

  /** Windows where somebody is at work. */
  get staffed(): number {
    return this.desks.filter((desk) => desk.staffed).length;
  }

  /** Whether somebody waits whom this window may serve, or may help with if they wait long enough. */
  hasSomeoneFor({ services, lend }: WindowConfig): boolean {
    const all = [...services, ...(lend?.services ?? [])];
    for (const { service } of this.waiting) if (all.includes(service.id)) return true;
    return false;
  }

  /** Remembers whose number this is; numbers begin anew every day. */
  know(number: string, taxpayer: Taxpayer): void {
    this.#byNumber.set(number, taxpayer);
  }

  /** Sends everyone home who still waits, and forgets the numbers of the day. */
  clear(): void {
    for (const taxpayer of this.waiting) taxpayer.leave();
    this.#byNumber.clear();
  }

  /** Everyone in the hall reads every sign. */
  #announce(text: string): void {
    const [, number, at] = /请([A-Z]\d+)到(\d+)号窗口/.exec(text) ?? [];
    const desk = this.desks.find(({ window }) => window.number === Number(at));
    if (number === undefined || !desk) return;
    let called = this.#byNumber.get(number);
    if (called === undefined) {
      called = this.#random.chance(0.9) ? this.#stranger(number) : null;
      this.#byNumber.set(number, called);
    }
    called?.hear(desk);
  }

  /** Somebody whose ticket was issued before anyone here can remember. */
  #stranger(number: string): Taxpayer {
    const service = this.hall.services.find(({ prefix }) => prefix === number[0]) ?? this.hall.services[0]!;
    this.#strangers += 1;
    const name = `stranger/${this.#timetable.date}/${this.#strangers}`;
    const stranger = new Taxpayer({ floor: this, service, random: this.streams(name) });
    stranger.holdTicket(number);
    return stranger;
  }
}
