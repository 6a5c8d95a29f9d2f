import type { z } from 'zod';
import { Refusal } from '../../shared/refusals.ts';
import type { Language } from '../../shared/text.ts';
import { mistakesOf } from './words.ts';

/**
 * The refusal of what a schema does not take: the first field that is wrong and what would be right, in either
 * language.
 *
 * @param data what was given
 */
export function malformed({ issues }: z.ZodError, data: unknown): Refusal {
  const first = (language: Language) => {
    const [mistake] = mistakesOf(issues, data, language);
    return [mistake?.path.join('.'), mistake?.message].filter(Boolean).join(' ');
  };
  return new Refusal('command.malformed', { detail: first('en'), detailZh: first('zh') });
}
