import { describe, expect, it } from 'vitest';
import type { Draft, Grade } from '../../../shared/events/index.ts';
import { day, type Clock, type Day } from '../../support/day.ts';
import { following } from '../../support/present.ts';

function press(told: Day, clock: Clock, grade: Grade | null = 5, window: string | undefined = '1'): Draft[] {
  const data = { raw: 1, grade, ...(window !== undefined ? { window } : {}) };
  return following(told, clock, { type: 'evaluator.keyPressed', data });
}

const orphan = (reason: string, grade = 5) => [
  { type: 'rating.orphaned', data: { window: '1', grade, reason } },
];

/** A001 served at window 1, ended at 09:05. */
const served = () => day().issue('A', '09:00').issue('A', '09:00').serve('1', '09:01', '09:02', '09:05');

describe('a press on the evaluator', () => {
  it('belongs to the service just finished at its window', () => {
    expect(press(served(), '09:05:10', 4)).toEqual([
      { type: 'rating.given', data: { window: '1', ticket: 'A001', leg: 0, grade: 4 } },
    ]);
  });

  it('belongs to the transaction that ended here, not to an earlier one of the ticket', () => {
    const told = day()
      .issue('A', '09:00')
      .call('2', '09:01')
      .transfer('2', '09:03', 'B')
      .serve('1', '09:04', '09:05', '09:09');
    expect(press(told, '09:09:30')[0]?.data).toMatchObject({ ticket: 'A001', leg: 1 });
  });

  it('still counts at the end of the time to rate, and no longer', () => {
    // 180 seconds.
    expect(press(served(), '09:08:00')[0]?.type).toBe('rating.given');
    expect(press(served(), '09:08:01')).toEqual(orphan('tooLate'));
  });

  it('still counts while the next ticket is on its way', () => {
    expect(press(served().call('1', '09:05:05'), '09:05:10')[0]?.data).toMatchObject({ ticket: 'A001' });
  });

  it('is an orphan before anything was finished', () => {
    expect(press(day(), '09:00')).toEqual(orphan('nothingFinished'));
    expect(press(day().issue('A', '09:00').call('1', '09:01'), '09:02')).toEqual(orphan('nothingFinished'));
    expect(press(day().issue('A', '09:00').call('1', '09:01').pass('1', '09:02'), '09:03')).toEqual(
      orphan('nothingFinished'),
    );
  });

  it('is an orphan the second time', () => {
    expect(press(served().rate('1', '09:05:10', 5), '09:05:11', 1)).toEqual(orphan('alreadyRated', 1));
  });

  it('is an orphan during a service', () => {
    expect(press(served().call('1', '09:05:05').start('1', '09:05:30'), '09:06')).toEqual(
      orphan('duringService'),
    );
  });

  it('of a person who was sent on is not given to the person before', () => {
    const told = served().call('1', '09:05:05').start('1', '09:05:30').transfer('1', '09:06:30', 'C');
    expect(press(told, '09:06:40', 1)).toEqual(orphan('nothingFinished', 1));
  });

  it('is an orphan on the next day', () => {
    const told = served()
      .end('24:00')
      .say('24:00', { type: 'day.opened', data: { date: '2026-03-03' } });
    expect(press(told, '24:00:05')).toEqual(orphan('nothingFinished'));
  });

  it('with a key that has no grade is no rating at all', () => {
    expect(press(served(), '09:05:10', null)).toEqual([]);
  });

  it('of a device that stands at no window is nobody’s', () => {
    const told = served();
    expect(following(told, '09:05:10', { type: 'evaluator.keyPressed', data: { raw: 1, grade: 5 } })).toEqual(
      [],
    );
  });
});
