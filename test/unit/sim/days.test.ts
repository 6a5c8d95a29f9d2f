import { describe, expect, it } from 'vitest';
import { missingDays, progressOf, PAST_DAYS } from '../../../bridge/demo/days.ts';
import { HOUR, MINUTE, clockTime, weekday } from '../../../shared/time.ts';
import { hall, local } from './demo.ts';

const now = local('2026-03-05T14:00');
const missing = (known: number, at = now) => missingDays(known, at, hall);

describe('the past that the demo hall has still to live', () => {
  it('is ten business days and today, where nothing is known', () => {
    const stretches = missing(0);
    const days = stretches.slice(0, -1);
    expect(days).toHaveLength(PAST_DAYS);
    expect(days.map(({ date }) => weekday(date))).toEqual([4, 5, 1, 2, 3, 4, 5, 1, 2, 3]);
    expect(stretches.at(-1)).toEqual({
      date: '2026-03-05',
      from: local('2026-03-05T08:05'),
      to: now,
      isToday: true,
    });
  });

  it('comes in order and never twice', () => {
    for (const known of [0, local('2026-03-03T11:00'), now - 30 * MINUTE]) {
      const stretches = missing(known);
      for (const [index, { from, to }] of stretches.entries()) {
        expect(from).toBeLessThanOrEqual(to);
        expect(from).toBeGreaterThanOrEqual(stretches[index - 1]?.to ?? known);
      }
    }
  });

  it('begins where the journal ends: after minutes', () => {
    const known = now - 5 * MINUTE;
    expect(missing(known)).toEqual([{ date: '2026-03-05', from: known, to: now, isToday: true }]);
  });

  it('begins where the journal ends: after days, in the middle of one', () => {
    const known = local('2026-03-03T11:00');
    const stretches = missing(known);
    expect(stretches.map(({ date }) => date)).toEqual(['2026-03-03', '2026-03-04', '2026-03-05']);
    expect(stretches[0]?.from).toBe(known);
  });

  it('leaves out a day that was lived to its evening', () => {
    const stretches = missing(local('2026-03-04T23:30'));
    expect(stretches.map(({ date }) => date)).toEqual(['2026-03-05']);
  });

  it.each([
    ['in the middle of the night', '2026-03-05T03:00', '00:00:00'],
    ['early in the morning', '2026-03-05T07:00', '04:00:00'],
    ['on a Saturday', '2026-03-07T12:00', '08:05:00'],
  ])('has the last hours of today, so that the hall is alive %s', (_, time, from) => {
    const today = missing(0, local(time)).at(-1);
    expect(today?.isToday).toBe(true);
    expect(clockTime(today?.from ?? 0, hall.zone)).toBe(from);
  });

  it('has nothing of the future where the clock was set back', () => {
    const today = missing(now + HOUR).at(-1);
    expect(today!.to - today!.from).toBeLessThanOrEqual(0);
  });
});

it('tells how far it is, from none to all', () => {
  const stretches = missing(0);
  const told: number[] = [];
  const tell = progressOf(stretches, (share) => told.push(share));
  for (const { date, from, to } of stretches) {
    tell(date, from);
    tell(date, to);
  }
  expect(told[0]).toBe(0);
  expect(told.at(-1)).toBe(1);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
});
