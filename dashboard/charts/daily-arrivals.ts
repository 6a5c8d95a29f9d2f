import type { DailyReport } from '../../shared/api.ts';
import type { Language } from '../../shared/text.ts';
import { barMaxWidth, belowLegend, frame, nameAxis, valueAxis, type DailyOption } from './daily-frame.ts';
import { ink, seriesColour } from './light-colours.ts';

export interface ArrivalWords {
  people: string;
  waitingMost: string;
}

/** Arrivals of each half hour stacked by service, and the most people who waited in it. */
export function buildArrivals(
  { slots, services }: DailyReport,
  language: Language,
  words: ArrivalWords,
): DailyOption {
  return {
    ...frame,
    grid: {
      ...frame.grid,
      top: belowLegend([...services.map(({ name }) => name[language]), words.waitingMost]),
    },
    xAxis: nameAxis(slots.map(({ label }) => label)),
    yAxis: { ...valueAxis(words.people), minInterval: 1 },
    series: [
      ...services.map(({ service, name }, index) => ({
        id: service,
        name: name[language],
        type: 'bar' as const,
        stack: 'arrivals',
        barCategoryGap: '30%',
        barMaxWidth,
        itemStyle: { color: seriesColour(index) },
        data: slots.map(({ arrivals }) => arrivals[service] ?? 0),
      })),
      {
        id: 'waitingMost',
        name: words.waitingMost,
        type: 'line' as const,
        symbolSize: 5,
        lineStyle: { color: ink.text, width: 2 },
        itemStyle: { color: ink.text },
        data: slots.map(({ waitingMost }) => waitingMost),
      },
    ],
  };
}
