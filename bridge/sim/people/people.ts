import type { HallConfig } from '../../../shared/config/schema.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Equipment } from '../equipment.ts';
import type { Streams } from '../random.ts';
import { Appointments } from './appointments.ts';
import { Arrivals } from './arrivals.ts';
import { Clerk } from './clerk.ts';
import { errandsOn, startErrands } from './errands.ts';
import { Floor } from './floor.ts';
import { startIncidents } from './incidents.ts';
import { PhoneLocker } from './phone-locker.ts';
import { Roster } from './roster.ts';
import { Technician } from './technician.ts';
import { Timetable } from './timetable.ts';

export interface PeopleParts {
  hall: HallConfig;
  equipment: Equipment;
  clock: Clock;
  /** The time in which the bridge answers. */
  wire: Clock;
  streams: Streams;
  live: boolean;
  /** Tickets on an ordinary day, if not as many as the demo hall has. */
  tickets?: number | undefined;
}

/** Everybody in the hall, on both sides of the windows. */
export class People {
  readonly #parts: PeopleParts;
  readonly #timetable: Timetable;

  constructor(parts: PeopleParts) {
    this.#parts = parts;
    this.#timetable = new Timetable(parts.hall, parts.clock, parts.live, parts.tickets);
  }

  setLive(live: boolean): void {
    this.#timetable.live = live;
  }

  start(): void {
    const { hall, equipment, clock, wire, streams } = this.#parts;
    const timetable = this.#timetable;
    const today = (name: string) => streams(`${name}/${timetable.date}`);
    const floor = new Floor({ hall, equipment, clock, streams, timetable });
    const roster = new Roster(hall, timetable, streams);
    const locker = new PhoneLocker(equipment.boards[0], clock, today('locker'));
    startErrands(errandsOn(timetable.date, hall), { locker, clock, random: today('errands') });
    new Technician({ equipment, clock, timetable, random: today('technician') }).start();
    startIncidents({ equipment, floor, clock, timetable, streams });
    floor.desks.forEach((desk) => {
      const index = hall.windows.indexOf(desk.window);
      void new Clerk({ desk, index, floor, roster, timetable, locker, wire }).live();
    });
    void new Arrivals(floor, timetable).live();
    if (equipment.bookings) void new Appointments(equipment.bookings, floor, timetable).live();
  }
}
