import { HOUR, MINUTE, SECOND } from '../../../shared/time.ts';
import { delay, type Clock } from '../../clock/clock.ts';
import type { Equipment, Radio } from '../equipment.ts';
import type { Random, Streams } from '../random.ts';
import type { Floor } from './floor.ts';
import { recur } from './recurrence.ts';
import type { Timetable } from './timetable.ts';

/** How often each door opens, in order, and for how many minutes at most. */
const doors = [
  { every: 1.2 * HOUR, open: 1 },
  { every: 6 * HOUR, open: 3 },
  { every: 9 * HOUR, open: 10 },
];
/** How often each button is pressed, in order; the last is the leader's, on his rounds. */
const buttons = [4.5 * HOUR, 8 * HOUR, 25 * MINUTE];

export interface IncidentsParts {
  equipment: Equipment;
  floor: Floor;
  clock: Clock;
  timetable: Timetable;
  streams: Streams;
}

/** What happens in a hall beside the queue: doors, calls for help, children, bad wires. */
export function startIncidents({ equipment, floor, clock, timetable, streams }: IncidentsParts): void {
  const start = (name: string, mean: number, act: (random: Random) => Promise<void> | void) => {
    const random = streams(`${name}/${timetable.date}`);
    void recur({ clock, timetable, random, mean, act: () => act(random) });
  };
  equipment.contacts.forEach((radio, index) => {
    const door = doors[index % doors.length]!;
    start(`door/${radio.name}`, door.every, (random) => passDoor(radio, clock, random, door.open));
  });
  equipment.buttons.forEach(({ gateway, name }, index) => {
    start(`button/${name}`, buttons[index % buttons.length]!, () => gateway.press(name));
  });
  // Somebody waits, is bored, and tries the keys of an evaluator.
  start('idle-hands', 7 * HOUR, (random) => {
    void random.pick(floor.desks)?.unit.rate(random.whole(1, 3));
  });
  equipment.buses.forEach((bus, index) => {
    start(`noise/${index}`, 4 * HOUR, (random) => {
      bus.disturb(Uint8Array.from({ length: random.whole(1, 6) }, () => random.whole(0, 255)));
    });
  });
}

async function passDoor(
  { gateway, name }: Radio,
  clock: Clock,
  random: Random,
  minutes: number,
): Promise<void> {
  gateway.setContact(name, 'open');
  await delay(clock, random.between(8 * SECOND, minutes * MINUTE));
  gateway.setContact(name, 'closed');
}
