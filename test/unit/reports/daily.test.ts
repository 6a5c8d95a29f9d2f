import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dailyReport } from '../../../bridge/reports/daily.ts';
import { figures, type FigureId } from '../../../shared/metrics/index.ts';
import { MINUTE } from '../../../shared/time.ts';
import { Day, day } from '../../support/day.ts';
import { DATE, publicHall, smallHall } from '../../support/hall.ts';
import { randomDays } from '../../support/random-day.ts';

const ids = Object.keys(figures) as FigureId[];
const reportOf = (told: Day, clock: string | number) =>
  dailyReport(told.state, publicHall(told.hall), told.at(clock));

/** Three visits: one served and rated, one passed over, one that nobody calls before the hall closes. */
function shortDay(): Day {
  const devices = [
    { id: 'pad', driver: 'ff68-pad', line: 'bus', window: '1' },
    { id: 'never', driver: 'ff68-pad', line: 'bus', window: '2', settings: { address: 2 } },
  ];
  const lines = [{ id: 'bus', transport: { kind: 'tcp' as const, host: 'bus', port: 1 } }];
  const told = day(smallHall({ lines, devices }));
  told.device('pad', '08:00', 'online').device('pad', '12:00', 'offline').device('pad', '12:10', 'online');
  told.issue('A', '09:00').issue('A', '09:10').issue('C', '09:40');
  told.serve('1', '09:05', '09:06', '09:16').rate('1', '09:17', 5).orphan('1', '09:18', 2, 'alreadyRated');
  told.call('1', '09:20').pass('1', '09:21');
  told.say('10:00', { type: 'ticket.refused', data: { service: 'A', code: 'printer.paperOut' } });
  told.pause('1', '11:00').resume('1', '11:15').close('1', '17:00');
  return told.end('24:00');
}

describe('the report of a told day', () => {
  // Facts of devices go first in what is told, so that the day is told in order.
  const told = orderly();
  const report = reportOf(told, '24:00');

  it('counts what anybody can count', () => {
    expect(report).toMatchObject({ date: DATE, closed: true, at: told.at('24:00'), leftovers: 1 });
    expect(report.figures.arrivals).toMatchObject({ value: 3, n: 3 });
    expect(report.figures.served).toMatchObject({ value: 1, n: 1 });
    expect(report.figures.serviceMedian).toMatchObject({ value: 600, n: 1 });
    expect(report.grades).toEqual({ 5: 1, 4: 0, 3: 0, 2: 0, 1: 0 });
    expect(report.orphans).toEqual({ alreadyRated: 1 });
    expect(report.refusals).toEqual({ 'printer.paperOut': 1 });
    expect(report.littleDeviation).toBeNull();
  });

  it('knows how long a window was open and paused, and a device online', () => {
    const window = report.windows.find(({ number }) => number === 1);
    expect(window).toMatchObject({
      openSeconds: ((17 - 9) * 60 - 5 - 15) * 60,
      pausedSeconds: 15 * 60,
    });
    const pad = report.devices.find(({ device }) => device === 'pad');
    expect(pad).toMatchObject({ outages: 1, offlineSeconds: 600, onlineSeconds: 9 * 3600 - 600 });
    // Nobody ever heard it: neither online nor offline is claimed.
    const never = report.devices.find(({ device }) => device === 'never');
    expect(never).toMatchObject({
      ...{ outages: 0, onlineSeconds: 0, offlineSeconds: 0, unknownSeconds: 9 * 3600 },
    });
  });

  it('tells the day in local half hours', () => {
    expect(report.slots.map(({ label, arrivals, served }) => [label, arrivals, served])).toEqual([
      ['09:00', { A: 2, B: 0, C: 0 }, 1],
      ['09:30', { A: 0, B: 0, C: 1 }, 0],
      ...slotsUntil(report.slots.length),
    ]);
  });

  it('does not change when it is read later', () => {
    expect(reportOf(told, told.at('24:00') + 40 * 24 * 60 * MINUTE)).toEqual(report);
  });
});

describe('every figure of a report', () => {
  it('is the one that its definition gives, for the hall, each service and each window', () => {
    fc.assert(
      fc.property(randomDays({ maxLength: 60 }), (told) => {
        const at = told.state.at + MINUTE;
        const report = reportOf(told, at);
        const view = told.view(at);
        for (const id of ids) {
          const { compute } = figures[id];
          expect(report.figures[id]).toEqual(compute(view));
          for (const row of report.services)
            expect(row.figures[id]).toEqual(compute(view, { service: row.service }));
          for (const row of report.windows)
            expect(row.figures[id]).toEqual(compute(view, { window: row.window }));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('adds up: parts of the day, services and windows to the whole', () => {
    fc.assert(
      fc.property(randomDays({ maxLength: 60 }), (told) => {
        const report = reportOf(told, told.state.at + MINUTE);
        const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
        const { arrivals, served, ratingCount } = report.figures;
        expect(sum(report.services.map(({ figures }) => figures.arrivals.n))).toBe(arrivals.n);
        expect(sum(report.windows.map(({ figures }) => figures.served.n))).toBe(served.n);
        expect(sum(report.slots.map((slot) => slot.served))).toBe(served.n);
        expect(sum(report.slots.flatMap((slot) => Object.values(slot.arrivals)))).toBe(arrivals.n);
        expect(sum(Object.values(report.grades))).toBe(ratingCount.n);
        expect(sum(Object.values(report.orphans))).toBe(told.state.orphans.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a day of no data', () => {
  it('has no figure but counts of zero, and no made-up average', () => {
    const report = reportOf(day(), '12:00');
    expect(report).toMatchObject({ closed: false, slots: [], leftovers: 0, satisfaction: null });
    for (const id of ids) {
      const { value, n } = report.figures[id];
      expect([id, n === 0 ? [null, 0].includes(value) : true]).toEqual([id, true]);
      expect(Number.isNaN(value)).toBe(false);
    }
    for (const id of [
      'waitMedian',
      'waitP90',
      'serviceLevel',
      'serviceMedian',
      'satisfactionRate',
      'noShowRate',
    ] as const) {
      expect([id, report.figures[id].value]).toEqual([id, null]);
    }
  });

  it('that was never opened is no report', () => {
    expect(() => reportOf(new Day(smallHall()), '12:00')).toThrow(/no day/);
  });
});

it.each([
  ['Asia/Shanghai', ['09:00', '09:30']],
  ['Asia/Kolkata', ['09:00', '09:30']],
  ['Asia/Kathmandu', ['09:00', '09:30']],
  ['America/St_Johns', ['09:00', '09:30']],
])('half hours of %s begin where its clocks show them', (zone, labels) => {
  const told = day(smallHall({ zone }));
  told.issue('A', '09:01').issue('A', '09:31');
  expect(reportOf(told, '09:50').slots.map(({ label }) => label)).toEqual(labels);
});

/** `shortDay`, with the facts in the order in which they happened. */
function orderly(): Day {
  const told = shortDay();
  const again = new Day(told.hall);
  const inOrder = [...told.events].sort((a, b) => a.at - b.at || a.seq - b.seq);
  for (const { at, seq: _seq, ...draft } of inOrder) again.say(at, draft);
  return again;
}

/** Half hours in which nobody comes and nobody is served, up to the closing of the day. */
function slotsUntil(count: number): unknown[] {
  return Array.from({ length: count - 2 }, (_, index) => {
    const minutes = 10 * 60 + index * 30;
    const label = `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    return [label, { A: 0, B: 0, C: 0 }, 0];
  });
}
