import { z } from 'zod';
import type { Bilingual } from '../text.ts';

/** `GET /api/profiles`: every device that is described in a file. */
export interface ProfilesAnswer {
  profiles: {
    id: string;
    name: Bilingual;
    kind: string;
    /** Of this hall, so that it can be changed here. */
    isOwn: boolean;
    /** Devices of the hall that use it. */
    devices: string[];
    vectors: number;
  }[];
  /** Files of this hall that cannot be used, and why. */
  unusable: { file: string; words: Bilingual }[];
}

/** A profile's text, as it is checked, kept or tried. */
export const profileTextSchema = z.strictObject({ text: z.string().max(200_000) });

/** `POST /api/profiles/check`: what is wrong with a text, if anything. */
export type ProfileCheck = { ok: true; id: string; vectors: number } | { ok: false; words: Bilingual };

/** `POST /api/profiles/decode`: bytes to be read by a profile that is not kept yet. */
export const decodeSchema = z.strictObject({
  text: z.string().max(200_000),
  /** Bytes in hex; `|` is a silence. */
  hex: z.string().max(60_000),
  settings: z.record(z.string(), z.unknown()).default({}),
});

/** One piece of decoded bytes. */
export interface DecodedPiece {
  at: number;
  kind: 'frame' | 'noise';
  hex: string;
  why?: string;
  frame?: string;
  parts?: Record<string, unknown>;
  values?: Record<string, unknown>;
  claimed?: boolean;
  readings?: unknown[];
  acknowledge?: string;
}
export type DecodeAnswer = { ok: true; pieces: DecodedPiece[] } | { ok: false; words: Bilingual };
