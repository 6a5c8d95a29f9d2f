import { describe, expect, it } from 'vitest';
import { day } from '../../support/day.ts';
import { act } from '../../support/present.ts';

describe('overtaking', () => {
  it('counts pairs of one service called against the order of arrival', () => {
    const told = day().issue('A', '09:00').issue('A', '09:01').issue('A', '09:02').issue('B', '09:00');
    told.call('1', '09:05', 'A003').finish('1', '09:06').call('1', '09:07', 'A001').finish('1', '09:08');
    // The third went before the first, who has been called since; the second still waits and is no pair yet.
    expect(told.figure('overtaking', '10:00')).toMatchObject({ value: 1, n: 2 });
    told.call('1', '09:09', 'A002');
    expect(told.figure('overtaking', '10:00').value).toBe(2);
    expect(told.figure('overtaking', '10:00', { service: 'B' }).value).toBe(0);
  });

  it('is none of whoever was called first, passed over, and called again when back', () => {
    const told = day()
      .issue('A', '09:00')
      .issue('A', '09:01')
      .issue('A', '09:02')
      .call('1', '09:03')
      .pass('1', '09:05');
    told.serve('1', '09:06', '09:06', '09:07').serve('1', '09:08', '09:08', '09:09');
    told.say('09:10', { type: 'ticket.returned', data: { ticket: 'A001', place: 'place' } });
    expect(told.figure('overtaking', '10:00')).toMatchObject({ value: 0, n: 3 });
    expect(told.call('1', '09:11').figure('overtaking', '10:00')).toMatchObject({ value: 0, n: 3 });
  });

  it('by a rule of precedence is another matter, and says how many it passed', () => {
    const told = day().issue('A', '09:00').issue('A', '09:01').open('1', '09:01');
    act(told, '09:02', 'issueTicket', { service: 'A', class: 'priority', channel: 'guide' });
    act(told, '09:03', 'callNext', { window: '1' });
    expect(told.figure('precedence', '10:00').value).toBe(2);
    expect(told.figure('overtaking', '10:00').value).toBe(0);
    expect(told.figure('namedCalls', '10:00').value).toBe(0);
  });

  it('by name leaves its mark', () => {
    const told = day().issue('A', '09:00').issue('A', '09:01').open('1', '09:01');
    act(told, '09:03', 'callTicket', { window: '1', ticket: 'A002' });
    expect(told.figure('namedCalls', '10:00').value).toBe(1);
  });
});
