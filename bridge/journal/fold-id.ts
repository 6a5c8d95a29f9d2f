import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';

const FOLD = new URL('../../shared/hall/', import.meta.url);

/**
 * The identity of the fold: a digest of its very source. A state kept by another fold may lack
 * what this one counts, and is not built upon.
 */
export const foldId: string = readdirSync(FOLD)
  .sort()
  .reduce((digest, name) => digest.update(readFileSync(new URL(name, FOLD))), createHash('sha256'))
  .digest('base64url')
  .slice(0, 16);
