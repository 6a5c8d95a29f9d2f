import { z } from 'zod';
import { leaderSchema as leader, noteSchema, rosterDaySchema } from '../events/duty.ts';

const date = z.iso.date();

export const dutyCommands = {
  setRoster: z.strictObject({ days: z.array(rosterDaySchema.extend({ date })).min(1).max(366) }),
  swapDuty: z.strictObject({ a: date, b: date, reason: z.string().trim().max(200).optional() }),
  takeOverDuty: z.strictObject({ leader }),
  handOverDuty: z.strictObject({ to: leader, note: noteSchema }),
  reportPresence: z.strictObject({ place: z.enum(['desk', 'wall']).default('desk') }),
};
