import { z } from 'zod';
import { ruleIdSchema } from '../config/ledger.ts';
import {
  LONGEST,
  branchSchema,
  categorySchema,
  contentSchema,
  entryIdSchema,
  exclusionSchema,
  officerSchema as officer,
  personSchema,
  reasonSchema as reason,
  sourceSchema,
  textSchema as text,
} from '../events/ledger.ts';

const id = z.string().max(60);
const owner = z.string().trim().min(1).max(LONGEST.officer);
const note = z.string().trim().max(LONGEST.reason).optional();

/** What a person enters when something is brought forward. */
export const intakeSchema = z.strictObject({
  source: sourceSchema,
  category: categorySchema,
  /** The row of the table of deadlines; that of the source where absent. */
  rule: ruleIdSchema.optional(),
  title: z.string().trim().min(2).max(LONGEST.title),
  text: z.string().trim().max(LONGEST.text).optional(),
  window: id.optional(),
  service: id.optional(),
  ticket: id.optional(),
  alert: z.string().max(120).optional(),
  reference: z.string().trim().min(1).max(60).optional(),
  person: personSchema.optional(),
  /** The day told with it, where the rule has none of its own: `YYYY-MM-DD`. */
  due: z.iso.date().optional(),
  officer,
});
export type Intake = z.output<typeof intakeSchema>;

/** What may be done with an entry. */
export const entryActSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('assign'), owner, note }),
  z.strictObject({ act: z.literal('transfer'), owner, note }),
  z.strictObject({ act: z.literal('accept') }),
  z.strictObject({ act: z.literal('return'), reason }),
  z.strictObject({ act: z.literal('act'), branch: branchSchema, text }),
  z.strictObject({
    act: z.literal('callBack'),
    reached: z.boolean(),
    content: contentSchema.optional(),
    text,
  }),
  z.strictObject({ act: z.literal('exclude'), why: exclusionSchema, reason }),
  z.strictObject({ act: z.literal('review'), upheld: z.boolean(), reason }),
  z.strictObject({ act: z.literal('appeal'), reason }),
  z.strictObject({ act: z.literal('close'), text: text.optional() }),
  z.strictObject({ act: z.literal('reopen'), reason }),
  z.strictObject({ act: z.literal('extend'), days: z.int().min(1).max(250), reason }),
  z.strictObject({ act: z.literal('note'), text }),
  z.strictObject({ act: z.literal('name'), person: personSchema }),
  z.strictObject({
    act: z.literal('correct'),
    /** The event that said it wrongly. */
    corrects: z.int().positive(),
    field: z.enum(['title', 'category', 'text', 'reason']),
    now: text,
    reason,
  }),
]);
export type EntryAct = z.output<typeof entryActSchema>;

export const ledgerCommands = {
  openEntry: intakeSchema,
  actOnEntry: z.strictObject({ entry: entryIdSchema, officer, do: entryActSchema }),
};
