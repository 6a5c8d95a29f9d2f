import { expect, it } from 'vitest';
import { errandsOn } from '../../../bridge/sim/people/errands.ts';
import { addDays, clockTime } from '../../../shared/time.ts';
import { smallHall } from '../../support/hall.ts';

it('clerks and their manager know the same errands of a day, within working hours and each of another clerk', () => {
  const hall = smallHall();
  const days = Array.from({ length: 30 }, (_, n) => errandsOn(addDays('2026-03-02', n), hall));
  expect(errandsOn('2026-03-02', hall)).toEqual(days[0]);
  for (const errands of days) {
    expect(new Set(errands.map(({ place }) => place)).size).toBe(errands.length);
    for (const { at, place } of errands) {
      expect(hall.windows[place]).toBeDefined();
      expect(clockTime(at, hall.zone) > '09:00' && clockTime(at, hall.zone) < '15:30').toBe(true);
    }
  }
  expect(days.some((errands) => errands.every(({ isAsked }) => isAsked))).toBe(true);
  expect(days.some((errands) => errands.some(({ isAsked }) => !isAsked))).toBe(true);
});
