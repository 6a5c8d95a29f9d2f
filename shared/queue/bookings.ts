import { z } from 'zod';
import type { Appointment } from '../hall/state.ts';
import { localInstant, MINUTE, minutesOf } from '../time.ts';

/** Appointments that one request or one table may carry. */
export const MOST_BOOKINGS = 2000;
/** Minutes of a slot whose length is not told. */
const USUAL_MINUTES = 30;

/**
 * The number of an appointment in the system it comes from. A name that every object has by itself,
 * such as `constructor`, is none.
 */
export const appointmentId = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[A-Za-z0-9][\w.:-]*$/, 'letters, digits and . : - _')
  .refine((id) => !(id in Object.prototype), 'another number');

/** One appointment as another system tells of it, in the words of this hall. */
export const bookingSchema = z.object({
  appointment: appointmentId,
  service: z.string().min(1).max(40),
  /** The slot, in milliseconds UTC, half-open. */
  from: z.number(),
  to: z.number(),
  /** How the person is called; masked before it is written. */
  name: z
    .string()
    .trim()
    .max(20)
    .regex(/^[\p{L}\p{M}\p{N} .·'’()（）*-]*$/u)
    .optional(),
  /** Called off in the system it comes from. */
  cancelled: z.literal(true).optional(),
});
export type Booking = z.infer<typeof bookingSchema>;

/** Where each thing stands in a record, by the names that are usual where the map gives none. */
const usual = {
  appointment: ['appointment', 'id', 'number', '预约号', '预约编号', '预约单号', '编号'],
  service: ['service', '业务', '预约业务', '业务类型', '办理事项', '事项'],
  date: ['date', '日期', '预约日期', '办理日期'],
  time: ['time', 'from', 'slot', '时间', '时段', '预约时间', '预约时段', '开始时间'],
  minutes: ['minutes', '时长', '分钟'],
  name: ['name', '姓名', '预约人', '纳税人'],
  status: ['status', '状态', '预约状态'],
} as const;
export type BookingField = keyof typeof usual;

const path = z.string().min(1).max(200);
const words = z.record(z.string().max(80), z.string().max(40));
const states = z.enum(['booked', 'cancelled']);

/** What the state of a booking is called where the map says nothing. */
const usualStates: Record<string, z.infer<typeof states>> = {
  ...{
    '': 'booked',
    booked: 'booked',
    confirmed: 'booked',
    已预约: 'booked',
    预约成功: 'booked',
    有效: 'booked',
  },
  ...{
    cancelled: 'cancelled',
    canceled: 'cancelled',
    已取消: 'cancelled',
    取消: 'cancelled',
    已撤销: 'cancelled',
  },
};

/** How another system's appointments are read: where each thing stands, and what its words mean here. */
export const bookingMapSchema = z.strictObject({
  /** The column, or the place in a record with dots; without one, the usual names are tried. */
  fields: z
    .strictObject({
      appointment: path.optional(),
      service: path.optional(),
      /** `2026-11-20`, or with the time behind it. */
      date: path.optional(),
      /** `09:00`, or `09:00-09:30`. */
      time: path.optional(),
      minutes: path.optional(),
      name: path.optional(),
      status: path.optional(),
    })
    .prefault({}),
  /** Its words and ours; a service may also be named as the hall names it, or by its letter. */
  words: z
    .strictObject({ service: words.default({}), status: z.record(z.string().max(80), states).default({}) })
    .prefault({}),
});
export type BookingMap = z.infer<typeof bookingMapSchema>;

/** A record that cannot be read: the field that is wrong, and what stands there. */
// A type, and not an interface, so that it can be the values of a sentence.
export type UnreadBooking = { field: BookingField; value: string };

/** A service by which a record may name it. */
interface Named {
  id: string;
  prefix: string;
  name: { zh: string; en: string };
}

/**
 * Reads a record of another system's appointments.
 *
 * @param record JSON as it came, or a row of a table by its headings
 * @param zone the hall's: records tell local time
 * @param services by which names they may be called; without them only by id
 */
export function readBooking(
  record: unknown,
  map: BookingMap,
  zone: string,
  services: readonly Named[] = [],
): Booking | { unread: UnreadBooking } {
  const said = (field: BookingField) => textAt(record, map.fields[field] ?? usual[field]);
  const unread = (field: BookingField) => ({ unread: { field, value: said(field).slice(0, 80) } });
  const status = meant(map.words.status, said('status')) ?? usualStates[said('status').toLowerCase()];
  if (status === undefined) return unread('status');
  const slot = slotOf(said('date'), said('time'), said('minutes'), zone);
  if (typeof slot === 'string') return unread(slot);
  const parsed = bookingSchema.safeParse({
    appointment: said('appointment'),
    service: meant(map.words.service, said('service')) ?? serviceNamed(said('service'), services),
    ...slot,
    ...(said('name') === '' ? {} : { name: said('name') }),
    ...(status === 'cancelled' ? { cancelled: true } : {}),
  });
  if (parsed.success) return parsed.data;
  return unread(parsed.error.issues[0]?.path[0] as BookingField);
}

/**
 * Whether nothing follows from it: the other system has said exactly this last, or calls off what
 * is not booked.
 */
export function isNoNews(known: Appointment | undefined, booking: Booking): boolean {
  if (booking.cancelled) return known === undefined || known.status === 'cancelled';
  const said = known?.said;
  if (said === undefined || said === 'cancelled') return false;
  return said.service === booking.service && said.from === booking.from && said.to === booking.to;
}

function serviceNamed(word: string, services: readonly Named[]): string {
  const wanted = word.toLowerCase();
  const found = services.find(
    ({ id, prefix, name }) =>
      id === word || prefix === word || name.zh === word || name.en.toLowerCase() === wanted,
  );
  return found?.id ?? word;
}

function meant<T extends string>(list: Record<string, T>, word: string): T | undefined {
  return Object.hasOwn(list, word) ? list[word] : undefined;
}

/** Made once: to make a schema takes longer than to read a record. */
const isoDate = z.iso.date();

/** The slot, or the field that is wrong. */
function slotOf(
  date: string,
  time: string,
  length: string,
  zone: string,
): { from: number; to: number } | BookingField {
  const [, year = '', month = '', day = '', behind = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\S.*))?$/.exec(date) ?? [];
  const local = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isoDate.safeParse(local).success) return 'date';
  const [, from = '', to = ''] =
    /^(\d{1,2}:\d\d)(?::\d\d)?(?:\s*[-–—~～至]\s*(\d{1,2}:\d\d)(?::\d\d)?)?$/.exec(time || behind) ?? [];
  if (!isClock(from) || (to !== '' && !isClock(to))) return time === '' && behind !== '' ? 'date' : 'time';
  if (length !== '' && !/^\d{1,3}$/.test(length)) return 'minutes';
  const told = to === '' ? Number(length || USUAL_MINUTES) : minutesOf(to) - minutesOf(from);
  if (told < 5 || told > 240) return to === '' ? 'minutes' : 'time';
  const start = localInstant(local, minutesOf(from), zone);
  return { from: start, to: start + told * MINUTE };
}

function isClock(text: string): boolean {
  return /^([01]?\d|2[0-3]):[0-5]\d$/.test(text);
}

/** What stands at the first of these places, as text; nothing that is a name of every object. */
function textAt(record: unknown, where: string | readonly string[]): string {
  for (const one of typeof where === 'string' ? [where] : where) {
    let here = record;
    for (const name of typeof where === 'string' ? one.split('.') : [one]) {
      const isThere = typeof here === 'object' && here !== null && Object.hasOwn(here, name);
      here = isThere ? (here as Record<string, unknown>)[name] : undefined;
    }
    if (typeof here === 'string' || typeof here === 'number') return String(here).trim();
  }
  return '';
}
