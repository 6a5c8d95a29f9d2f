import { observationSchema } from '../queue/observed.ts';

/** What another queue system says; the facts of tickets and windows follow from it. */
export const queueEvents = {
  'queue.observed': observationSchema.omit({ at: true }),
};
