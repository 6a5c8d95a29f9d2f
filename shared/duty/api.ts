import { z } from 'zod';
import type { DutyConfig } from '../config/duty.ts';
import { leaderSchema, logTopicSchema, noteSchema, type LogLine } from '../events/duty.ts';
import type { CalendarDays } from '../ledger/calendar.ts';
import type { Bilingual } from '../text.ts';

/** A day of the roster as it is shown. */
export interface DutyDay {
  date: string;
  leader: string | null;
  /** Set by hand, or by the rotation of the configuration. */
  by: 'roster' | 'rotation' | null;
  workday: boolean;
  /** False where the calendar of its year is not known. */
  certain: boolean;
}

/** `GET /api/duty`: the roster from today on, and the calendar and rules behind it. */
export interface DutyTerms {
  today: string;
  zone: string;
  days: DutyDay[];
  duty: DutyConfig;
  calendar: CalendarDays;
  /** Business days that have a log, latest first. */
  logs: string[];
}

/** A line of a log, with what it said before a person changed it. */
export interface ShownLine extends LogLine {
  was?: Bilingual;
  /** The event by which a person changed it last. */
  edited?: number;
}

export interface LogCorrection {
  seq: number;
  at: number;
  line: string;
  was: string;
  now: string;
  reason: string;
  name: string;
}

/** `GET /api/duty/log/:date`: the log of a business day. */
export interface DutyLogView {
  date: string;
  hall: Bilingual;
  zone: string;
  /** What is said was known at this instant, and comes from events up to this one. */
  until: number;
  seq: number;
  /** Whether the day is over. */
  closed: boolean;
  leader: string | null;
  lines: ShownLine[];
  /** What whoever signs has seen: the digest of the lines. */
  digest: string;
  signed: { seq: number; at: number; name: string; sha256: string; intact: boolean } | null;
  corrections: LogCorrection[];
}

const line = z.string().min(1).max(120);

/** `POST /api/duty/log/:date/note`, `/edit`, `/sign` and `/correct`. */
export const logNoteSchema = z.strictObject({
  name: leaderSchema,
  topic: logTopicSchema.default('note'),
  text: noteSchema,
});
export const logEditSchema = z.strictObject({
  name: leaderSchema,
  line,
  was: z.string(),
  now: noteSchema,
  /** When it was read; a line whose figures have moved since is still the one that was read. */
  until: z.int().optional(),
  seq: z.int().min(0).optional(),
});
export const logSignSchema = z.strictObject({
  name: leaderSchema,
  /** What was seen, and what it was written from. */
  digest: z.string().max(64),
  until: z.int(),
  seq: z.int().min(0),
});
export const logCorrectSchema = z.strictObject({
  name: leaderSchema,
  line,
  now: noteSchema,
  reason: z.string().trim().min(2).max(300),
});
