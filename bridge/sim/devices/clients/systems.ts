import { same } from '../../../../shared/text.ts';
import { dateTime, MINUTE, SECOND } from '../../../../shared/time.ts';
import type { BookingMap } from '../../../../shared/queue/bookings.ts';
import type { ObservedKind, ObservedMap } from '../../../../shared/queue/observed.ts';
import { kioskKeys, type Key } from '../../keys.ts';
import type { LoneDevice } from '../../lone-device.ts';
import { BookingSystem, type BookedSlot } from '../booking-system.ts';
import { SimulatedKiosk } from '../kiosk.ts';
import { deviceWith, type ClientParts } from './client.ts';
import { nested } from './nested.ts';

/** What people ask for where nothing is known of the hall. */
const UNKNOWN = [{ id: 'filing', name: { zh: '申报纳税', en: 'Tax filing' } }];
const SLOT = 30 * MINUTE;
/** Appointments that are kept; older ones are forgotten. */
const MOST_SLOTS = 50;

/** A ticket kiosk 取号机; any service can be typed. */
export function kiosk({ port, clock, settings, services, tell }: ClientParts): LoneDevice {
  const { topic, kiosk: id } = settings as { topic: string; kiosk: string };
  const machine = new SimulatedKiosk(port, clock, { topic, kiosk: id });
  const known = services.length > 0 ? services : UNKNOWN;
  const device = deviceWith(kioskKeys(machine, known, tell));
  return {
    ...device,
    type(words) {
      if (device.type(words)) return true;
      if (!/^[\w-]{1,40}$/.test(words)) return false;
      for (const key of kioskKeys(machine, [{ id: words, name: same(words) }], tell)) key.press(1);
      return true;
    },
  };
}

/** A raw word of the other system for one of ours. */
function rawOf(words: Readonly<Record<string, string>>, ours: string): string {
  return Object.keys(words).find((word) => words[word] === ours) ?? ours;
}

/** A system in which appointments are booked; it writes them as the site's map reads them. */
export function bookings({ port, clock, settings, services, tell }: ClientParts): LoneDevice {
  const { topic, map, zone } = settings as { topic: string; map: BookingMap; zone: string };
  const { fields, words } = map;
  const write = ({ id, service, date, time, status }: BookedSlot) =>
    nested([
      [fields.appointment ?? 'id', id],
      [fields.service ?? 'service', rawOf(words.service, service)],
      [fields.date ?? 'date', date],
      [fields.time ?? 'time', time],
      [fields.status ?? 'status', rawOf(words.status, status)],
    ]);
  const system = new BookingSystem(port, topic, write);
  const named = Object.values(words.service).filter((word) => word !== '');
  const offered = services.length > 0 ? services.map(({ id }) => id) : named.length > 0 ? named : ['filing'];
  const boot = Math.trunc(clock.now() / SECOND).toString(36);
  let count = 0;
  /** The slot that begins after so many others from now. */
  const slotAfter = (slots: number) => {
    const at = (Math.floor(clock.now() / SLOT) + slots) * SLOT;
    const [date = '', time = ''] = dateTime(at, zone).split(' ');
    return { date, time: time.slice(0, 5) };
  };
  const last = () => system.slots.filter(({ status }) => status === 'booked').at(-1);
  const say = (what: { zh: string; en: string }, { id, service, date, time }: BookedSlot) =>
    tell({
      zh: `${what.zh} ${id}：${service} ${date} ${time}`,
      en: `${what.en} ${id}: ${service} ${date} ${time}`,
    });
  const keys: Key[] = [
    {
      id: 'book',
      words: { zh: '预约一个', en: 'Book one' },
      press() {
        const service = offered[count % offered.length] ?? 'filing';
        count += 1;
        const slot: BookedSlot = { id: `S${boot}-${count}`, service, ...slotAfter(1), status: 'booked' };
        if (system.slots.length >= MOST_SLOTS) system.slots = system.slots.slice(-MOST_SLOTS / 2);
        system.book(slot);
        say({ zh: '已预约', en: 'booked' }, slot);
      },
    },
    {
      id: 'move',
      words: { zh: '最近一个改期', en: 'Move the last' },
      press() {
        const slot = last();
        if (!slot) return;
        const moved = { ...slot, ...slotAfter(2 + (count % 3)) };
        count += 1;
        system.book(moved);
        say({ zh: '已改期', en: 'moved' }, moved);
      },
    },
    {
      id: 'cancel',
      words: { zh: '最近一个取消', en: 'Cancel the last' },
      press() {
        const slot = last();
        if (!slot) return;
        system.cancel(slot.id);
        say({ zh: '已取消', en: 'cancelled' }, slot);
      },
    },
    {
      id: 'again',
      words: { zh: '全部再说一遍', en: 'Tell all again' },
      press: () => system.tell(),
    },
  ];
  return deviceWith(keys);
}

