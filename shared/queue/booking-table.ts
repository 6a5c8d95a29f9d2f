import { z } from 'zod';
import type { Bilingual } from '../text.ts';
import { bookingMapSchema } from './bookings.ts';

/** `POST /api/appointments/preview` and `/import`: appointments as the text of a table. */
export const bookingTableSchema = z.strictObject({
  text: z.string().max(500_000),
  /** How its columns are read; as the hall's configuration says where absent. */
  map: bookingMapSchema.optional(),
});
export type BookingTable = z.input<typeof bookingTableSchema>;

/** What becomes of a row: booked, moved to another slot, called off, there already, or nothing and why. */
export type BookingVerdict = 'booked' | 'moved' | 'cancelled' | 'known' | 'refused';

/** One row of a table of appointments, read and judged. */
export interface BookingRow {
  /** Line of the file, the headings being the first. */
  line: number;
  verdict: BookingVerdict;
  appointment?: string;
  service?: string;
  /** The slot, in milliseconds UTC. */
  from?: number;
  to?: number;
  /** Masked. */
  name?: string;
  /** Why it was refused, or what in it cannot be read. */
  code?: string;
  words?: Bilingual;
}

export interface BookingAnswer {
  rows: BookingRow[];
  counts: Record<BookingVerdict, number>;
}
