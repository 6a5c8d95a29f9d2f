import type { PauseReason } from '../../shared/events/index.ts';
import { same, type Bilingual } from '../../shared/text.ts';

const pauseWords: Partial<Record<PauseReason, Bilingual>> = {
  break: { zh: '休息', en: 'break' },
  meal: { zh: '用餐', en: 'meal' },
  training: { zh: '培训', en: 'training' },
  system: { zh: '系统故障', en: 'system fault' },
  other: { zh: '其他', en: 'other' },
};

/** The reason of a pause as a log names it. */
export function pauseName(reason: PauseReason): Bilingual {
  return pauseWords[reason] ?? same(reason);
}
