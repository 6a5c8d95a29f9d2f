import { createHash } from 'node:crypto';
import { canonicalText } from '../../shared/readiness.ts';

/** SHA-256 of the canonical text of a value, in hex: what a signed sheet is known by. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalText(value)).digest('hex');
}
