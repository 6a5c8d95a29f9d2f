import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLD = fileURLToPath(new URL('../../shared/hall/', import.meta.url));

/**
 * The identity of the fold: a digest of its very source. A state kept by another fold may lack
 * what this one counts, and is not built upon.
 */
export const foldId: string = readdirSync(FOLD, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort()
  .reduce((digest, name) => digest.update(readFileSync(join(FOLD, name))), createHash('sha256'))
  .digest('base64url')
  .slice(0, 16);
