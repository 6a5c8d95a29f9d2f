import { z } from 'zod';

/** What somebody who works here needs another for. */
export const helpReasonSchema = z.enum(['crowd', 'dispute', 'health', 'matter', 'device', 'other']);
export type HelpReason = z.infer<typeof helpReasonSchema>;

/** Calls for help by those who work in the hall 求援; whoever is on duty goes there. */
export const helpEvents = {
  'help.called': z.object({
    reason: helpReasonSchema,
    /** The window it came from; absent when a guide on the floor called. */
    window: z.string().optional(),
  }),
};
