import { z } from 'zod';

const clerk = z.string();
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const minutes = z.number().nonnegative();

/** Whom a look at the list of a day is at: all who are in it. */
export const EVERYBODY = '*';

/** A part of a day in milliseconds UTC, half-open. */
export const stretchSchema = z.object({ from: z.number().int(), to: z.number().int() });

/**
 * What becomes of a contested stretch: the record stands 维持, its mark is withdrawn and the
 * stretch counts as unknown 撤销, or it is corrected and counts as permitted 更正.
 */
export const verdictSchema = z.enum(['upheld', 'withdrawn', 'corrected']);
export type Verdict = z.infer<typeof verdictSchema>;

/** Minutes of all clerks on duty, by what became of their phones. */
export const phoneMinutesSchema = z.object({
  compliant: minutes,
  permitted: minutes,
  violation: minutes,
  unknown: minutes,
});
export type PhoneMinutes = z.infer<typeof phoneMinutesSchema>;

const people = z.number().int().nonnegative();

/** Lockers and discipline. Events of a person reach screens without the person. */
export const disciplineEvents = {
  /** A clerk may have the phone until then, and why; `by` is who said so. */
  'phone.permitted': z.object({ clerk, reason: z.string(), until: z.number(), by: z.string() }),
  'phone.permissionEnded': z.object({ clerk }),
  /** Somebody looked at a person's record: who, at what of it, and what for. */
  'record.viewed': z.object({
    clerk,
    who: z.string(),
    /** `frames`: what the devices that speak of persons say, byte by byte. */
    what: z.enum(['day', 'record', 'code', 'frames']),
    date,
    why: z.string(),
  }),
  'record.contested': z.object({ clerk, date, stretch: stretchSchema, text: z.string() }),
  'record.answered': z.object({
    clerk,
    /** The event that contested. */
    contest: z.number().int().positive(),
    decision: verdictSchema,
    text: z.string(),
    by: z.string(),
  }),
  /** Records that nobody may look at any more: what belongs to days before this one. */
  'record.forgotten': z.object({ before: date }),
  /** How many on duty have their phone where, and the minutes of the day so far: all that screens know of it. */
  'locker.counted': z.object({
    in: people,
    permitted: people,
    ask: people,
    unknown: people,
    minutes: phoneMinutesSchema,
  }),
};
