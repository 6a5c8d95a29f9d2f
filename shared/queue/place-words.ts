import type { Bilingual } from '../text.ts';
import type { Place } from './place.ts';

/** How the expected minutes of a place are reckoned, said beside the figure. */
export const placeMethod: Bilingual = {
  zh: '估算方法：前面的人数 × 平均办理时长 ÷ 开放窗口数。仅供参考，以叫号为准。',
  en: 'Estimated as people ahead × mean service time ÷ open windows. A guide only: the call decides.',
};

/** The expected wait as it may be told: never finer than it is known, and never a number without a window. */
export function waitWords({ minutes, windows }: Pick<Place, 'minutes' | 'windows'>): Bilingual {
  if (minutes === null || windows === 0) return { zh: '暂无窗口办理', en: 'No window is open' };
  const about = roughly(minutes);
  if (about === 0) return { zh: '即到即办', en: 'No wait' };
  return { zh: `约 ${about} 分钟`, en: `about ${about} min` };
}

/** Whole minutes below twenty, steps of five above: nobody knows it better. */
function roughly(minutes: number): number {
  if (minutes < 0.5) return 0;
  return minutes < 20 ? Math.max(1, Math.round(minutes)) : Math.round(minutes / 5) * 5;
}
