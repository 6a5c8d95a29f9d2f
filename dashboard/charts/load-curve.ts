import type { ComposeOption } from 'echarts/core';
import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type {
  AriaComponentOption,
  DatasetComponentOption,
  GridComponentOption,
  LegendComponentOption,
  MarkLineComponentOption,
  TooltipComponentOption,
} from 'echarts/components';
import { legsOf, type View } from '../../shared/metrics/figure.ts';
import { arrivals, waiting, waitingCurve } from '../../shared/metrics/flow.ts';
import type { Language } from '../../shared/text.ts';
import { clockTime, localInstant, MINUTE, minutesOf, zoneOffset } from '../../shared/time.ts';
import type { ChartTable } from './table.ts';

export type LoadCurveOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | AriaComponentOption
  | DatasetComponentOption
  | GridComponentOption
  | LegendComponentOption
  | MarkLineComponentOption
  | TooltipComponentOption
>;

export const CURVE_STEP = 5 * MINUTE;
export const SLOT = 30 * MINUTE;

/** One point of the waiting curve: local minutes after midnight, people waiting. */
type Point = [minute: number, people: number];

export interface LoadCurve {
  /** Waiting people every five minutes, and now. */
  waiting: Point[];
  /** Tickets issued in each half hour that has begun; `minute` is its start. */
  arrivals: Point[];
  /** First and last minute shown. */
  from: number;
  to: number;
  /** The present minute; null once the day is closed. */
  now: number | null;
}

/** The day's load up to now, from the published definitions; null before the day opened. */
export function loadCurve(view: View): LoadCurve | null {
  const { state, hall } = view;
  if (!state.day) return null;
  const { date, closedAt } = state.day;
  const midnight = localInstant(date, 0, hall.zone);
  const minute = (at: number) =>
    (at + zoneOffset(at, hall.zone) - midnight - zoneOffset(midnight, hall.zone)) / MINUTE;
  const until = Math.min(view.now, closedAt ?? Infinity);
  const firstArrival = legsOf(view)[0]?.leg.arrivedAt;
  const half = SLOT / MINUTE;
  const opens = minutesOf(hall.hours.open);
  const open = firstArrival === undefined ? opens : Math.min(opens, minute(firstArrival));
  const from = Math.floor(open / 60) * 60;
  const to = Math.ceil(Math.max(minutesOf(hall.hours.close), minute(until)) / 60) * 60;
  const at: number[] = [];
  for (let m = from; midnight + m * MINUTE < until; m += CURVE_STEP / MINUTE)
    at.push(localInstant(date, m, hall.zone));
  if (until >= localInstant(date, from, hall.zone)) at.push(until);
  const people = waitingCurve(view, at);
  const slots: Point[] = [];
  for (let m = from; m < to && localInstant(date, m, hall.zone) < until; m += half) {
    const period = { from: localInstant(date, m, hall.zone), to: localInstant(date, m + half, hall.zone) };
    slots.push([m, arrivals.compute(view, { period }).value ?? 0]);
  }
  return {
    waiting: at.map((t, i) => [minute(t), people[i] ?? 0]),
    arrivals: slots,
    from,
    to,
    now: closedAt === undefined ? minute(view.now) : null,
  };
}

/** `08:30` for 510. */
export function clockOf(minute: number): string {
  return clockTime(Math.round(minute) * MINUTE, 'UTC').slice(0, 5);
}

/** Colours of a chart, read from the page's tokens. */
export interface Palette {
  text: string;
  quiet: string;
  line: string;
  panel: string;
  series: string[];
}

