import { z } from 'zod';
import type { FrameField, FrameRecord } from '../channel.ts';
import type { Bilingual } from '../text.ts';

const portCharacter = z.strictObject({
  baudRate: z.int().min(50).max(4_000_000),
  dataBits: z.union([z.literal(7), z.literal(8)]),
  parity: z.enum(['none', 'even', 'odd']),
  stopBits: z.union([z.literal(1), z.literal(2)]),
});

/** How a serial port is set while it is listened to. */
export type PortCharacter = z.infer<typeof portCharacter>;

const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('serial'), path: z.string().min(1).max(200) }),
  z.strictObject({
    kind: z.literal('tcp'),
    host: z.string().min(1).max(200),
    port: z.int().min(1).max(65_535),
  }),
]);

/** Where the unknown box is. */
export type DetectTarget = z.infer<typeof target>;

/** Readable address, as lines have it. */
export function targetWords(asked: DetectTarget): string {
  return asked.kind === 'serial' ? asked.path : `tcp://${asked.host}:${asked.port}`;
}

/** `POST /api/detect`: listens, and answers with one `DetectNews` a line until it ends or is let go. */
export const detectSchema = z.strictObject({
  target,
  /** The longest that one setting of the port is listened to. */
  seconds: z.number().min(0.1).max(600).default(10),
  /** The one setting to listen at, to the end of the time, whatever is recognised meanwhile. */
  only: portCharacter.optional(),
});
export type DetectAsked = z.infer<typeof detectSchema>;

/** One setting of the port and what came of it. */
export interface SettingHeard {
  /** `9600 8N1`; empty on a network, where the speed is not ours. */
  words: string;
  character: PortCharacter | null;
  state: 'waiting' | 'listening' | 'heard' | 'failed';
  bytes: number;
  /** Frames of the device that fits best here. */
  frames: number;
  /** What the bytes look like and what to do, where they look like trouble. */
  symptom: Bilingual | null;
  /** The most frequent beginnings of what came between two silences. */
  heads: { hex: string; times: number }[];
  /** The most frequent lengths between two silences, in bytes. */
  lengths: { length: number; times: number }[];
  /** Its latest words, where it looks like text. */
  text: string | null;
  /** Why the port could not be set so. */
  error: string | null;
}

export type Confidence = 'certain' | 'likely' | 'faint';

/** A device that fits what was heard. */
export interface Finding {
  driver: string;
  name: Bilingual;
  /** Beyond the defaults: what the frames themselves tell, such as the address. */
  settings: Record<string, unknown>;
  character: PortCharacter | null;
  score: number;
  confidence: Confidence;
  /** "12 frames, all checksums right, no noise". */
  why: Bilingual;
  /** What tells it apart from the others that fit as well; null where none does. */
  apart: Bilingual | null;
  /** The others say other frames than this one: all of them stand on the line. */
  together: boolean;
}

/** How far it is and what is known; every report is whole. */
export interface DetectReport {
  phase: 'listening' | 'ended' | 'failed';
  target: DetectTarget;
  /** When this setting is given up at the latest, in milliseconds UTC; null once it ended. */
  until: number | null;
  /** Bytes over all settings. */
  bytes: number;
  /** In the order of listening. */
  settings: SettingHeard[];
  /** The best first. */
  findings: Finding[];
  /** The outcome in a sentence. */
  verdict: Bilingual;
  /** In the words of the system, where the port was lost. */
  error: string | null;
}

/** A line of the answer to `POST /api/detect`. */
export interface DetectNews {
  report: DetectReport;
  /** What was heard since the line before. */
  heard: FrameRecord[];
}

/** A question that changes nothing, by which an unknown device may be asked what it is. */
export interface DetectQuery {
  driver: string;
  name: Bilingual;
  /** The question's own name. */
  request: string;
  settings: Record<string, unknown>;
  hex: string;
  fields: FrameField[];
  /** How the device's port is usually set. */
  character: PortCharacter;
}

/** `GET /api/detect/queries?address=1`. */
export interface QueriesAnswer {
  queries: DetectQuery[];
}

/** `POST /api/detect/ask`: sends one question, once, which somebody has seen and agreed to. */
export const askSchema = z.strictObject({
  target,
  driver: z.string().min(1).max(60),
  request: z.string().min(1).max(60),
  settings: z.record(z.string(), z.unknown()).default({}),
  character: z.strictObject({
    baudRate: z.int().min(50).max(4_000_000),
    dataBits: z.union([z.literal(7), z.literal(8)]),
    parity: z.enum(['none', 'even', 'odd']),
    stopBits: z.union([z.literal(1), z.literal(2)]),
  }),
  /** The bytes that were agreed to: nothing else is sent. */
  agreed: z.string().min(2).max(4096),
});
export type AskAsked = z.infer<typeof askSchema>;

/** What came back. */
export interface AskAnswer {
  answered: boolean;
  verdict: Bilingual;
  finding: Finding | null;
  records: FrameRecord[];
}
