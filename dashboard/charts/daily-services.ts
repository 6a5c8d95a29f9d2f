import type { DailyReport } from '../../shared/api.ts';
import type { Language } from '../../shared/text.ts';
import { frame, nameAxis, sideways, valueAxis, type DailyOption } from './daily-frame.ts';
import { lengthText } from './daily-windows.ts';
import { ink, seriesColours } from './light-colours.ts';

export interface ServiceWords {
  minutes: string;
  median: string;
  p90: string;
}

/** Service time of each service: the median and what nine in ten do not exceed, with n in the name. */
export function buildServiceTimes(
  { services }: DailyReport,
  language: Language,
  words: ServiceWords,
): DailyOption {
  const shown = [...services].reverse();
  const bar = (id: 'serviceMedian' | 'serviceP90', name: string, color: string) => ({
    id,
    name,
    type: 'bar' as const,
    barMaxWidth: 14,
    barGap: '10%',
    itemStyle: { color },
    label: {
      show: true,
      position: 'right' as const,
      color: ink.quiet,
      formatter: ({ value }: { value?: unknown }) => (typeof value === 'number' ? minutesText(value) : ''),
    },
    data: shown.map(({ figures }) => {
      const seconds = figures[id].value;
      return seconds === null ? null : seconds / 60;
    }),
  });
  return {
    ...frame,
    grid: { ...sideways, right: 56 },
    tooltip: { ...frame.tooltip, valueFormatter: minutesText },
    xAxis: { ...valueAxis(''), name: words.minutes, nameLocation: 'middle', nameGap: 26 },
    yAxis: nameAxis(shown.map(({ name, figures }) => `${name[language]}  n=${figures.serviceMedian.n}`)),
    // Bars of a turned chart stand bottom up: the median last is the median on top.
    series: [
      bar('serviceP90', words.p90, seriesColours[4]),
      bar('serviceMedian', words.median, seriesColours[0]),
    ],
  };
}

/** Minutes as `m:ss`. */
export function minutesText(value: unknown): string {
  return lengthText(value, 60);
}
