import { z } from 'zod';
import type { Bilingual } from '../text.ts';

/** Kinds of box that speak when something is pressed. */
export const learnKinds = ['pad', 'evaluator', 'button', 'sensor'] as const;

/** `POST /api/learn`: what a box said when its keys were pressed, and what the keys mean. */
export const learnSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: z.strictObject({ zh: z.string().min(1).max(40), en: z.string().min(1).max(60) }),
  kind: z.enum(learnKinds),
  /** Meaning of each key by its label: a pad's key, an evaluator's grade, or words. */
  meanings: z.record(z.string().max(40), z.string().max(40)),
  line: z
    .strictObject({
      baudRate: z.int().positive(),
      dataBits: z.int().optional(),
      parity: z.enum(['none', 'even', 'odd']).optional(),
      stopBits: z.int().optional(),
    })
    .optional(),
  presses: z.array(z.strictObject({ label: z.string().min(1).max(40), hex: z.string().max(4096) })).max(200),
  /** What it said while nothing was pressed. */
  idle: z.array(z.string().max(4096)).max(100).default([]),
  /** Which of the checks found is used; -1 for none. */
  choice: z.int().min(-1).max(20).default(0),
});
export type LearnQuestion = z.input<typeof learnSchema>;

/** What one byte of the frames is for. */
export type ByteUse = 'fixed' | 'key' | 'kind' | 'free' | 'length' | 'checksum';

/** A check that fits every frame. */
export interface LearnedCheck {
  name: string;
  form: string;
  from: number;
  skip: number;
  size: number;
  behind: number;
  change: number;
}

/** What was learned. */
export type LearnAnswer =
  | {
      ok: true;
      frames: { label: string; hex: string }[];
      /** What it says without a press, in hex. */
      own: string[];
      /** What each byte is for; empty where the frames differ in length. */
      uses: ByteUse[];
      checks: LearnedCheck[];
      check: LearnedCheck | null;
      /** The profile, ready to be kept. */
      text: string;
      notes: Bilingual[];
    }
  | { ok: false; words: Bilingual };
