import { z } from 'zod';
import { observationSchema } from '../queue/observed.ts';

/** What another queue system says; the facts of tickets and windows follow from it. */
export const queueEvents = {
  'queue.observed': observationSchema.omit({ at: true }).extend({
    /** When it happened, in milliseconds UTC, as the other system told it; absent where it did not tell. */
    happenedAt: z.number().optional(),
  }),
};
