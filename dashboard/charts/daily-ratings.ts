import type { DailyReport, WindowRow } from '../../shared/api.ts';
import type { Grade } from '../../shared/events/index.ts';
import { GRADES } from '../../shared/metrics/ratings.ts';
import { frame, nameAxis, sideways, valueAxis, type DailyOption } from './daily-frame.ts';
import { gradeColours, ink } from './light-colours.ts';

/** Below this many ratings a share says little, and is shown faintly and with a word. */
export const ENOUGH_RATINGS = 10;

export interface RatingWords {
  window: (number: number) => string;
  grades: Record<Grade, string>;
  few: string;
}

/** All ratings of a window. */
export function ratingsOf({ grades }: Pick<WindowRow, 'grades'>): number {
  return GRADES.reduce((sum, grade) => sum + grades[grade], 0);
}

/** Grades of each window as shares of its ratings; every part says how many they are, never a bare per cent. */
export function buildRatings({ windows }: DailyReport, words: RatingWords): DailyOption {
  const shown = [...windows].reverse();
  return {
    ...frame,
    grid: sideways,
    tooltip: { ...frame.tooltip, trigger: 'item', formatter: '{b}<br>{a}' },
    xAxis: { ...valueAxis(''), max: 100, axisLabel: { color: ink.quiet, formatter: '{value}%' } },
    yAxis: nameAxis(
      shown.map((row) => {
        const n = ratingsOf(row);
        return `${words.window(row.number)}  n=${n}${n > 0 && n < ENOUGH_RATINGS ? ` ${words.few}` : ''}`;
      }),
    ),
    series: GRADES.map((grade) => ({
      id: String(grade),
      name: words.grades[grade],
      type: 'bar' as const,
      stack: 'grades',
      barMaxWidth: 18,
      itemStyle: { color: gradeColours[grade] },
      label: { show: true, color: grade === 5 ? '#ffffff' : ink.text, fontSize: 11 },
      data: shown.map((row) => {
        const n = ratingsOf(row);
        const count = row.grades[grade];
        return {
          value: n > 0 ? (100 * count) / n : 0,
          itemStyle: { opacity: n < ENOUGH_RATINGS ? 0.45 : 1 },
          label: { formatter: count > 0 ? String(count) : '' },
        };
      }),
    })),
  };
}