/** What a ticket of another queue system goes through, with the key that moves the latest on. */
const steps: readonly { what: ObservedKind; words: { zh: string; en: string }; isAt: 'none' | 'window' }[] = [
  { what: 'issued', words: { zh: '取一个号', en: 'Issue a ticket' }, isAt: 'none' },
  { what: 'called', words: { zh: '叫号', en: 'Call it' }, isAt: 'window' },
  { what: 'recalled', words: { zh: '重呼', en: 'Recall it' }, isAt: 'window' },
  { what: 'started', words: { zh: '开始办理', en: 'Start it' }, isAt: 'window' },
  { what: 'finished', words: { zh: '办结', en: 'Finish it' }, isAt: 'window' },
  { what: 'passed', words: { zh: '过号', en: 'Pass it over' }, isAt: 'window' },
  { what: 'windowOpened', words: { zh: '窗口开窗', en: 'Open the window' }, isAt: 'window' },
  { what: 'windowClosed', words: { zh: '窗口关窗', en: 'Close the window' }, isAt: 'window' },
];

/** Another queue system that tells what happens in it, as the site's map reads it. */
export function queueSystem({ port, clock, settings, services, windows, tell }: ClientParts): LoneDevice {
  const { topic, map, zone } = settings as { topic: string; map: ObservedMap; zone: string };
  const { fields, words, time } = map;
  const seat = port.seat({ id: topic.replaceAll('/', '-'), will: null, filters: [] });
  const boot = Math.trunc(clock.now() / SECOND).toString(36);
  const [first = windows[0] ?? 'w1'] = Object.values(words.window).filter((word) => word !== '');
  const named = Object.values(words.service).filter((word) => word !== '');
  const service = services[0]?.id ?? named[0] ?? 'filing';
  let count = 0;
  let ticket = 0;
  const instant = () => {
    const now = clock.now();
    if (time === 'milliseconds') return now;
    if (time === 'seconds') return Math.floor(now / SECOND);
    return time === 'local' ? dateTime(now, zone) : new Date(now).toISOString();
  };
  const keys = steps.map(({ what, words: said, isAt }): Key => ({
    id: what,
    words: said,
    press() {
      count += 1;
      if (what === 'issued') ticket = (ticket % 999) + 1;
      const number = `Q${String(ticket).padStart(3, '0')}`;
      const isOfTicket = !what.startsWith('window');
      const record = nested([
        [fields.id, `${boot}-${count}`],
        [fields.what, rawOf(words.what, what)],
        ...(isOfTicket ? ([[fields.ticket, number]] as const) : []),
        ...(what === 'issued' ? ([[fields.service, rawOf(words.service, service)]] as const) : []),
        ...(isAt === 'window' ? ([[fields.window, rawOf(words.window, first)]] as const) : []),
        [fields.at, instant()],
      ]);
      seat.publish(topic, JSON.stringify(record), { qos: 1 });
      const where = isOfTicket ? number : first;
      tell({ zh: `${said.zh}：${where}`, en: `${said.en}: ${where}` });
    },
  }));
  return deviceWith(keys);
}

/** A message that is one of a driver's own examples, for a device that nobody has simulated. */
export function byMessages({ port, driver }: ClientParts): LoneDevice {
  const seat = port.seat({ id: driver.id, will: null, filters: [] });
  const publish = ({ topic = '', frame, isHex, retained = false }: (typeof driver.examples)[number]) =>
    seat.publish(topic, isHex ? Buffer.from(frame.replaceAll(' ', ''), 'hex') : frame, {
      qos: 1,
      retain: retained,
    });
  const keys = driver.examples.map((example, index): Key => ({
    id: `say${index + 1}`,
    words: same(example.meaning),
    press() {
      for (const before of example.after ?? []) publish({ ...example, ...before });
      publish(example);
    },
  }));
  return deviceWith(keys);
}