/** The chart of a load curve. `size` is that of its text, in pixels. */
export function loadCurveOption(
  curve: LoadCurve,
  language: Language,
  colours: Palette,
  size: number,
): LoadCurveOption {
  const half = SLOT / MINUTE;
  const label = { color: colours.quiet, fontSize: size };
  const names = { waiting: waiting.name[language], arrivals: arrivalsName(language) };
  const [line, bar] = [colours.series[0] ?? '#56b4e9', colours.series[7] ?? '#c5ced6'];
  const { now } = curve;
  // The rest of the day stands there empty: bars keep the width of a half hour from the first one on.
  const rest: [number, null][] = [];
  for (let m = (curve.arrivals.at(-1)?.[0] ?? curve.from) + half; m < curve.to; m += half)
    rest.push([m, null]);
  return {
    animation: false,
    textStyle: { fontFamily: 'Noto Sans SC Variable, Noto Sans SC, Microsoft YaHei, sans-serif' },
    aria: { enabled: true },
    grid: { left: size * 2, right: size * 2, top: size * 2.6, bottom: size * 1.7 },
    legend: {
      right: size * 2,
      top: 0,
      itemWidth: size * 0.9,
      itemHeight: size * 0.55,
      itemGap: size * 1.4,
      textStyle: label,
    },
    tooltip: {
      trigger: 'axis',
      backgroundColor: colours.panel,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: size },
      confine: true,
    },
    dataset: [
      { id: 'arrivals', source: [...curve.arrivals, ...rest].map(([m, n]) => [m + half / 2, n]) },
      { id: 'waiting', source: curve.waiting },
    ],
    xAxis: {
      type: 'value',
      min: curve.from,
      max: curve.to,
      interval: 60,
      axisLabel: { ...label, formatter: clockOf, hideOverlap: true },
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisPointer: { label: { formatter: ({ value }) => clockOf(Number(value)) } },
    },
    yAxis: [
      {
        type: 'value',
        minInterval: 1,
        splitNumber: 3,
        axisLabel: { ...label, color: line },
        splitLine: { lineStyle: { color: colours.line } },
      },
      { type: 'value', minInterval: 1, splitNumber: 3, axisLabel: label, splitLine: { show: false } },
    ],
    series: [
      {
        id: 'arrivals',
        name: names.arrivals,
        type: 'bar',
        datasetId: 'arrivals',
        encode: { x: 0, y: 1 },
        yAxisIndex: 1,
        barWidth: '70%',
        itemStyle: { color: bar, opacity: 0.28, borderRadius: [2, 2, 0, 0] },
      },
      {
        id: 'waiting',
        name: names.waiting,
        type: 'line',
        datasetId: 'waiting',
        encode: { x: 0, y: 1 },
        showSymbol: false,
        lineStyle: { width: Math.max(2, size / 6), color: line },
        itemStyle: { color: line },
        areaStyle: { color: line, opacity: 0.14 },
        ...(now !== null
          ? {
              markLine: {
                silent: true,
                symbol: 'none',
                lineStyle: { color: colours.text, width: 1.5, type: 'solid' },
                label: {
                  ...label,
                  color: colours.text,
                  formatter: clockOf(now),
                  position: 'end',
                  distance: 2,
                  // Near the end of the day it would stand on the axis beside it.
                  align: now > curve.to - (curve.to - curve.from) * 0.06 ? 'right' : 'center',
                },
                data: [{ xAxis: now }],
              },
            }
          : {}),
      },
    ],
  };
}

function arrivalsName(language: Language): string {
  return language === 'zh' ? `${arrivals.name.zh}（每半小时）` : `${arrivals.name.en} per half hour`;
}

/** The same numbers as a table: each half hour, its arrivals and those waiting at its end. */
export function loadCurveTable(curve: LoadCurve, language: Language): ChartTable {
  const half = SLOT / MINUTE;
  const rows = curve.arrivals.map(([start, issued]) => {
    const last = curve.waiting.filter(([m]) => m <= start + half).at(-1);
    return [`${clockOf(start)}–${clockOf(start + half)}`, String(issued), last ? String(last[1]) : '—'];
  });
  const zh = language === 'zh';
  return {
    caption: zh ? '当日负荷' : 'Load of the day',
    columns: [zh ? '时段' : 'Period', arrivals.name[language], zh ? '时段末等候' : 'Waiting at its end'],
    rows,
  };
}
