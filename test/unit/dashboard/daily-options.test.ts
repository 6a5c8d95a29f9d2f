import { belowLegend } from '../../../dashboard/charts/daily-frame.ts';
import { describe, expect, it } from 'vitest';
import { dailyReport } from '../../../bridge/reports/daily.ts';
import { buildArrivals } from '../../../dashboard/charts/daily-arrivals.ts';
import {
  awayDevices,
  buildDevices,
  steadyDevices,
  worstFirst,
} from '../../../dashboard/charts/daily-devices.ts';
import { buildRatings, ratingsOf } from '../../../dashboard/charts/daily-ratings.ts';
import { buildServiceTimes, minutesText } from '../../../dashboard/charts/daily-services.ts';
import { buildWaits } from '../../../dashboard/charts/daily-waits.ts';
import { buildWindows, hoursText, splitTime } from '../../../dashboard/charts/daily-windows.ts';
import { figureText, percent } from '../../../dashboard/components/figure-text.ts';
import { chooseDay, nearestDays, neighbour } from '../../../dashboard/daily/days.ts';
import { createTables, intervalText } from '../../../dashboard/daily/tables.ts';
import type { DailyReport, SlotRow } from '../../../shared/api.ts';
import { day } from '../../support/day.ts';
import { publicHall, smallHall } from '../../support/hall.ts';

/**
 * Window 1 serves A001 (called after 5 minutes, 10 minutes of service, rated 5) and pauses for
 * half an hour; B001 waits from 09:40 on. A sign is offline for an hour, a pad is always online.
 */
function report(): DailyReport {
  const hall = smallHall({
    lines: [{ id: 'l', transport: { kind: 'tcp', host: 'h', port: 1 } }],
    devices: ['sign', 'pad'].map((id) => ({ id, driver: id, line: 'l' })),
  });
  const told = day(hall)
    .device('sign', '08:00', 'online')
    .device('pad', '08:00', 'online')
    .open('1', '08:30')
    .issue('A', '09:00')
    .serve('1', '09:05', '09:06', '09:16')
    .rate('1', '09:17', 5)
    .pause('1', '09:20')
    .issue('B', '09:40')
    .resume('1', '09:50')
    .device('sign', '10:00', 'offline')
    .device('sign', '11:00', 'online');
  return dailyReport(told.state, publicHall(hall), told.at('12:00'));
}

const read = report();
const t = (key: string, values: Record<string, unknown> = {}) => [key, ...Object.values(values)].join(' ');
interface Series {
  id: string;
  data: unknown[];
  markLine?: { data: { yAxis: number }[] };
}
const seriesOf = (option: { series?: unknown } | null) => (option?.series ?? []) as Series[];
const find = (option: { series?: unknown } | null, id: string) =>
  seriesOf(option).find((one) => one.id === id);
const windowWords = {
  window: (n: number) => `${n}号`,
  served: (n: number) => `${n}笔`,
  hours: 'h',
  busy: 'busy',
  idle: 'idle',
  paused: 'paused',
};

describe('the chart of arrivals', () => {
  const option = buildArrivals(read, 'zh', { people: '人', waitingMost: '等候' });

  it('stacks the services of each half hour and draws the waiting line over them', () => {
    expect(seriesOf(option).map(({ id }) => id)).toEqual(['A', 'B', 'C', 'waitingMost']);
    const total = (id: string) => (find(option, id)?.data as number[]).reduce((sum, n) => sum + n, 0);
    expect([total('A'), total('B'), total('C')]).toEqual([1, 1, 0]);
  });

  it('has one value for each slot in every series', () => {
    for (const { data } of seriesOf(option)) expect(data).toHaveLength(read.slots.length);
  });

  it('stands still', () => {
    expect(option.animation).toBe(false);
  });
});

