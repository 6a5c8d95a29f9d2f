import { z } from 'zod';
import { stretchSchema, verdictSchema } from '../events/discipline.ts';

const clerk = z.string().min(1).max(40);
/** Who it is that does this; there is no sign-in that would say it. */
const by = z.string().trim().min(1).max(40);
const text = z.string().trim().min(1).max(500);

/** Commands about persons. Each passes the door for rights as a wish of its own kind. */
export const disciplineCommands = {
  permitPhone: z.strictObject({
    clerk,
    reason: z.string().max(40),
    minutes: z.int().min(1).max(480),
    by,
  }),
  endPermission: z.strictObject({ clerk }),
  /** By the clerk, who shows the own code. */
  contestRecord: z.strictObject({
    clerk,
    code: z.string().max(40),
    date: z.iso.date(),
    stretch: stretchSchema,
    text,
  }),
  answerContest: z.strictObject({
    contest: z.int().positive(),
    decision: verdictSchema,
    text,
    by,
  }),
};

/** Whether a command is about a person. */
export function isPersonal(command: string): boolean {
  return Object.hasOwn(disciplineCommands, command);
}
