import type { Bilingual } from '../../shared/text.ts';
import { BuildError } from './layout/draft.ts';

/** Why a request cannot be built: the part, and what is wrong with it. */
export function whyUnbuilt(error: unknown): Bilingual {
  if (error instanceof BuildError) {
    const { detail = '', detailZh = detail } = error.params;
    return { zh: detailZh, en: detail };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { zh: reason, en: reason };
}
