import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type {
  AriaComponentOption,
  GridComponentOption,
  LegendComponentOption,
  TooltipComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { ink } from './light-colours.ts';

/** Everything a chart of the daily report is made of. */
export type DailyOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | TooltipComponentOption
  | AriaComponentOption
>;

/** What all charts of the report share: no animation, a legend on top, a plain tooltip. */
export const frame = {
  animation: false,
  aria: { enabled: true },
  textStyle: {
    fontFamily: 'Noto Sans SC Variable, Noto Sans SC, Microsoft YaHei, sans-serif',
    color: ink.text,
  },
  legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: { color: ink.quiet } },
  tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true, transitionDuration: 0 },
  grid: { top: 56, right: 16, bottom: 28, left: 44 },
} satisfies DailyOption;

/** Width that a legend surely has, in pixels; the narrowest chart on a desk and on paper. */
const LEGEND_WIDTH = 540;

/** Where a chart begins below a legend of these names, which may take several rows. */
export function belowLegend(names: readonly string[]): number {
  let rows = 1;
  let right = 0;
  for (const name of names) {
    const wide = [...name].reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 6.5), 34);
    if (right + wide > LEGEND_WIDTH) {
      rows += 1;
      right = 0;
    }
    right += wide;
  }
  return frame.grid.top + (rows - 1) * 20;
}

/** A bar stays a bar while the day has few of them. */
export const barMaxWidth = 32;

/** An axis of names. */
export function nameAxis(names: string[]) {
  return {
    type: 'category' as const,
    data: names,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: ink.line } },
    axisLabel: { color: ink.quiet, hideOverlap: true },
  };
}

/** An axis of values, with what they are counted in at its end. */
export function valueAxis(name: string) {
  return {
    type: 'value' as const,
    name,
    nameTextStyle: {
      color: ink.quiet,
      align: 'left' as const,
      padding: [0, 0, 0, -28] as [number, number, number, number],
    },
    nameGap: 12,
    axisLabel: { color: ink.quiet },
    splitLine: { lineStyle: { color: ink.line } },
  };
}

/** Space for horizontal bars whose names stand at the left. */
export const sideways = { top: 40, right: 24, bottom: 24, left: 8, containLabel: true };

/** A dashed line across a chart at a target, drawn by the series that has it. */
export function targetLine(value: number, name: string) {
  return {
    silent: true,
    symbol: 'none' as const,
    lineStyle: { color: ink.target, type: 'dashed' as const, width: 1.5 },
    label: { formatter: name, color: ink.target, position: 'insideEndTop' as const },
    data: [{ yAxis: value }],
  };
}
