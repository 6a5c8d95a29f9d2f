import type { Grade } from '../events/index.ts';
import type { HallConfig } from '../config/schema.ts';
import type { LedgerEntry } from '../hall/ledger-book.ts';
import { same, type Bilingual } from '../text.ts';

/** Grades of a rating, in words. */
export const gradeWords: Record<Grade, Bilingual> = {
  5: { zh: '非常满意', en: 'Very satisfied' },
  4: { zh: '满意', en: 'Satisfied' },
  3: { zh: '基本满意', en: 'Fairly satisfied' },
  2: { zh: '不满意', en: 'Dissatisfied' },
  1: { zh: '非常不满意', en: 'Very dissatisfied' },
};

/** 不满意 and 非常不满意 are bad ratings 差评. */
export function isBad(grade: Grade): boolean {
  return grade <= 2;
}

/** What an entry is called: as it was entered, or, for one that opened by itself, by its facts. */
export function titleOf(
  { title, window, ticket, grade }: Pick<LedgerEntry, 'title' | 'window' | 'ticket' | 'grade'>,
  { windows }: Pick<HallConfig, 'windows'>,
): Bilingual {
  if (title !== '') return same(title);
  const number = windows.find(({ id }) => id === window)?.number ?? window ?? '';
  const rated = gradeWords[grade ?? 2];
  const ticketNumber = ticket?.split('/').at(-1) ?? '';
  return {
    zh: `${number}号窗口 ${ticketNumber} ${rated.zh}`,
    en: `Window ${number} ${ticketNumber} ${rated.en}`,
  };
}
