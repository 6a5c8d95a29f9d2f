import { z } from 'zod';

/** A command that was asked for and not done is a fact too. */
export const commandEvents = {
  'command.refused': z.object({
    name: z.string(),
    code: z.string(),
    subject: z.string().optional(),
    /** What the sentence of the code names. */
    params: z.record(z.string(), z.string()).optional(),
  }),
};
