import type { DailyReport, DeviceRow } from '../../shared/api.ts';
import type { Availability } from '../../shared/events/index.ts';
import type { Language } from '../../shared/text.ts';
import { hoursText } from './daily-windows.ts';
import { frame, nameAxis, sideways, valueAxis, type DailyOption } from './daily-frame.ts';
import { availabilityColours } from './light-colours.ts';

export interface DeviceWords {
  hours: string;
  states: Record<Availability, string>;
}

const seconds: Record<Availability, (row: DeviceRow) => number> = {
  online: (row) => row.onlineSeconds,
  offline: (row) => row.offlineSeconds,
  unknown: (row) => row.unknownSeconds,
};

/** Devices with the longest time away first; among equals as configured. */
export function worstFirst(devices: readonly DeviceRow[]): DeviceRow[] {
  return [...devices].sort(
    (a, b) => b.offlineSeconds - a.offlineSeconds || b.unknownSeconds - a.unknownSeconds,
  );
}

/** Devices that were not online all the time, worst first. */
export function awayDevices(devices: readonly DeviceRow[]): DeviceRow[] {
  return worstFirst(devices).filter((row) => row.offlineSeconds > 0 || row.unknownSeconds > 0);
}

/** Devices that are known to have been online all the time. */
export function steadyDevices(devices: readonly DeviceRow[]): DeviceRow[] {
  return devices.filter((row) => row.onlineSeconds > 0 && row.offlineSeconds + row.unknownSeconds === 0);
}

/** Time online, offline and unknown of each device that was away within the hours of service; null where none was. */
export function buildDevices(
  { devices }: DailyReport,
  language: Language,
  words: DeviceWords,
): DailyOption | null {
  const shown = awayDevices(devices).reverse();
  if (shown.length === 0) return null;
  return {
    ...frame,
    grid: sideways,
    tooltip: { ...frame.tooltip, valueFormatter: hoursText },
    xAxis: { ...valueAxis(''), name: words.hours, nameLocation: 'middle', nameGap: 26 },
    yAxis: { ...nameAxis(shown.map(({ name }) => name[language])), axisLabel: { interval: 0, fontSize: 11 } },
    series: (['offline', 'unknown', 'online'] as const).map((state) => ({
      id: state,
      name: words.states[state],
      type: 'bar' as const,
      stack: 'time',
      barMaxWidth: 12,
      itemStyle: {
        color: availabilityColours[state],
        ...(state === 'unknown'
          ? {
              decal: {
                symbol: 'rect',
                dashArrayX: [1, 0],
                dashArrayY: [2, 4],
                rotation: -0.8,
                color: '#7d8a96',
              },
            }
          : {}),
      },
      data: shown.map((row) => seconds[state](row) / 3600),
    })),
  };
}
