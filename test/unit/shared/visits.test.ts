import { describe, expect, it } from 'vitest';
import { day } from '../../support/day.ts';
import { DATE } from '../../support/hall.ts';
import { act } from '../../support/present.ts';

describe('visits', () => {
  it('that went to two windows count once, with two windows', () => {
    const told = day().issue('A', '09:00').issue('B', '09:00');
    told.call('1', '09:01', 'A001').start('1', '09:02').transfer('1', '09:05', 'C');
    told.serve('1', '09:06', '09:06', '09:10').serve('3', '09:07', '09:07', '09:12');
    expect(told.figure('windowsPerVisit', '10:00')).toMatchObject({ value: 1.5, n: 2 });
  });

  it('sent back and forth are those that come back to a service they left', () => {
    const told = day().issue('A', '09:00').call('1', '09:01').start('1', '09:02').transfer('1', '09:05', 'B');
    told.call('3', '09:06', 'A001').start('3', '09:06').transfer('3', '09:08', 'A');
    expect(told.figure('returnsToService', '10:00').value).toBe(1);
    // To the same service once more is no way there and back.
    const same = day().issue('A', '09:00').call('1', '09:01').start('1', '09:02').transfer('1', '09:05', 'A');
    expect(same.figure('returnsToService', '10:00').value).toBe(0);
  });

  it('given up are a share of those who came', () => {
    const told = day().issue('A', '09:00').issue('A', '09:00').issue('A', '09:00').issue('A', '09:00');
    act(told, '09:10', 'abandonTicket', { ticket: 'A002' });
    act(told, '09:10', 'cancelTicket', { ticket: 'A003', reason: '按错' });
    expect(told.figure('abandonRate', '10:00')).toMatchObject({ value: 1 / 3, n: 3 });
  });

  it('served after hours are counted from closing time on', () => {
    const told = day().issue('A', '17:00').issue('A', '17:01');
    told.serve('1', '17:10', '17:11', '17:29:59').serve('1', '17:30', '17:31', '17:40');
    expect(told.figure('afterHours', '18:00').value).toBe(1);
  });
});

describe('appointments', () => {
  const book = (id: string, from: string) => ({ appointment: id, service: 'A', date: '2026-03-02', from });

  it('are on time, late, or missed', () => {
    const told = day().open('1', '08:30');
    for (const [id, from] of [
      ['Y1', '10:00'],
      ['Y2', '10:00'],
      ['Y3', '11:00'],
    ] as const) {
      act(told, '08:31', 'bookAppointment', book(id, from));
    }
    act(told, '09:50', 'checkIn', { appointment: 'Y1' });
    act(told, '09:50', 'checkIn', { appointment: 'Y2' });
    told.serve('1', '10:05', '10:06', '10:40').call('1', '10:41');
    told.say('11:30', { type: 'appointment.missed', data: { appointment: 'Y3' } });
    expect(told.figure('appointmentPunctuality', '12:00')).toMatchObject({ value: 0.5, n: 2 });
    expect(told.figure('missedAppointments', '12:00')).toMatchObject({ value: 1 / 3, n: 3 });
  });
});

describe('an appointment whose owner was called in time and did not come', () => {
  it('stays on time when it is called again later', () => {
    const told = day().open('1', '08:30');
    act(told, '08:40', 'bookAppointment', { appointment: 'Y1', service: 'A', date: DATE, from: '09:00' });
    act(told, '08:50', 'checkIn', { appointment: 'Y1' });
    told.call('1', '09:01').pass('1', '09:04');
    expect(told.figure('appointmentPunctuality', '09:05')).toMatchObject({ value: 1, n: 1 });
    act(told, '10:00', 'returnTicket', { ticket: told.state.calls[0]!.ticket });
    expect(told.figure('appointmentPunctuality', '10:01')).toMatchObject({ value: 1, n: 1 });
    told.call('1', '10:05');
    expect(told.figure('appointmentPunctuality', '10:06')).toMatchObject({ value: 1, n: 1 });
  });
});

describe('a bundle', () => {
  const bundle = () => {
    const told = act(day().open('1', '08:30'), '09:00', 'issueTicket', { service: 'A', items: 3 });
    act(told, '09:01', 'callNext', { window: '1' });
    act(told, '09:02', 'startService', { window: '1' });
    return told;
  };

  it('is rated once, and counts as one', () => {
    const told = act(bundle(), '09:05', 'transferTicket', { window: '1', service: 'B' });
    expect(told.figure('ratedShare', '10:00').n).toBe(0);
    told.call('3', '09:06').start('3', '09:06').finish('3', '09:10').rate('3', '09:10:20', 5);
    expect(told.figure('ratedShare', '10:00')).toMatchObject({ value: 1, n: 1 });
    expect(told.figure('ratingLatency', '10:00')).toMatchObject({ value: 20, n: 1 });
  });
});

describe('what is odd about ratings', () => {
  it('presses in a burst, before the end, in a long row, and saved up for the end of the shift', () => {
    const told = day().issue('A', '09:00').issue('A', '09:00').issue('A', '17:00');
    told.serve('1', '09:01', '09:02', '09:05').rate('1', '09:05:10', 5);
    told.orphan('1', '09:05:12', 5, 'alreadyRated').orphan('2', '09:05:13', 5, 'duringService');
    told.serve('1', '09:06', '09:07', '09:10').rate('1', '09:10:10', 5);
    told
      .serve('1', '17:10', '17:11', '17:15')
      .rate('1', '17:17', 5)
      .orphan('1', '17:20', 5, 'nothingFinished');
    expect(told.figure('ratingBursts', '18:00').value).toBe(1);
    expect(told.figure('ratingsBeforeEnd', '18:00').value).toBe(1);
    expect(told.figure('ratingRun', '18:00')).toMatchObject({ value: 3, n: 3 });
    expect(told.figure('ratingsAtClose', '18:00').value).toBe(2);
  });
});
