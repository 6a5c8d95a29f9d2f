import type { HallConfig, HallInput } from '../../shared/config/schema.ts';
import type { Contact } from '../../shared/events/index.ts';
import { day, type Clock, type Day } from './day.ts';
import { smallHall } from './hall.ts';

/** Three clerks with a box each: doors are channels 1 to 3, switches 11 to 13. */
export const clerks: NonNullable<HallInput['clerks']> = [1, 2, 3].map((number) => ({
  id: `c${number}`,
  number: `0${number}`,
  name: `王小${number}`,
  slot: { device: 'lockers', door: number, phone: number + 10 },
}));

/** A small hall with a phone locker and three clerks. */
export function hallWithLocker(more: Partial<HallInput> = {}): HallConfig {
  return smallHall({
    lines: [{ id: 'lockers', transport: { kind: 'tcp', host: '127.0.0.1', port: 4000 } }],
    devices: [{ id: 'lockers', driver: 'lock-8a', line: 'lockers', settings: { channels: 24 } }],
    clerks,
    ...more,
  });
}

/** A day at the locker. */
export class LockerDay {
  readonly day: Day;

  constructor(hall = hallWithLocker()) {
    this.day = day(hall).device('lockers', '08:00', 'online');
    const channels = [1, 2, 3, 11, 12, 13];
    this.#change('08:00', channels, (channel) => (channel > 10 ? 'open' : 'closed'));
  }

  /** A clerk lays the phone in, or takes it out, with the door as it should be. */
  phone(clerk: number, clock: string, where: 'in' | 'out'): this {
    this.#change(clock, [clerk], () => 'open');
    this.#change(`${clock}:04`, [clerk + 10], () => (where === 'in' ? 'closed' : 'open'));
    this.#change(`${clock}:08`, [clerk], () => 'closed');
    return this;
  }

  /** Only the switches say something, all in one instant. */
  switches(numbers: number[], clock: Clock, state: Contact): this {
    return this.#change(
      clock,
      numbers.map((number) => number + 10),
      () => state,
    );
  }

  /** Signs a clerk on at the window of the same number. */
  open(clerk: number, clock: Clock, window = String(clerk)): this {
    this.day.say(clock, { type: 'window.opened', data: { window, clerk: `0${clerk}` } });
    return this;
  }

  #change(clock: Clock, channels: number[], state: (channel: number) => Contact): this {
    const changes = channels.map((channel) => ({ channel, state: state(channel) }));
    this.day.say(clock, { type: 'locker.changed', device: 'lockers', data: { changes } });
    return this;
  }
}
