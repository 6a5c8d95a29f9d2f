import { describe, expect, it } from 'vitest';
import { day } from '../../support/day.ts';

describe('the time in the hall', () => {
  it('is from the issue to the end of the last window, all of a visit together', () => {
    const told = day().issue('A', '09:00').issue('A', '09:00').issue('A', '09:00');
    told.call('1', '09:05').start('1', '09:05').transfer('1', '09:10', 'C');
    expect(told.figure('stayMedian', '09:20')).toMatchObject({ value: null, n: 0 });
    told.serve('3', '09:20', '09:20', '09:30').serve('2', '09:11', '09:11', '09:20');
    // Half an hour and twenty minutes; the third is still here.
    expect(told.figure('stayMedian', '10:00')).toMatchObject({ value: 25 * 60, n: 2 });
    expect(told.figure('stayP90', '10:00').value).toBe(29 * 60);
    expect(told.figure('stayMedian', '10:00', { service: 'C' })).toMatchObject({ value: 30 * 60, n: 1 });
  });
});

describe('who did not come after a long wait', () => {
  it('is taken to have given up, apart from those who said so, unless served later', () => {
    const told = day().issue('A', '09:00').issue('A', '09:00').issue('A', '09:10').issue('A', '09:10');
    told.call('1', '09:16').pass('1', '09:17').call('1', '09:17').pass('1', '09:18');
    told.call('1', '09:19').pass('1', '09:20');
    // Waited 16, 17 and 9 minutes of 15; the second comes back.
    expect(told.figure('inferredAbandonRate', '10:00')).toMatchObject({ value: 0.5, n: 4 });
    told.call('2', '09:30', 'A002').finish('2', '09:40');
    expect(told.figure('inferredAbandonRate', '10:00').value).toBe(0.25);
    expect(told.figure('abandonRate', '10:00').value).toBe(0);
  });
});

describe('the time served after hours', () => {
  it('is that from closing time on, of all windows', () => {
    const told = day().issue('A', '17:00').issue('A', '17:00').serve('1', '17:25', '17:26', '17:40');
    told.serve('2', '17:35', '17:36', '17:40');
    expect(told.figure('afterHoursTime', '18:00')).toMatchObject({ value: 15, n: 2 });
    expect(told.figure('afterHoursTime', '18:00', { window: '2' })).toMatchObject({ value: 5, n: 1 });
    const early = { period: told.period('16:00', '17:00') };
    expect(told.figure('afterHoursTime', '18:00', early)).toMatchObject({ value: 0, n: 0 });
  });
});

describe('the record of a day', () => {
  it('counts recalls apart from calls', () => {
    const told = day().issue('A', '09:00').issue('A', '09:00').call('1', '09:01');
    told.recall('1', '09:02').recall('1', '09:03').pass('1', '09:04').call('1', '09:05', 'A001');
    told.call('2', '09:05').recall('2', '09:06');
    expect(told.figure('recalls', '10:00')).toMatchObject({ value: 3, n: 2, evidence: [7, 12] });
    expect(told.figure('recalls', '10:00', { window: '2' }).value).toBe(1);
  });

  it('is complete as far as the issue, the call and the end of everything were observed', () => {
    const told = day().issue('A', '09:00').issue('A', '09:00').issue('A', '09:00').issue('A', '09:00');
    told.serve('1', '09:01', '09:01', '09:05').call('1', '09:06');
    expect(told.figure('dataCompleteness', '09:07')).toMatchObject({ value: 1, n: 1 });
    const data = { ticket: 'A002', window: '1', outcome: 'done', implied: true } as const;
    told.say('09:07', { type: 'ticket.finished', data }).call('1', '09:07').finish('1', '09:08').end('18:00');
    expect(told.figure('dataCompleteness', '18:00')).toMatchObject({ value: 0.5, n: 4 });
  });
});

describe('the time that alerts take', () => {
  const raised = (alert: string) =>
    ({
      type: 'alert.raised',
      data: { alert, kind: 'wait.long', severity: 'warning', about: {} },
    }) as const;

  it('until somebody acknowledges them, and until they are cleared, those that stand included', () => {
    const told = day().say('09:00', raised('a')).say('09:00', raised('b')).say('09:00', raised('c'));
    told.say('09:01', { type: 'alert.acknowledged', data: { alert: 'a' } });
    told.say('09:03', { type: 'alert.cleared', data: { alert: 'a', reason: 'over' } });
    expect(told.figure('alertAnswer', '09:10')).toMatchObject({ value: 600, n: 3, atLeast: true });
    // One that goes by itself, with nobody having looked, asked for no answer.
    told
      .say('09:05', raised('d'))
      .say('09:06', { type: 'alert.cleared', data: { alert: 'd', reason: 'over' } });
    expect(told.figure('alertAnswer', '09:10')).toMatchObject({ value: 600, n: 3 });
    told.say('09:10', { type: 'alert.acknowledged', data: { alert: 'b' } });
    expect(told.figure('alertAnswer', '09:20')).toMatchObject({ value: 600, n: 3, evidence: [2, 3, 4] });
    told.say('09:20', { type: 'alert.cleared', data: { alert: 'b', reason: 'over' } });
    expect(told.figure('alertClearing', '10:00')).toMatchObject({ value: 180, n: 4 });
    expect(told.figure('alertClearing', '10:00', { window: '1' })).toMatchObject({ value: null, n: 0 });
  });

  it('are of alerts that were raised today', () => {
    const told = day().say('09:00', raised('a'));
    told.say('09:03', { type: 'alert.cleared', data: { alert: 'a', reason: 'over' } }).end('18:00');
    told.say('18:00', raised('b')).say('23:59', { type: 'day.opened', data: { date: '2026-03-03' } });
    told.say('23:59', { type: 'alert.cleared', data: { alert: 'b', reason: 'lapsed' } });
    expect(told.figure('alertClearing', '23:59')).toMatchObject({ value: null, n: 0 });
  });
});
