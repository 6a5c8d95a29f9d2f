import type { Bilingual } from '../../shared/text.ts';
import type { Entry, ProfileMistake, Raw } from './entry.ts';

/** What to say of a part that is not there yet: one that comes later in its frame. Null for every other mistake. */
export function comesLater({ path, missing }: ProfileMistake, { raw }: Entry): Bilingual | null {
  if (missing === null || !String(path[0]).startsWith('frame')) return null;
  let around: Raw | undefined = raw;
  for (const step of path) {
    if (Array.isArray(around)) {
      if (partNames(around.slice(Number(step) + 1)).includes(missing)) return later(missing);
      around = around[Number(step)];
    } else if (typeof around === 'object' && around !== null) around = around[step];
  }
  return null;
}

function later(name: string): Bilingual {
  return {
    zh: `部分“${name}”在后面才出现：这里只能用前面的部分；is、in 和 check 可以用后面的`,
    en: `the part "${name}" comes later in the frame: here only parts before it can be used; is, in and check may speak of later ones`,
  };
}

/** The names of parts, of those inside of them, and of bits. */
function partNames(raw: Raw | undefined): string[] {
  if (Array.isArray(raw)) return raw.flatMap(partNames);
  if (typeof raw !== 'object' || raw === null) return [];
  const [name = ''] = Object.keys(raw);
  const { bits, cases, parts } = raw;
  return [name, ...keysOf(bits), ...partNames(parts), ...Object.values(mapOf(cases)).flatMap(partNames)];
}

function keysOf(raw: Raw | undefined): string[] {
  return Object.keys(mapOf(raw));
}

function mapOf(raw: Raw | undefined): { [key: string]: Raw } {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw : {};
}
