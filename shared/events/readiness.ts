import { z } from 'zod';

/** What a check came to; not to be able to tell is an answer of its own. */
export const verdictSchema = z.enum(['ok', 'attention', 'fault', 'unknown']);
export type Verdict = z.infer<typeof verdictSchema>;

/** What a check looks at. */
export const topicSchema = z.enum([
  'journal',
  'disk',
  'clock',
  'broker',
  'answers',
  'paper',
  'locker',
  'display',
  'deviceClock',
]);
export type Topic = z.infer<typeof topicSchema>;

/** Characters of a name, a note and a remark on a sheet. */
export const LONGEST_SIGNATURE = 40;
export const LONGEST_NOTE = 300;

const sentence = z.object({ zh: z.string().max(500), en: z.string().max(500) });

/** One line of a sheet, in words that stay readable whatever becomes of the program. */
export const sheetLineSchema = z.object({
  /** Topic and subject: `answers/pad-1`. */
  id: z.string().max(120),
  topic: topicSchema,
  /** What was looked at, by the name it had then. */
  subject: sentence,
  device: z.string().optional(),
  verdict: verdictSchema,
  reason: sentence,
  /** What to do; absent where all is well. */
  advice: sentence.optional(),
  /** When it was looked at, milliseconds UTC. */
  at: z.number().int(),
  note: z.string().max(LONGEST_NOTE).optional(),
});
export type SheetLine = z.infer<typeof sheetLineSchema>;

/** A signed sheet: who looked at what, when, and what it came to. */
export const sheetSchema = z.object({
  /** The run it comes from; a run is signed once. */
  run: z.string().max(64),
  /** The business day, and the hall by the name it had. */
  date: z.string(),
  hall: sentence,
  /** Who did it, as typed. */
  name: z.string().min(1).max(LONGEST_SIGNATURE),
  remark: z.string().max(LONGEST_NOTE).optional(),
  startedAt: z.number().int(),
  finishedAt: z.number().int(),
  signedAt: z.number().int(),
  lines: z.array(sheetLineSchema).max(2000),
  /** The digest of the sheet before, so that none can be taken out unnoticed; null for the first. */
  previous: z.string().nullable(),
});
export type Sheet = z.infer<typeof sheetSchema>;

/** The check before opening. */
export const readinessEvents = {
  /** A check began; that it is in the journal proves that the journal can be written. */
  'readiness.started': z.object({ run: z.string().max(64) }),
  /** `sha256` is of the canonical text of the sheet, in hex. */
  'readiness.signed': z.object({ sheet: sheetSchema, sha256: z.string() }),
};
