import type { DailyReport, WindowRow } from '../../shared/api.ts';
import { duration, SECOND } from '../../shared/time.ts';
import { frame, nameAxis, sideways, valueAxis, type DailyOption } from './daily-frame.ts';
import { seriesColours } from './light-colours.ts';

export interface WindowWords {
  window: (number: number) => string;
  served: (count: number) => string;
  hours: string;
  busy: string;
  idle: string;
  paused: string;
}

/** Seconds of a window's day: with a ticket, open without one, and paused; none open where that is not known. */
export function splitTime({
  figures,
  openSeconds,
  pausedSeconds,
}: WindowRow): Record<'busy' | 'idle' | 'paused', number> {
  const open = openSeconds ?? 0;
  const busy = open * (figures.occupancy.value ?? 0);
  return { busy, idle: Math.max(0, open - busy), paused: pausedSeconds };
}

/** How each window spent its day, with what it served in its name. */
export function buildWindows({ windows }: DailyReport, words: WindowWords): DailyOption {
  const shown = [...windows].reverse();
  const bar = (id: 'busy' | 'idle' | 'paused', color: string, decal = false) => ({
    id,
    name: words[id],
    type: 'bar' as const,
    stack: 'time',
    barMaxWidth: 18,
    itemStyle: {
      color,
      ...(decal
        ? {
            decal: {
              symbol: 'rect',
              dashArrayX: [1, 0],
              dashArrayY: [2, 4],
              rotation: -0.8,
              color: '#8a5a00',
            },
          }
        : {}),
    },
    data: shown.map((row) => splitTime(row)[id] / 3600),
  });
  return {
    ...frame,
    grid: sideways,
    tooltip: { ...frame.tooltip, valueFormatter: hoursText },
    xAxis: { ...valueAxis(''), name: words.hours, nameLocation: 'middle', nameGap: 26 },
    yAxis: nameAxis(
      shown.map(
        ({ number, figures }) => `${words.window(number)}  ${words.served(figures.served.value ?? 0)}`,
      ),
    ),
    series: [bar('busy', seriesColours[0]), bar('idle', '#d5e3ee'), bar('paused', '#f6d48c', true)],
  };
}

/** A length of time as figures and tables tell it, whole seconds that have passed; `unit` is in seconds. */
export function lengthText(value: unknown, unit: number): string {
  // What a length loses by being divided and multiplied again is no second.
  return typeof value === 'number' ? duration(value * unit * SECOND + 0.001) : '—';
}

/** Hours as `h:mm:ss`. */
export function hoursText(value: unknown): string {
  return lengthText(value, 3600);
}