describe('the chart of waits', () => {
  const words = { minutes: 'min', median: 'median', p90: 'p90', level: 'level', target: 'target' };

  it('is a gap, not a zero, where nobody waited, and marks lower bounds', () => {
    const quiet: SlotRow = { ...read.slots[0]!, waitMedian: { value: null, n: 0, evidence: [] } };
    const slots = [quiet, ...read.slots];
    const option = buildWaits({ ...read, slots }, words, null);
    const points = find(option, 'median')?.data as { value: number | null; symbol: string }[];
    slots.forEach(({ waitMedian }, index) => {
      if (waitMedian.value === null) expect(points[index]?.value).toBeNull();
      else expect(points[index]?.value).toBeCloseTo(waitMedian.value / 60, 1);
      expect(points[index]?.symbol).toBe(waitMedian.atLeast ? 'emptyCircle' : 'circle');
    });
    expect(points[0]?.value).toBeNull();
    expect(points.some(({ symbol }) => symbol === 'emptyCircle')).toBe(true);
  });

  it('draws the targets of the hall, and none when they are not known', () => {
    const drawn = buildWaits(read, words, { waitMinutes: 15, serviceLevel: 0.9 });
    expect(find(drawn, 'median')?.markLine?.data).toEqual([{ yAxis: 15 }]);
    expect(find(drawn, 'level')?.markLine?.data).toEqual([{ yAxis: 90 }]);
    expect(find(buildWaits(read, words, null), 'median')?.markLine).toBeUndefined();
  });
});

describe('the chart of service times', () => {
  it('has the first service on top, with its n, and no bar for one never served', () => {
    const option = buildServiceTimes(read, 'zh', { minutes: 'min', median: 'm', p90: 'p' });
    const names = (option.yAxis as { data: string[] }).data;
    expect(names.at(-1)).toBe('业务A  n=1');
    const data = find(option, 'serviceMedian')?.data;
    expect(data?.at(-1)).toBeCloseTo(10, 6);
    expect(data?.[0]).toBeNull();
  });

  it('writes minutes as m:ss', () => {
    expect(minutesText(2.5)).toBe('2:30');
    expect(minutesText(null)).toBe('—');
    // As the table beside it, which does not count a second that has not passed.
    for (const seconds of [309.6, 301, 599, 3599.9]) {
      const figure = { value: seconds, n: 1, evidence: [] };
      expect(minutesText(seconds / 60)).toBe(figureText(figure, 'seconds', 'zh').value);
      expect(hoursText(seconds / 3600)).toBe(figureText(figure, 'seconds', 'zh').value);
    }
  });
});

describe('the chart of windows', () => {
  it('splits the day of a window into its three parts, which add up', () => {
    const row = read.windows[0]!;
    const { busy, idle, paused } = splitTime(row);
    expect(busy).toBeCloseTo(11 * 60, 0);
    expect(paused).toBe(30 * 60);
    expect(busy + idle).toBeCloseTo(row.openSeconds ?? 0, 6);
  });

  it('has nothing for a window that never opened', () => {
    expect(splitTime(read.windows[2]!)).toEqual({ busy: 0, idle: 0, paused: 0 });
    const option = buildWindows(read, windowWords);
    expect((option.yAxis as { data: string[] }).data).toEqual(['3号  0笔', '2号  0笔', '1号  1笔']);
    expect(hoursText(0.5)).toBe('30:00');
  });
});

describe('the chart of ratings', () => {
  const words = { window: windowWords.window, grades: { 5: '5', 4: '4', 3: '3', 2: '2', 1: '1' }, few: '少' };
  const option = buildRatings(read, words);

  it('says n, and that it is small, and never a bare per cent', () => {
    expect((option.yAxis as { data: string[] }).data).toEqual(['3号  n=0', '2号  n=0', '1号  n=1 少']);
    const five = find(option, '5')?.data as {
      value: number;
      label: { formatter: string };
      itemStyle: { opacity: number };
    }[];
    expect(five.at(-1)).toMatchObject({ value: 100, label: { formatter: '1' } });
    expect(five.at(-1)?.itemStyle.opacity).toBeLessThan(1);
    expect(five[0]).toMatchObject({ value: 0, label: { formatter: '' } });
  });

  it('adds up to a hundred wherever there is a rating', () => {
    const grades = { 5: 7, 4: 3, 3: 1, 2: 0, 1: 2 };
    const many = buildRatings({ ...read, windows: [{ ...read.windows[0]!, grades }] }, words);
    const sum = seriesOf(many).reduce((all, { data }) => all + (data[0] as { value: number }).value, 0);
    expect(sum).toBeCloseTo(100, 9);
    expect(ratingsOf({ grades })).toBe(13);
  });
});

