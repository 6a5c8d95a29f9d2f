import { describe, expect, it } from 'vitest';
import { healthDay, healthReport } from '../../../bridge/reports/health.ts';
import type { EventData, HallEvent } from '../../../shared/events/index.ts';
import { HOUR } from '../../../shared/time.ts';
import { day, type Day } from '../../support/day.ts';
import { publicHall, smallHall } from '../../support/hall.ts';

const bus = { id: 'bus', transport: { kind: 'tcp' as const, host: '127.0.0.1', port: 1 } };
const hall = publicHall(
  smallHall({
    lines: [bus],
    devices: ['pad', 'lock', 'quiet'].map((id) => ({ id, driver: 'any', line: 'bus' })),
  }),
);

/** The first day of a hall with what was counted in it. */
function healthOf(told: Day, ...counted: Partial<EventData<'line.counted'>>[]) {
  const events = counted.map((data, index): HallEvent<'line.counted'> => ({
    seq: 1000 + index,
    at: told.at('18:00'),
    type: 'line.counted',
    data: {
      line: 'bus',
      from: told.at('09:00'),
      to: told.at('09:00') + HOUR,
      counts: {},
      devices: [],
      ...data,
    },
  }));
  const found = healthDay(told.state, events);
  if (!found) throw new Error('no day');
  return found;
}

describe('health over time', () => {
  it('judges a period by time over time, not by the average of its days', () => {
    // Nine hours online; and of a day that opened at 16:30, one hour offline.
    const long = day().device('pad', '08:00', 'online').end('24:00');
    const short = day(smallHall(), '16:30').device('pad', '16:30', 'offline').end('24:00');
    const [pad] = healthReport([healthOf(long), healthOf(short)], hall, long.at('24:00')).devices;
    expect(pad?.days.map((one) => one?.figures.deviceAvailability.value)).toEqual([1, 0]);
    expect(pad?.period.deviceAvailability).toEqual({ value: 0.9, n: 2 });
    expect(pad?.offlineSeconds).toBe(3600);
  });

  it('has a place for a day on which a device was not there yet, and no figure in it', () => {
    const [first, second] = [day().end('24:00'), day().device('pad', '08:00', 'online').end('24:00')];
    const [pad] = healthReport([healthOf(first), healthOf(second)], hall, first.at('24:00')).devices;
    expect(pad?.days[0]).toBeNull();
    expect(pad?.days[1]?.figures.deviceAvailability.value).toBe(1);
  });

  it('names the weakest first, and those of whom too little is known apart', () => {
    const told = day()
      .device('pad', '08:00', 'online')
      .device('lock', '08:00', 'online')
      .device('lock', '10:00', 'offline')
      .device('lock', '10:10', 'online')
      .device('quiet', '08:00', 'unknown')
      .end('24:00');
    const counts = { devices: [{ device: 'pad', asked: 200, unanswered: 4 }] };
    const report = healthReport([healthOf(told, counts)], hall, told.at('24:00'));
    expect(report.weakest).toEqual(['lock', 'pad']);
    expect(report.unjudged).toEqual(['quiet']);
    expect(report.lines[0]?.days[0]).toMatchObject({
      figures: { unansweredRate: { value: 0.02, n: 200 } },
      counts: [1000],
    });
  });

  it('says of which working days there is no record', () => {
    const monday = healthOf(day().end('24:00'));
    const thursday = { ...monday, day: { ...monday.day, date: '2026-03-05' } };
    const next = { ...monday, day: { ...monday.day, date: '2026-03-09' } };
    expect(healthReport([monday, thursday, next], hall, 0).gaps).toEqual([
      '2026-03-03',
      '2026-03-04',
      '2026-03-06',
    ]);
  });
});
