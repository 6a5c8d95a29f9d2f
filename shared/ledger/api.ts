import { z } from 'zod';
import { entryIdSchema, officerSchema, reasonSchema, sourceSchema, type Person } from '../events/ledger.ts';
import type { LedgerEntry, LedgerEvent } from '../hall/ledger-book.ts';
import type { Bilingual } from '../text.ts';
import type { CalendarDays } from './calendar.ts';
import type { Rule } from './policy.ts';

/** `GET /api/ledger`: what the desk needs beside the state: the table of deadlines, the calendar, names. */
export interface LedgerTerms {
  rules: Rule[];
  calendar: CalendarDays;
  owners: string[];
  appealDays: number;
}

/** `GET /api/ledger/entries`: every entry there ever was, latest first, names masked. */
export interface LedgerArchive {
  entries: LedgerEntry[];
}

/** `GET /api/ledger/entries/:date/:number`: an entry with its whole story, names masked. */
export interface EntryDetail {
  entry: LedgerEntry;
  /** In the order of the journal; the first opened it. Whoever is named in it is masked. */
  events: LedgerEvent[];
}

/** `POST /api/ledger/person`: who looks at who a person is, and what for; recorded before it is told. */
export const personLookSchema = z.strictObject({
  entry: entryIdSchema,
  officer: officerSchema,
  reason: reasonSchema,
  /** A look of a moment ago that this one goes on with: nothing is recorded twice. */
  look: z.int().positive().optional(),
});

/** An entry with every name in it. */
export interface NamedEntry {
  /** Who it came from, as named last; null where nobody was. */
  person: Person | null;
  events: LedgerEvent[];
}

/** What a recorded look is answered with. */
export interface PersonAnswer extends NamedEntry {
  /** The event that recorded the look. */
  look: number;
}

/** Characters of a file that is taken in, and rows of it. */
export const LONGEST_FILE = 500_000;
export const MOST_ROWS = 500;

/** `POST /api/ledger/preview` and `/import`: a table of findings or comments as text. */
export const importSchema = z.strictObject({
  source: sourceSchema.extract(['inspection', 'survey', 'suggestion', 'complaint']),
  officer: officerSchema,
  /** The name of the file, kept with every entry. */
  file: z.string().trim().max(120).default(''),
  text: z.string().max(LONGEST_FILE),
});

export type ImportInput = z.input<typeof importSchema>;

/** What becomes of a row: a new entry, one that is there already, or nothing with the reason. */
export interface ImportRow {
  /** Line of the file, the headings being the first. */
  line: number;
  verdict: 'new' | 'known' | 'wrong';
  title: string;
  category: string;
  /** Masked. */
  person?: string;
  words?: Bilingual;
  /** The entry it is or became. */
  entry?: string;
}

export interface ImportAnswer {
  rows: ImportRow[];
  counts: Record<ImportRow['verdict'], number>;
}
