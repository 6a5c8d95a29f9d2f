import type { DailyReport, SlotRow } from '../../shared/api.ts';
import type { Figure } from '../../shared/metrics/figure.ts';
import { barMaxWidth, frame, nameAxis, targetLine, valueAxis, type DailyOption } from './daily-frame.ts';
import { ink, seriesColours } from './light-colours.ts';

export interface WaitWords {
  minutes: string;
  median: string;
  p90: string;
  level: string;
  target: string;
}

export interface WaitTargets {
  waitMinutes: number;
  serviceLevel: number;
}

/** A wait in minutes with a hollow point where it is only a lower bound; a gap where nobody waited. */
function waitPoint({ value, atLeast }: Figure) {
  return {
    value: value === null ? null : Math.round(value / 6) / 10,
    symbol: atLeast ? 'emptyCircle' : 'circle',
  };
}

function levelOf({ serviceLevel }: SlotRow): number | null {
  return serviceLevel.value === null ? null : Math.round(serviceLevel.value * 1000) / 10;
}

/** Waits of each half hour against the target, and below them the share that met it. */
export function buildWaits(
  { slots }: DailyReport,
  words: WaitWords,
  targets: WaitTargets | null,
): DailyOption {
  const labels = slots.map(({ label }) => label);
  const line = (id: string, name: string, color: string, figure: (slot: SlotRow) => Figure) => ({
    id,
    name,
    type: 'line' as const,
    symbolSize: 6,
    lineStyle: { color, width: 2 },
    itemStyle: { color },
    data: slots.map((slot) => waitPoint(figure(slot))),
  });
  return {
    ...frame,
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: [
      { top: 56, left: 44, right: 16, height: '42%' },
      { bottom: 28, left: 44, right: 16, height: '19%' },
    ],
    xAxis: [
      { ...nameAxis(labels), axisLabel: { show: false } },
      { ...nameAxis(labels), gridIndex: 1 },
    ],
    yAxis: [
      valueAxis(words.minutes),
      { ...valueAxis(`${words.level} %`), gridIndex: 1, min: 0, max: 100, interval: 50 },
    ],
    series: [
      {
        ...line('median', words.median, seriesColours[0], ({ waitMedian }) => waitMedian),
        ...(targets
          ? { markLine: targetLine(targets.waitMinutes, `${words.target} ${targets.waitMinutes}`) }
          : {}),
      },
      line('p90', words.p90, seriesColours[1], ({ waitP90 }) => waitP90),
      {
        id: 'level',
        name: words.level,
        type: 'bar',
        xAxisIndex: 1,
        yAxisIndex: 1,
        barCategoryGap: '30%',
        barMaxWidth,
        itemStyle: { color: ink.quiet },
        data: slots.map(levelOf),
        ...(targets
          ? {
              markLine: targetLine(
                targets.serviceLevel * 100,
                `${words.target} ${targets.serviceLevel * 100}%`,
              ),
            }
          : {}),
      },
    ],
  };
}
