import { z } from 'zod';

/** 5 非常满意 · 4 满意 · 3 基本满意 · 2 不满意 · 1 非常不满意. */
export const gradeSchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export type Grade = z.infer<typeof gradeSchema>;

export const orphanReasonSchema = z.enum(['nothingFinished', 'alreadyRated', 'tooLate', 'duringService']);
export type OrphanReason = z.infer<typeof orphanReasonSchema>;

/** Ratings 评价, each from a key that a person pressed. */
export const ratingEvents = {
  'rating.given': z.object({
    window: z.string(),
    ticket: z.string(),
    /** Which transaction of the ticket, from 0. */
    leg: z.number().int().nonnegative(),
    grade: gradeSchema,
  }),
  /** A press that belongs to no finished service. Kept, and never guessed. */
  'rating.orphaned': z.object({
    window: z.string(),
    grade: gradeSchema,
    reason: orphanReasonSchema,
  }),
};
