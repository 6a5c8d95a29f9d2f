import { z } from 'zod';

/** A topic or a part of one; the characters that would make it a filter are refused. */
export const topicPart = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^+#\0/](?:[^+#\0]*[^+#\0/])?$/, 'no +, no #, no / at either end');

/** One level of a topic: an id within a standard's topics. */
export const topicLevel = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^+#\0/$][^+#\0/]*$/, 'one level of a topic: no +, no #, no /, no $ at its beginning');

/** Bytes of the longest message that is read; no device here has more to say. */
export const LONGEST_MESSAGE = 256 * 1024;

/** Facts taken from one message, and how deep they may lie in it. */
const MOST_LEAVES = 200;
const DEEPEST = 8;

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
    return recordOf(JSON.parse(readWords(payload) ?? ''));
  } catch {
    return null;
  }
}

/** A value as an object that is no list, or null. */
export function recordOf(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

/** One fact in a message: where it stands, with dots, and what it says; null where it says "not known". */
export interface Leaf {
  path: string;
  value: number | string | boolean | null;
}

/** Every number, word and truth in a JSON value, by its path; so many and so deep and no more. */
export function leavesOf(value: unknown, path = '', depth = 0): Leaf[] {
  if (value === null || ['number', 'string', 'boolean'].includes(typeof value)) {
    return path === '' ? [] : [{ path, value: value as Leaf['value'] }];
  }
  if (typeof value !== 'object' || depth >= DEEPEST) return [];
  const leaves: Leaf[] = [];
  for (const [name, inner] of Object.entries(value as object).slice(0, MOST_LEAVES)) {
    leaves.push(...leavesOf(inner, path === '' ? name : `${path}.${name}`, depth + 1));
    if (leaves.length >= MOST_LEAVES) break;
  }
  return leaves.slice(0, MOST_LEAVES);
}

/** What stands at a path with dots; undefined where nothing does. */
export function valueAt(value: unknown, path: string): unknown {
  let here = value;
  for (const name of path.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Record<string, unknown>)[name];
  }
  return here;
}

/** Words as the number or the truth they stand for, else as they are. */
export function readScalar(words: string): number | string | boolean {
  if (words === 'true' || words === 'false') return words === 'true';
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(words) ? Number(words) : words;
}
