import type { Bilingual } from '../../../shared/text.ts';
import type { PublicFigure } from '../../../shared/visitor/notice.ts';

const none: Bilingual = { zh: '暂无', en: 'none yet' };

/** Seconds of a figure as minutes, with the word for a lower bound. */
export function minutesOf({ value, atLeast }: PublicFigure): Bilingual {
  if (value === null) return none;
  const minutes = value < 60 ? '<1' : String(Math.round(value / 60));
  return atLeast
    ? { zh: `至少 ${minutes} 分钟`, en: `at least ${minutes} min` }
    : { zh: `${minutes} 分钟`, en: `${minutes} min` };
}

/**
 * A share in whole per cent that are reached, so that a target is never told as met which is not, and all never
 * where somebody is missing. Never told without what it rests on.
 */
export function percentOf({ value }: PublicFigure): Bilingual {
  if (value === null) return none;
  const whole = Math.floor(value * 100 + 1e-9);
  const text = value > 0 && whole === 0 ? '<1%' : `${whole}%`;
  return { zh: text, en: text };
}

/** What a figure rests on. */
export function basisOf({ n }: PublicFigure): Bilingual {
  return { zh: `依据 ${n} 人次`, en: `of ${n}` };
}
