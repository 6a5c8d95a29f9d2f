import { z } from 'zod';

/** A topic or a part of one; the characters that would make it a filter are refused. */
export const topicPart = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^+#\0/](?:[^+#\0]*[^+#\0/])?$/, 'no +, no #, no / at either end');

/** Bytes of the longest message that is read; no device here has more to say. */
export const LONGEST_MESSAGE = 256 * 1024;

/** A payload as words, or null when it is not UTF-8 or far too long. */
export function readWords(payload: Uint8Array): string | null {
  if (payload.length > LONGEST_MESSAGE) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(payload).trim();
  } catch {
    return null;
  }
}

/** A payload as a JSON object, or null when it is none. */
export function readJson(payload: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(readWords(payload) ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