describe('the chart of devices', () => {
  const words = { hours: 'h', states: { online: 'on', offline: 'off', unknown: '?' } };

  it('shows those that were away, the worst first', () => {
    expect(worstFirst(read.devices).map(({ device }) => device)).toEqual(['sign', 'pad']);
    expect(awayDevices(read.devices).map(({ device }) => device)).toEqual(['sign']);
    expect(find(buildDevices(read, 'zh', words), 'offline')?.data).toEqual([1]);
  });

  it('calls no device online that nobody ever heard, and none before the hours of service', () => {
    expect(steadyDevices(read.devices).map(({ device }) => device)).toEqual(['pad']);
    const early = read.devices.map((row) => ({
      ...row,
      onlineSeconds: 0,
      offlineSeconds: 0,
      unknownSeconds: 0,
    }));
    expect(steadyDevices(early)).toEqual([]);
  });

  it('is not drawn on a day without a loss', () => {
    const devices = read.devices.filter(({ device }) => device === 'pad');
    expect(buildDevices({ ...read, devices }, 'zh', words)).toBeNull();
  });
});

describe('the tables behind the charts', () => {
  const tables = createTables(read, 'zh', t);

  it('have a cell under every column', () => {
    for (const { columns, rows } of Object.values(tables)) {
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row.cells).toHaveLength(columns.length - 1);
    }
  });

  it('carry the events of their figures', () => {
    const served = tables.services.rows[0]?.cells[1];
    expect(served).toMatchObject({ text: '1', title: '业务A · 办结量' });
    expect(served?.figure?.evidence).toHaveLength(1);
  });

  it('give every share its n, and a rating its interval', () => {
    const row = tables.ratings.rows[0]!;
    expect(row.cells.some(({ text }) => text === '100% (n=1)')).toBe(true);
    expect(row.cells.some(({ text }) => text === '21–100%')).toBe(true);
    expect(intervalText(null)).toBe('—');
  });

  it('have the worst device first and every device in them', () => {
    expect(tables.devices.rows.map(({ head }) => head)).toEqual(['sign', 'pad']);
  });
});

describe('a legend', () => {
  it('takes one row while its names fit, and pushes the chart down when they do not', () => {
    const top = belowLegend(['申报纳税', '发票领用']);
    expect(belowLegend([])).toBe(top);
    expect(belowLegend(Array(8).fill('Invoicing on behalf'))).toBeGreaterThan(top);
  });
});

describe('business days', () => {
  const days = ['2026-03-06', '2026-03-05', '2026-03-02'];

  it('follow each other over the days without business', () => {
    expect(neighbour(days, '2026-03-05', -1)).toBe('2026-03-02');
    expect(neighbour(days, '2026-03-05', 1)).toBe('2026-03-06');
    expect(neighbour(days, '2026-03-06', 1)).toBeNull();
    expect(neighbour(days, '2026-03-04', -1)).toBe('2026-03-02');
  });

  it('open on the one asked for, on today once it began, or on the latest', () => {
    expect(chooseDay({ days, today: '2026-03-06' }, null)).toBe('2026-03-06');
    expect(chooseDay({ days, today: '2026-03-07' }, null)).toBe('2026-03-06');
    expect(chooseDay({ days, today: '2026-03-06' }, '2026-03-02')).toBe('2026-03-02');
    expect(chooseDay({ days, today: '2026-03-06' }, 'yesterday')).toBe('2026-03-06');
    expect(chooseDay({ days: [], today: '2026-03-06' }, null)).toBeNull();
  });

  it('nearest to one without business are offered in order', () => {
    expect(nearestDays(days, '2026-03-04')).toEqual(['2026-03-02', '2026-03-05', '2026-03-06']);
    expect(nearestDays([], '2026-03-04')).toEqual([]);
  });
});

it('a share or a minute that is not nothing is never told as zero, and one that is not whole never as whole', () => {
  expect([0, 0.0004, 0.0006, 0.9996, 1].map(percent)).toEqual(['0.0', '<0.1', '0.1', '99.9', '100']);
  const minutes = (value: number) => figureText({ value, n: 1 }, 'minutes', 'en').value;
  expect([0, 0.4, 0.9, 1.4].map(minutes)).toEqual(['0', '<1', '<1', '1']);
});
