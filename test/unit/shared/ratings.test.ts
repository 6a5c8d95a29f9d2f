import { describe, expect, it } from 'vitest';
import { distribution } from '../../../shared/metrics/ratings.ts';
import type { Grade } from '../../../shared/events/index.ts';
import { day } from '../../support/day.ts';

/** Services at window 1, one every ten minutes from 09:00, rated as given or not at all. */
function rated(...grades: (Grade | null)[]) {
  const told = day();
  grades.forEach((grade, index) => {
    const minute = told.at('09:00') + index * 600_000;
    told.issue('A', minute).serve('1', minute + 60_000, minute + 120_000, minute + 300_000);
    if (grade !== null) told.rate('1', minute + 310_000, grade);
  });
  return told;
}

describe('shares of ratings', () => {
  it('always come with how many ratings they rest on', () => {
    const told = rated(5, 5, 4, 3, 2, 1, null, null);
    expect(told.figure('ratingCount', '18:00')).toMatchObject({ value: 6, n: 6 });
    // 5, 4 and 3 satisfy; 5 and 4 are good; 2 and 1 are bad.
    expect(told.figure('satisfactionRate', '18:00')).toMatchObject({ value: 4 / 6, n: 6 });
    expect(told.figure('goodRate', '18:00')).toMatchObject({ value: 3 / 6, n: 6 });
    expect(told.figure('badCount', '18:00')).toMatchObject({ value: 2, n: 2 });
    expect(told.figure('ratedShare', '18:00')).toMatchObject({ value: 6 / 8, n: 8 });
    expect(distribution(told.view('18:00'))).toEqual({ 5: 2, 4: 1, 3: 1, 2: 1, 1: 1 });
  });

  it('take silence neither for satisfaction nor for its absence', () => {
    const told = rated(null, null);
    expect(told.figure('satisfactionRate', '18:00')).toEqual({ value: null, n: 0, evidence: [] });
    expect(told.figure('ratedShare', '18:00')).toMatchObject({ value: 0, n: 2 });
  });

  it('do not expect a rating of the passed and the transferred', () => {
    const told = rated(5).issue('A', '11:00').call('1', '11:01').pass('1', '11:02');
    told.issue('A', '11:03').call('1', '11:04').transfer('1', '11:05', 'B');
    expect(told.figure('ratedShare', '18:00')).toMatchObject({ value: 1, n: 1 });
  });

  it('belong to the window and to the half hour in which the key was pressed', () => {
    const told = rated(5, 5, 5, 1);
    expect(told.figure('badCount', '18:00', { period: told.period('09:30', '10:00') }).value).toBe(1);
    expect(told.figure('ratingCount', '18:00', { window: '2' }).value).toBe(0);
    expect(told.figure('goodRate', '18:00', { period: told.period('09:00', '09:30') })).toMatchObject({
      value: 1,
      n: 3,
    });
  });
});

describe('orphan ratings', () => {
  it('are kept apart from every other figure', () => {
    const told = rated(5).orphan('1', '10:00', 1, 'alreadyRated').orphan('2', '10:10', 2, 'nothingFinished');
    expect(told.figure('orphanRatings', '18:00')).toMatchObject({ value: 2, n: 2 });
    expect(told.figure('orphanRatings', '18:00', { window: '2' }).value).toBe(1);
    // They belong to no service, and so to none in particular.
    expect(told.figure('orphanRatings', '18:00', { service: 'A' })).toMatchObject({ value: null, n: 0 });
    expect(told.figure('ratingsBeforeEnd', '18:00', { service: 'A' })).toMatchObject({ value: null, n: 0 });
    expect(told.figure('orphanRatings', '18:00', { period: told.period('10:10', '10:30') }).value).toBe(1);
    expect(told.figure('ratingCount', '18:00').value).toBe(1);
    expect(told.figure('badCount', '18:00').value).toBe(0);
    expect(told.figure('satisfactionRate', '18:00')).toMatchObject({ value: 1, n: 1 });
  });
});
