import { describe, expect, it } from 'vitest';
import { day } from '../../support/day.ts';

const minutes = (n: number) => n * 60;

describe('the median wait', () => {
  it('is the time from issue to call', () => {
    const told = day().issue('A', '09:00').issue('A', '09:01').issue('A', '09:02');
    told.serve('1', '09:02', '09:03', '09:05').serve('1', '09:06', '09:07', '09:09').call('1', '09:20');
    // 2, 5 and 18 minutes.
    expect(told.figure('waitMedian', '09:30')).toMatchObject({ value: minutes(5), n: 3 });
  });

  it('counts people who still wait as having waited at least so long', () => {
    // Called after 1 and 2 minutes; two more have waited 40: half of four have not been exceeded at 2 minutes.
    const told = day().issue('A', '09:00').issue('A', '09:00').issue('A', '09:00').issue('A', '09:00');
    told.serve('1', '09:01', '09:01', '09:02').serve('1', '09:02', '09:02', '09:03');
    expect(told.figure('waitMedian', '09:40')).toMatchObject({ value: minutes(2), n: 4 });
    // The slowest tenth still waits: known only to be at least 40 minutes.
    expect(told.figure('waitP90', '09:40')).toMatchObject({ value: minutes(40), n: 4, atLeast: true });
  });

  it('is a lower bound while nobody has been called', () => {
    const told = day().issue('A', '09:00').issue('A', '09:10');
    expect(told.figure('waitMedian', '09:30')).toMatchObject({ value: minutes(30), n: 2, atLeast: true });
  });

  it('is nothing, not zero, when nobody came', () => {
    expect(day().figure('waitMedian', '09:30')).toEqual({ value: null, n: 0, evidence: [] });
  });

  it('starts a second wait at the transfer', () => {
    const told = day().issue('A', '09:00').call('1', '09:10').start('1', '09:11').transfer('1', '09:20', 'C');
    told.call('3', '09:24');
    expect(told.figure('waitMedian', '10:00', { service: 'A' })).toMatchObject({ value: minutes(10), n: 1 });
    expect(told.figure('waitMedian', '10:00', { service: 'C' })).toMatchObject({ value: minutes(4), n: 1 });
    expect(told.figure('waitMedian', '10:00')).toMatchObject({ n: 2 });
  });

  it('lets the last call decide for a ticket that was passed over and came back', () => {
    const told = day().issue('A', '09:00').call('1', '09:05').pass('1', '09:07').call('1', '09:25', 'A001');
    expect(told.figure('waitMedian', '09:30')).toMatchObject({ value: minutes(25), n: 1 });
  });

  it('is not lengthened by a recall', () => {
    const told = day().issue('A', '09:00').call('1', '09:05').recall('1', '09:08');
    expect(told.figure('waitMedian', '09:30')).toMatchObject({ value: minutes(5), n: 1 });
  });

  it('keeps the wait of people who were left over until the hall was done, and not into the night', () => {
    const told = day().issue('A', '17:00').end('24:00');
    expect(told.figure('waitMedian', '24:00')).toMatchObject({ value: minutes(30), n: 1, atLeast: true });
    const late = day().open('1', '09:00').issue('A', '17:00').close('1', '17:50').end('24:00');
    expect(late.figure('waitMedian', '24:00')).toMatchObject({ value: minutes(50), n: 1, atLeast: true });
    const after = day().issue('A', '18:00').end('24:00');
    expect(after.figure('waitMedian', '24:00')).toMatchObject({ value: 0, n: 1, atLeast: true });
  });

  it('of a part of the day asks who was called in it, and who still waited at its end', () => {
    const told = day().issue('A', '09:10').issue('A', '09:20');
    told.serve('1', '09:25', '09:25', '09:40').call('1', '09:50');
    const [nine, half] = [told.period('09:00', '09:30'), told.period('09:30', '10:00')];
    // 15 minutes for the first; the second had waited 10 of its 30 when the half hour ended.
    expect(told.figure('waitP90', '12:00', { period: nine })).toMatchObject({ value: minutes(15), n: 2 });
    expect(told.figure('waitP90', '12:00', { period: half })).toMatchObject({ value: minutes(30), n: 1 });
    expect(told.figure('waitP90', '12:00', { period: told.period('10:00', '10:30') })).toMatchObject({
      n: 0,
    });
  });

  it('of a part of the day does not count those who had left when it began', () => {
    const told = day().issue('A', '16:40').end('17:00');
    expect(told.figure('waitMedian', '17:30', { period: told.period('16:30', '17:00') }).n).toBe(1);
    expect(told.figure('waitMedian', '17:30', { period: told.period('17:00', '17:30') }).n).toBe(0);
  });

  it('rests on the calls, and on the issue of those who still wait', () => {
    const told = day().issue('A', '09:00').issue('A', '09:01').call('1', '09:05');
    const [issued, called] = [3, 5];
    expect(told.events.filter(({ seq }) => seq === issued || seq === called).map(({ type }) => type)).toEqual(
      ['ticket.issued', 'ticket.called'],
    );
    expect(told.figure('waitMedian', '09:10').evidence).toEqual([issued, called]);
  });
});

