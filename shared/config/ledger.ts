import { z } from 'zod';

/** Rows of the table of deadlines, by what an entry is about. */
export const ruleIds = [
  'rating',
  'alert',
  'complaint',
  'complaintSmall',
  'complaintAttitude',
  'complaintQuality',
  'complaintRights',
  'suggestion',
  'inspection',
  'survey',
  'promise',
  'person',
] as const;
export const ruleIdSchema = z.enum(ruleIds);
export type RuleId = z.infer<typeof ruleIdSchema>;

/** Days are working days 工作日, or every day of the calendar 自然日. */
export const dayKindSchema = z.enum(['working', 'calendar']);
export type DayKind = z.infer<typeof dayKindSchema>;

const days = z.int().min(1).max(250);

/** A row of the table as a hall has it; what it leaves out is as in the table that comes with the bridge. */
const deadlineSchema = z.strictObject({
  /** Days to accept it 受理. */
  accept: days.optional(),
  /** Days to close it 办结. */
  days: days.optional(),
  /** Days by which it may be extended in all. */
  extend: z.int().min(0).max(250).optional(),
  unit: dayKindSchema.optional(),
  /** The rule or notice that says so; printed beside every deadline. */
  because: z.string().min(1).max(120).optional(),
});

/** What a hall decides about its ledger 台账. */
export const ledgerSchema = z.strictObject({
  deadlines: z.partialRecord(ruleIdSchema, deadlineSchema).default({}),
  /** Working days within which a closed entry may be appealed 申诉. */
  appealDays: z.int().min(0).max(60).default(5),
  /** Departments and people to whom entries are passed on, offered where one is asked for. */
  owners: z.array(z.string().trim().min(1).max(40)).max(100).default([]),
});
