import { z } from 'zod';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const sentence = z.object({ zh: z.string().max(1000), en: z.string().max(1000) });

/** Characters of a name, and of a note or a line of the log. */
export const DUTY_LONGEST = { name: 40, note: 1000 } as const;

export const leaderSchema = z.string().trim().min(1).max(DUTY_LONGEST.name);
const leader = leaderSchema;
export const noteSchema = z.string().trim().min(1).max(DUTY_LONGEST.note);

/** Who has the duty on a date. */
export const rosterDaySchema = z.object({ date, leader });
export type RosterDay = z.infer<typeof rosterDaySchema>;

/** What a line of the log is about, in the order in which they stand. */
export const logTopicSchema = z.enum([
  'opening',
  'readiness',
  'duty',
  'flow',
  'peak',
  'wait',
  'alert',
  'device',
  'rating',
  'ledger',
  'pause',
  'emergency',
  'leftover',
  'note',
]);
export type LogTopic = z.infer<typeof logTopicSchema>;

/** A line of a signed log, in words that stay readable whatever becomes of the program. */
export const logLineSchema = z.object({
  /** The same as long as the facts are: `alert/4711`. */
  id: z.string().max(120),
  topic: logTopicSchema,
  at: z.number().int(),
  text: sentence,
  /** The events behind it. */
  seqs: z.array(z.number().int()).max(500),
  /** Who wrote it or changed it, if a person did. */
  by: z.string().optional(),
});
export type LogLine = z.infer<typeof logLineSchema>;

export const dutyLogSchema = z.object({
  date,
  hall: sentence,
  /** Who signs. */
  name: leader,
  /** The log says what was known up to this instant. */
  until: z.number().int(),
  signedAt: z.number().int(),
  lines: z.array(logLineSchema).max(2000),
  /** The digest of the log signed before, null for the first. */
  previous: z.string().nullable(),
});
export type DutyLog = z.infer<typeof dutyLogSchema>;

/** The duty of leaders 值班 and its log 值班日志. */
export const dutyEvents = {
  'duty.rosterSet': z.object({ days: z.array(rosterDaySchema).min(1).max(366) }),
  'duty.swapped': z.object({ a: rosterDaySchema, b: rosterDaySchema, reason: z.string().optional() }),
  'duty.tookOver': z.object({ date, leader }),
  /** What was open at the hand-over is named: alerts and entries. */
  'duty.handedOver': z.object({
    date,
    from: leader,
    to: leader,
    note: z.string(),
    alerts: z.array(z.string()).max(200),
    entries: z.array(z.string()).max(200),
  }),
  /** The leader said that he is there, at the desk, on the wall or with the button. */
  'duty.present': z.object({ date, leader, place: z.enum(['desk', 'wall', 'button']) }),
  'duty.logNoted': z.object({
    date,
    line: z.string(),
    topic: logTopicSchema,
    text: z.string(),
    name: leader,
  }),
  /** A line of the log as the leader wants it, with what he read there. */
  'duty.logEdited': z.object({
    date,
    line: z.string(),
    was: z.string(),
    now: z.string(),
    name: leader,
    /** What it is about, for the time when the day does not write it any more. */
    topic: logTopicSchema.optional(),
  }),
  'duty.logSigned': z.object({ log: dutyLogSchema, sha256: z.string() }),
  /** What a signed log got wrong; the log itself stays as it was signed. */
  'duty.logCorrected': z.object({
    date,
    /** The event that signed it. */
    signed: z.number().int().positive(),
    line: z.string(),
    was: z.string(),
    now: z.string(),
    reason: z.string(),
    name: leader,
  }),
};
