import { z } from 'zod';

const window = z.string();

/** When it happened, in milliseconds UTC, where another system told it afterwards. */
const happenedAt = z.number().optional();

export const pauseReasonSchema = z.enum(['break', 'meal', 'training', 'system', 'other']);
export type PauseReason = z.infer<typeof pauseReasonSchema>;

/** Windows 窗口. */
export const windowEvents = {
  'window.opened': z.object({
    window,
    clerk: z.string().optional(),
    /** True when another system calls there and never said that it opened. */
    implied: z.literal(true).optional(),
    happenedAt,
  }),
  'window.closed': z.object({
    window,
    /** Since when nobody was there, where it was closed for those who had gone home; milliseconds UTC. */
    leftAt: z.number().optional(),
    happenedAt,
  }),
  'window.paused': z.object({ window, reason: pauseReasonSchema, happenedAt }),
  'window.resumed': z.object({ window, happenedAt }),
  /** Helps other services until then, though it is dedicated; `until` in milliseconds UTC. */
  'window.lent': z.object({ window, until: z.number() }),
  'window.lendEnded': z.object({ window }),
};
