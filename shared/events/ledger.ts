import { z } from 'zod';
import { dayKindSchema, ruleIdSchema } from '../config/ledger.ts';
import { gradeSchema } from './rating.ts';

/** Readable, by the business day it was opened on: `2026-11-21/003`. */
export const entryIdSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}\/\d{3,5}$/);

/** Where an entry comes from. */
export const sourceSchema = z.enum([
  'rating',
  'alert',
  'complaint',
  'suggestion',
  'inspection',
  'survey',
  'promise',
  'person',
]);
export type LedgerSource = z.infer<typeof sourceSchema>;

/** 拥堵 · 设备 · 态度 · 业务 · 纪律 · 系统 · 建议. */
export const categorySchema = z.enum([
  'congestion',
  'device',
  'attitude',
  'business',
  'discipline',
  'system',
  'advice',
]);
export type LedgerCategory = z.infer<typeof categorySchema>;

/** 立行立改 · 限期整改 · 解释说明. */
export const branchSchema = z.enum(['atOnce', 'deadline', 'explain']);
export type Branch = z.infer<typeof branchSchema>;

/** Why a rating does not count: pressed by mistake 误评, or in bad faith 恶意. */
export const exclusionSchema = z.enum(['mistaken', 'malicious']);

/** What the person said when called back 回访. */
export const contentSchema = z.enum(['satisfied', 'fair', 'dissatisfied']);

export const remindSchema = z.enum(['acceptOverdue', 'soon', 'overdue']);
export type Reminder = z.infer<typeof remindSchema>;

/** Lengths, in characters. */
export const LONGEST = { officer: 40, title: 120, text: 2000, reason: 500, name: 40, contact: 60 } as const;

const entry = entryIdSchema;
/** Who did it, as typed: there is no sign-in yet, and the journal says from where it was asked. */
export const officerSchema = z.string().trim().min(1).max(LONGEST.officer);
const officer = officerSchema;
export const textSchema = z.string().trim().min(1).max(LONGEST.text);
export const reasonSchema = z.string().trim().min(2).max(LONGEST.reason);
const sentence = z.object({ zh: z.string().max(500), en: z.string().max(500) });

export const personSchema = z.object({
  name: z.string().trim().min(1).max(LONGEST.name),
  contact: z.string().trim().max(LONGEST.contact).optional(),
});
export type Person = z.infer<typeof personSchema>;

/** A deadline as it was set: by which row, of how many days, and whether the calendar was known. */
export const dueSchema = z.object({
  rule: ruleIdSchema,
  days: z.number().int(),
  unit: dayKindSchema,
  /** The day from which it is counted, not counted itself. */
  from: z.string(),
  /** The last day on which it is in time. */
  date: z.string(),
  /** The instant after which it is late, milliseconds UTC. */
  at: z.number().int(),
  /** False where the calendar of a year on the way was not known: 未核定. */
  certain: z.boolean(),
  /** True where the day was agreed on and not counted to. */
  told: z.literal(true).optional(),
  /** Working days it was put off by in all, and the date it had before. */
  extension: z.object({ days: z.number().int(), base: z.string() }).optional(),
});
export type Due = z.infer<typeof dueSchema>;

/** A fact as it was when the entry was opened, in words that stay, with the events behind it. */
const factSchema = z.object({
  name: sentence,
  value: sentence,
  seqs: z.array(z.number().int()).max(50).default([]),
});
export type Fact = z.infer<typeof factSchema>;

/** A figure as it was, with the version of its definition; never reckoned anew. */
const frozenSchema = z.object({
  figure: z.string().max(40),
  version: z.number().int(),
  name: sentence,
  unit: z.string().max(20),
  of: sentence.optional(),
  value: z.number().nullable(),
  n: z.number().int(),
  /** The value was only known to be no smaller. */
  atLeast: z.literal(true).optional(),
  /** No number was large enough. */
  endless: z.literal(true).optional(),
});
export type FrozenFigure = z.infer<typeof frozenSchema>;

export const evidenceSchema = z.object({
  at: z.number().int(),
  /** The events that it rests on. */
  seqs: z.array(z.number().int()).max(500),
  facts: z.array(factSchema).max(40),
  figures: z.array(frozenSchema).max(40),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** The ledger 台账. Nothing in it is ever changed: what was wrong is corrected by one more event. */
export const ledgerEvents = {
  'ledger.opened': z.object({
    entry,
    source: sourceSchema,
    category: categorySchema,
    rule: ruleIdSchema,
    title: z.string().max(LONGEST.title),
    text: z.string().max(LONGEST.text).optional(),
    window: z.string().optional(),
    service: z.string().optional(),
    clerk: z.string().optional(),
    ticket: z.string().optional(),
    leg: z.number().int().optional(),
    grade: gradeSchema.optional(),
    alert: z.string().optional(),
    /** The number it has elsewhere; one number is taken in once. */
    reference: z.string().max(60).optional(),
    person: personSchema.optional(),
    officer: officer.optional(),
    evidence: evidenceSchema,
    accept: dueSchema.optional(),
    due: dueSchema,
  }),
  'ledger.assigned': z.object({ entry, officer, owner: z.string(), note: z.string().optional() }),
  /** Passed on with a slip 转办单, to be accepted or returned. */
  'ledger.transferred': z.object({
    entry,
    officer,
    slip: z.number().int().positive(),
    owner: z.string(),
    note: z.string().optional(),
  }),
  'ledger.accepted': z.object({ entry, officer }),
  'ledger.returned': z.object({ entry, officer, reason: z.string() }),
  'ledger.actionTaken': z.object({ entry, officer, branch: branchSchema, text: z.string() }),
  'ledger.calledBack': z.object({
    entry,
    officer,
    reached: z.boolean(),
    content: contentSchema.optional(),
    text: z.string(),
  }),
  'ledger.exclusionProposed': z.object({ entry, officer, why: exclusionSchema, reason: z.string() }),
  /** The appeal of a closed entry has a deadline of its own; that of the entry was met or missed before. */
  'ledger.appealed': z.object({ entry, officer, reason: z.string(), due: dueSchema.optional() }),
  /** An appeal that is upheld begins another round, with a deadline of its own. */
  'ledger.reviewed': z.object({
    entry,
    officer,
    upheld: z.boolean(),
    reason: z.string(),
    due: dueSchema.optional(),
  }),
  'ledger.closed': z.object({ entry, officer, text: z.string().optional() }),
  'ledger.reopened': z.object({ entry, officer, reason: z.string(), due: dueSchema }),
  'ledger.extended': z.object({ entry, officer, reason: z.string(), days: z.number().int(), due: dueSchema }),
  /** The calendar that was not known has come. */
  'ledger.dueDetermined': z.object({ entry, due: dueSchema }),
  'ledger.reminded': z.object({ entry, of: remindSchema }),
  'ledger.noted': z.object({ entry, officer, text: z.string() }),
  'ledger.personNamed': z.object({
    entry,
    officer,
    person: personSchema,
    /** The title as lists show it from now on, where the name stood in it. */
    title: z.string().max(LONGEST.title).optional(),
  }),
  /** Somebody was told who the person is, in full, and what for; nothing is told before this is on disk. */
  'ledger.personViewed': z.object({ entry, officer, reason: z.string() }),
  /** What was said wrongly, where, and how it is meant; the event that is corrected stays as it is. */
  'ledger.corrected': z.object({
    entry,
    officer,
    corrects: z.number().int().positive(),
    field: z.enum(['title', 'category', 'text', 'reason']),
    was: z.string().optional(),
    now: z.string(),
    reason: z.string(),
  }),
};
