import { z } from 'zod';
import type { Actor } from '../events/envelope.ts';
import type { Bilingual } from '../text.ts';
import type { Change } from './difference.ts';
import type { DifferenceLine } from './line-difference.ts';
import { placeSchema } from './plan.ts';
import type { HallConfig } from './schema.ts';

/** How a version came about: found at a start, edited field by field, given as a text, or taken back. */
export type VersionOrigin = 'found' | 'edited' | 'imported' | 'restored';

/** One version of the configuration, as it is listed. */
export interface ConfigVersion {
  version: number;
  /** Milliseconds UTC at which it came into force. */
  at: number;
  by: Actor;
  origin: VersionOrigin;
  /** The words of whoever changed it; may be empty. */
  why: string;
  /** Digest of its text, passwords included. */
  sha256: string;
  summary: Bilingual[];
}

/** A mistake in a text, where it is and what would be right. */
export interface ConfigMistake {
  line: number;
  column: number;
  field: string;
  message: Bilingual;
}

/** `GET /api/config`: the configuration in force. Passwords are replaced by `HIDDEN` everywhere. */
export interface ConfigAnswer {
  version: ConfigVersion;
  /** The file it lives in. */
  file: string;
  /** Whether the file is there; the built-in demo hall has none until somebody changes something. */
  written: boolean;
  text: string;
  hall: HallConfig;
  /** What stands in the file instead, when somebody edited it past the bridge. */
  disk: { sha256: string; at: number; mistakes: ConfigMistake[] } | null;
}

/** Levels of what an edit puts: far more than any setting has. */
const DEEPEST = 20;

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((part) => isWithin(part, levels - 1));
}

const record = z
  .record(z.string(), z.unknown())
  .refine((value) => isWithin(value, DEEPEST), `at most ${DEEPEST} levels deep`);

/** One step of a change; what it puts is checked with the whole. */
export const editSchema = z.discriminatedUnion('kind', [
  /** Adds a line, or gives the one of this id another transport. */
  z.strictObject({ kind: z.literal('putLine'), line: record }),
  z.strictObject({ kind: z.literal('removeLine'), id: z.string().max(40) }),
  /** Adds a device, or changes the one whose id `was`. */
  z.strictObject({ kind: z.literal('putDevice'), device: record, was: z.string().max(40).optional() }),
  z.strictObject({ kind: z.literal('removeDevice'), id: z.string().max(40) }),
  /** Moves windows and devices on the map, or with null back to where they stand by themselves. */
  z.strictObject({
    kind: z.literal('place'),
    places: z
      .array(
        z.strictObject({
          of: z.enum(['window', 'device']),
          id: z.string().max(40),
          at: placeSchema.nullable(),
        }),
      )
      .min(1)
      .max(2000),
  }),
]);
export type ConfigEdit = z.infer<typeof editSchema>;

/** Longest text of a configuration, in characters. */
export const LONGEST_CONFIG = 256 * 1024;

/** What is to come into force. */
export const candidateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('edits'), edits: z.array(editSchema).min(1).max(100) }),
  z.strictObject({ kind: z.literal('text'), text: z.string().max(LONGEST_CONFIG) }),
  z.strictObject({ kind: z.literal('version'), version: z.int().positive() }),
  /** What somebody wrote into the file past the bridge. */
  z.strictObject({ kind: z.literal('disk') }),
]);
export type Candidate = z.infer<typeof candidateSchema>;

/** `POST /api/config/check` and, with `base` and `why`, `POST /api/config/apply`. */
export const checkSchema = z.strictObject({ candidate: candidateSchema });
export const applySchema = z.strictObject({
  candidate: candidateSchema,
  /** The version the change was made on; another one in force means that somebody was faster. */
  base: z.int().positive(),
  why: z.string().max(200).default(''),
  /** Digest of a text on disk that this change may replace; it is set aside, not lost. */
  over: z.string().max(64).optional(),
});
export type ApplyInput = z.input<typeof applySchema>;
export type ApplyData = z.output<typeof applySchema>;

/** What is different between two versions, in sentences and line by line. */
export interface ConfigDifference {
  changes: Change[];
  lines: DifferenceLine[];
}

/** The answer to a check. A candidate with mistakes has no structural difference, only lines. */
export interface CheckAnswer {
  /** Version in force that it was compared with. */
  base: number;
  mistakes: ConfigMistake[];
  difference: ConfigDifference;
}

/** The answer to an apply that was done. */
export interface ApplyAnswer {
  ok: true;
  version: ConfigVersion;
}

/** `POST /api/config/trial`: devices that run for a look, without coming into force. */
export const trialSchema = z.strictObject({
  /** Made by whoever tries; asked again with the same id, the trial goes on. */
  id: z.string().min(8).max(64),
  edits: z.array(editSchema).min(1).max(10),
});
export interface TrialAnswer {
  ok: true;
  /** Milliseconds UTC at which it ends by itself. */
  until: number;
}
