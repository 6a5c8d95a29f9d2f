import { z } from 'zod';
import { id } from './id.ts';

/** How the leaders of the hall take turns 值班. */
export const dutySchema = z.strictObject({
  /** In the order of their turns. */
  leaders: z.array(z.string().trim().min(1).max(40)).max(60).default([]),
  /** The day on which the first of them has the turn. */
  from: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-10-01')
    .optional(),
  /** Whether the turn goes on with every day of duty, or with every week. */
  turn: z.enum(['day', 'week']).default('day'),
  /** Whether somebody is on duty on days off too. */
  holidays: z.boolean().default(false),
  /** Minutes for which a leader who reported counts as present. */
  presentMinutes: z.int().min(5).max(720).default(120),
  /** A button, by the id of its device, that the leader presses to say that he is there. */
  button: id.optional(),
});
export type DutyConfig = z.infer<typeof dutySchema>;
