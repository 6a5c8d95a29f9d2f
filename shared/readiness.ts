import { z } from 'zod';
import { actorSchema } from './events/envelope.ts';
import {
  LONGEST_NOTE,
  LONGEST_SIGNATURE,
  sheetLineSchema,
  type Sheet,
  type SheetLine,
  type Verdict,
} from './events/readiness.ts';

/** A line of a run: as on a sheet, or still to be looked at. */
export type RunLine = Omit<SheetLine, 'verdict' | 'reason' | 'at' | 'note' | 'advice'> &
  ({ verdict: null } | Pick<SheetLine, 'verdict' | 'reason' | 'advice' | 'at'>);

/** A check that is under way, or done and not signed yet. */
export interface ReadinessRun {
  id: string;
  date: string;
  startedAt: number;
  finishedAt: number | null;
  /** The bridge ended in the middle of it; what was not looked at yet still can be. */
  interrupted: boolean;
  lines: RunLine[];
  /** The event that signs it. */
  signed: number | null;
}

/** A run that is not signed, as it outlives the bridge: what has been looked at so far, and who began it. */
export const keptRunSchema = z.object({
  id: z.string().max(64),
  by: actorSchema,
  date: z.string(),
  startedAt: z.number().int(),
  finishedAt: z.number().int().nullable(),
  lines: z.array(sheetLineSchema).max(2000),
});
export type KeptRun = z.infer<typeof keptRunSchema>;

/** A signed sheet as it is found in the journal. */
export interface SignedSheet {
  /** The event that holds it. */
  seq: number;
  at: number;
  sheet: Sheet;
  sha256: string;
  /** Whether its content still has this digest, and follows on the sheet before. */
  intact: boolean;
}

/** A signed sheet at a glance. */
export interface SheetSummary extends Omit<SignedSheet, 'sheet'> {
  name: string;
  verdicts: Record<Verdict, number>;
}

/**
 * How a business day stands with its check: signed before the first window opened, signed only
 * after that, opened without any, or not opened (yet).
 */
export type DayReadiness = 'signed' | 'late' | 'missing' | 'notOpened';

/** A business day with its sheets, latest first. */
export interface ReadinessDay {
  date: string;
  /** The first window that opened. */
  opened: { at: number; seq: number } | null;
  readiness: DayReadiness;
  sheets: SheetSummary[];
}

/** `GET /api/readiness`: the run there is, and the last business days, latest first. */
export interface ReadinessAnswer {
  now: number;
  zone: string;
  run: ReadinessRun | null;
  days: ReadinessDay[];
}

const note = z.string().trim().max(LONGEST_NOTE);

/** `POST /api/readiness/:run/sign`: notes by the id of their line. */
export const signSchema = z.strictObject({
  name: z.string().trim().min(1).max(LONGEST_SIGNATURE),
  remark: note.default(''),
  notes: z.record(z.string().max(120), note).default({}),
});
export type SignInput = z.input<typeof signSchema>;

/** `POST /api/readiness/:run/check`: looks at one line again. */
export const recheckSchema = z.strictObject({ line: z.string().max(120) });

/** How many lines came to each verdict. */
export function countVerdicts(lines: readonly { verdict: Verdict | null }[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { ok: 0, attention: 0, fault: 0, unknown: 0 };
  for (const { verdict } of lines) if (verdict) counts[verdict] += 1;
  return counts;
}

/**
 * The text of which the digest is taken: JSON with the names of every object in order of their
 * code units and nothing between the parts, so that whoever has the sheet can make it anew.
 */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`);
  return `{${members.join(',')}}`;
}