describe('the service level', () => {
  // The target is 15 minutes.
  it('is the share of waits that met the target, the target itself included', () => {
    const told = day().issue('A', '09:00').issue('A', '09:00').issue('A', '09:00').issue('A', '09:00');
    told.serve('1', '09:10', '09:10', '09:11').serve('1', '09:15', '09:15', '09:15:30');
    told.serve('1', '09:15:01', '09:16', '09:17').serve('1', '09:30', '09:31', '09:32');
    expect(told.figure('serviceLevel', '10:00')).toMatchObject({ value: 0.5, n: 4 });
  });

  it('counts people who still wait beyond the target as misses, and those within it not yet', () => {
    const told = day().issue('A', '09:00').issue('A', '09:01').issue('A', '09:20');
    told.call('1', '09:05');
    // At 09:16 the second has waited exactly the target; a second later it is a miss.
    expect(told.figure('serviceLevel', '09:16')).toMatchObject({ value: 1, n: 1 });
    expect(told.figure('serviceLevel', '09:16:01')).toMatchObject({ value: 0.5, n: 2 });
    expect(told.figure('serviceLevel', '09:35:01')).toMatchObject({ value: 1 / 3, n: 3 });
  });

  it('is nothing while there is nobody to judge', () => {
    expect(day().issue('A', '09:00').figure('serviceLevel', '09:01')).toMatchObject({ value: null, n: 0 });
  });

  it('counts whoever was never called as missed, however late they came, but not before the hall was done', () => {
    const told = day().issue('A', '09:00').issue('A', '17:25').serve('1', '09:05', '09:05', '09:06');
    expect(told.figure('serviceLevel', '17:29')).toMatchObject({ value: 1, n: 1 });
    told.close('1', '17:30').end('24:00');
    expect(told.figure('serviceLevel', '24:00')).toMatchObject({ value: 0.5, n: 2 });
    const slot = (from: string, to: string) =>
      told.figure('serviceLevel', '24:00', { period: told.period(from, to) });
    expect(slot('17:00', '17:30')).toMatchObject({ value: null, n: 0 });
    expect(slot('17:00', '18:00')).toMatchObject({ value: 0, n: 1 });
  });

  it('counts the left-over of a closed day as missed', () => {
    const told = day()
      .issue('A', '09:00')
      .issue('A', '17:00')
      .call('1', '09:05')
      .finish('1', '09:06')
      .end('18:00');
    expect(told.figure('serviceLevel', '18:00')).toMatchObject({ value: 0.5, n: 2 });
  });
});

describe('the longest wait now', () => {
  it('is that of whoever came first and still waits', () => {
    const told = day().issue('A', '09:00').issue('B', '09:10').issue('A', '09:20').call('2', '09:21');
    expect(told.figure('longestWait', '09:30')).toMatchObject({ value: minutes(20), n: 2 });
    expect(told.figure('longestWait', '09:30', { service: 'A' })).toMatchObject({ value: minutes(10), n: 1 });
  });

  it('names the issue of that ticket, and nothing when nobody waits', () => {
    const told = day().issue('A', '09:00');
    expect(told.figure('longestWait', '09:30').evidence).toEqual([told.state.seq]);
    told.call('1', '09:31');
    expect(told.figure('longestWait', '09:40')).toEqual({ value: null, n: 0, evidence: [] });
  });

  it('starts again with a transfer', () => {
    const told = day().issue('A', '09:00').call('1', '09:05').transfer('1', '09:10', 'C');
    expect(told.figure('longestWait', '09:30')).toMatchObject({ value: minutes(20) });
  });

  it('leaves out a ticket that two calls of its service passed by, one of them served', () => {
    const told = day().issue('A', '09:00').issue('A', '09:30').issue('A', '09:31').issue('A', '09:50');
    told.call('1', '09:40', 'A002');
    expect(told.figure('longestWait', '10:00')).toMatchObject({ value: minutes(60) });
    told.call('2', '09:41', 'A003');
    // Two calls, but none of them served yet.
    expect(told.figure('longestWait', '10:00')).toMatchObject({ value: minutes(60) });
    told.finish('1', '09:55');
    expect(told.figure('longestWait', '10:00')).toMatchObject({ value: minutes(10), n: 1 });
    // It still waits: only the longest wait does not let it speak for the hall.
    expect(told.figure('waiting', '10:00').value).toBe(2);
  });

  it('takes no call for overtaking that a rule of precedence made', () => {
    const told = day().issue('A', '09:00');
    for (const number of ['P1', 'P2']) {
      const data = { ticket: number, number, service: 'A', class: 'priority' };
      told.say('09:30', { type: 'ticket.issued', data });
    }
    told.call('1', '09:31', 'P1').finish('1', '09:35').call('1', '09:36', 'P2').finish('1', '09:40');
    expect(told.figure('longestWait', '10:00')).toMatchObject({ value: minutes(60), n: 1 });
  });

  it('does not take somebody who came back for gone: they could not be called while they were away', () => {
    const told = day().issue('A', '09:00').issue('A', '09:10').issue('A', '09:11').issue('A', '09:12');
    told.call('1', '09:15').pass('1', '09:17').serve('1', '09:18', '09:19', '09:25');
    told.serve('1', '09:26', '09:27', '09:30');
    told.say('09:31', { type: 'ticket.returned', data: { ticket: 'A001', place: 'end' } });
    expect(told.figure('longestWait', '09:40')).toMatchObject({ value: minutes(40), n: 2 });
  });

  it('takes calls of another service for no overtaking', () => {
    const told = day().issue('A', '09:00').issue('B', '09:30').issue('B', '09:31');
    told.serve('3', '09:40', '09:41', '09:45').serve('3', '09:46', '09:47', '09:50');
    expect(told.figure('longestWait', '10:00')).toMatchObject({ value: minutes(60) });
  });
});
