import type { HallConfig } from '../../../shared/config/schema.ts';
import type { Actor, HallEvent } from '../../../shared/events/index.ts';
import { appointments } from '../../../shared/hall/appointments.ts';
import { maskName } from '../../../shared/hall/ledger-person.ts';
import {
  MOST_BOOKINGS,
  bookingMapSchema,
  readBooking,
  type Booking,
  type BookingMap,
  type UnreadBooking,
} from '../../../shared/queue/bookings.ts';
import type { BookingAnswer, BookingRow, BookingVerdict } from '../../../shared/queue/booking-table.ts';
import { Refusal, refusals } from '../../../shared/refusals.ts';
import { fill } from '../../../shared/text.ts';
import { readRecords } from '../../tables/read-table.ts';
import type { LiveHall } from '../live-hall.ts';
import type { Present } from '../rules.ts';
import { takeBooking, type BookingSource } from './appointments.ts';

/** A record of another system's appointments, read or not, with its place in what was sent. */
export interface BookingRecord {
  line: number;
  read: Booking | { unread: UnreadBooking };
}

/** How the hall reads appointments of another system. */
export function bookingMapOf({ queue }: Pick<HallConfig, 'queue'>): BookingMap {
  return queue.bookings ?? bookingMapSchema.parse({});
}

/**
 * Reads records in the order in which they were sent; `line` counts from 1.
 *
 * @throws Refusal where there are more than may be told at once
 */
export function readBookings(records: readonly unknown[], hall: HallConfig): BookingRecord[] {
  return recordsOf(
    records.map((record, index) => ({ line: index + 1, record })),
    hall,
    bookingMapOf(hall),
  );
}

/**
 * Reads a table by its headings.
 *
 * @throws Refusal where it cannot be read as a table, or holds no rows
 */
export function readBookingTable(text: string, hall: HallConfig, map = bookingMapOf(hall)): BookingRecord[] {
  const rows = readRecords(text);
  if (rows.length === 0) throw new Refusal('appointment.noRows');
  return recordsOf(rows, hall, map);
}

function recordsOf(
  rows: readonly { line: number; record: unknown }[],
  { zone, services }: HallConfig,
  map: BookingMap,
): BookingRecord[] {
  if (rows.length > MOST_BOOKINGS) {
    throw new Refusal('command.malformed', { detail: `${rows.length} > ${MOST_BOOKINGS}` });
  }
  return rows.map(({ line, record }) => ({ line, read: readBooking(record, map, zone, services) }));
}

/** What would become of each, one after the other, with nothing written. */
export function previewBookings(present: Present, records: readonly BookingRecord[]): Promise<BookingAnswer> {
  const state = { ...present.state, appointments: structuredClone(present.state.appointments) };
  return judge(records, (booking) => {
    const taken = takeBooking({ ...present, state }, booking, 'file');
    for (const { type, data } of taken.drafts) {
      const fold = appointments[type] as ((to: typeof state, event: HallEvent) => void) | undefined;
      fold?.(state, { seq: state.seq, at: present.now, type, data } as HallEvent);
    }
    return taken.verdict;
  });
}

/** Takes each in by itself, one after the other: a row that is refused keeps none of the others away. */
export function takeBookings(
  live: LiveHall,
  records: readonly BookingRecord[],
  by: Actor,
  source: BookingSource,
): Promise<BookingAnswer> {
  return judge(records, async (booking) => {
    let verdict: BookingVerdict = 'refused';
    await live.record({ by }, (present) => {
      const taken = takeBooking(present, booking, source);
      verdict = taken.verdict;
      return taken.drafts;
    });
    return verdict;
  });
}

/** Each is begun before the next, and all of them wait for the disk together. */
async function judge(
  records: readonly BookingRecord[],
  take: (booking: Booking) => BookingVerdict | Promise<BookingVerdict>,
): Promise<BookingAnswer> {
  const rows = await Promise.all(
    records.map(async ({ line, read }): Promise<BookingRow> => {
      if ('unread' in read) {
        return { line, verdict: 'refused', ...wordsOf(new Refusal('appointment.unread', read.unread)) };
      }
      const { appointment, service, from, to, name } = read;
      const row = { line, appointment, service, from, to, ...(name ? { name: maskName(name) } : {}) };
      try {
        return { ...row, verdict: await take(read) };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { ...row, verdict: 'refused', ...wordsOf(error) };
      }
    }),
  );
  const counts: BookingAnswer['counts'] = { booked: 0, moved: 0, cancelled: 0, known: 0, refused: 0 };
  for (const { verdict } of rows) counts[verdict] += 1;
  return { rows, counts };
}

function wordsOf({ code, params }: Refusal): Pick<BookingRow, 'code' | 'words'> {
  const { zh, en } = refusals[code];
  return { code, words: { zh: fill(zh, params), en: fill(en, params) } };
}
