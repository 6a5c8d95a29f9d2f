import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { legsOf } from '../../../shared/metrics/figure.ts';
import { mostWaiting, waitingCurve } from '../../../shared/metrics/flow.ts';
import { day } from '../../support/day.ts';
import { randomDays } from '../../support/random-day.ts';

describe('arrivals', () => {
  it('count visits: a transfer is no second arrival', () => {
    const told = day().issue('A', '09:00').issue('B', '09:01').call('1', '09:05').transfer('1', '09:06', 'C');
    expect(told.figure('arrivals', '10:00')).toMatchObject({ value: 2, n: 2 });
    expect(told.figure('arrivals', '10:00', { service: 'C' }).value).toBe(0);
  });

  it('of a part of the day begin with its first instant and end before its last', () => {
    const told = day().issue('A', '08:59:59').issue('A', '09:00').issue('A', '09:29:59').issue('A', '09:30');
    expect(told.figure('arrivals', '10:00', { period: told.period('09:00', '09:30') }).value).toBe(2);
  });
});

describe('people waiting', () => {
  it('are those not yet called; the passed-over do not count, the transferred do', () => {
    const told = day().issue('A', '09:00').issue('A', '09:01').issue('A', '09:02');
    told.call('1', '09:05').pass('1', '09:06').call('1', '09:07').transfer('1', '09:10', 'B');
    expect(told.figure('waiting', '10:00')).toMatchObject({ value: 2, n: 2 });
    expect(told.figure('waiting', '10:00', { service: 'A' }).value).toBe(1);
    expect(told.figure('waiting', '10:00', { service: 'B' }).value).toBe(1);
  });
});

describe('the served', () => {
  it('ended at a window as done, accepted or returned', () => {
    const told = day();
    for (let n = 0; n < 5; n += 1) told.issue('A', '09:00');
    told.call('1', '09:05').finish('1', '09:10', 'done');
    told.call('1', '09:11').finish('1', '09:12', 'accepted');
    told.call('1', '09:13').finish('1', '09:14', 'returned');
    told.call('1', '09:15').pass('1', '09:16').call('1', '09:17').transfer('1', '09:18', 'C');
    expect(told.figure('served', '10:00')).toMatchObject({ value: 3, n: 3 });
    expect(told.figure('served', '10:00', { period: told.period('09:10', '09:14') }).value).toBe(2);
    expect(told.figure('served', '10:00', { window: '2' }).value).toBe(0);
  });
});

describe('the no-show rate', () => {
  it('is the share of the called that were passed over; those on their way are left out', () => {
    const told = day();
    for (let n = 0; n < 4; n += 1) told.issue('A', '09:00');
    told.call('1', '09:01').pass('1', '09:02').serve('1', '09:03', '09:04', '09:05');
    expect(told.figure('noShowRate', '10:00')).toMatchObject({ value: 0.5, n: 2 });
    told.call('1', '09:06');
    expect(told.figure('noShowRate', '10:00')).toMatchObject({ value: 0.5, n: 2 });
    told.start('1', '09:07');
    expect(told.figure('noShowRate', '10:00')).toMatchObject({ value: 1 / 3, n: 3 });
  });

  it('forgets a no-show that came back and was served: the last call decides', () => {
    const told = day().issue('A', '09:00').call('1', '09:01').pass('1', '09:02');
    expect(told.figure('noShowRate', '10:00')).toMatchObject({ value: 1, n: 1 });
    told.call('1', '09:20', 'A001').start('1', '09:21').finish('1', '09:25');
    expect(told.figure('noShowRate', '10:00')).toMatchObject({ value: 0, n: 1 });
  });

  it('is nothing before anybody was called', () => {
    expect(day().issue('A', '09:00').figure('noShowRate', '10:00')).toMatchObject({ value: null, n: 0 });
  });
});

describe('the transfer rate', () => {
  it('is the share of those that ended at a window by transfer', () => {
    const told = day().issue('A', '09:00').issue('A', '09:00').issue('A', '09:00');
    told.call('1', '09:01').transfer('1', '09:02', 'B').serve('1', '09:03', '09:04', '09:05');
    told.call('1', '09:06').pass('1', '09:07');
    // One transferred, one served; one passed over, one waiting.
    expect(told.figure('transferRate', '10:00')).toMatchObject({ value: 0.5, n: 2 });
  });
});

describe('the curve of people waiting', () => {
  it('rises with a ticket and falls with its first call', () => {
    const told = day().issue('A', '09:00').issue('A', '09:10').call('1', '09:20').pass('1', '09:21');
    told.call('1', '09:30', 'A001').transfer('1', '09:40', 'C').end('18:00');
    const at = ['08:59', '09:00', '09:10', '09:20', '09:30', '09:40', '17:29', '17:30', '18:00'].map(
      (clock) => told.at(clock),
    );
    expect(waitingCurve(told.view('18:00'), at)).toEqual([0, 1, 2, 1, 1, 2, 2, 0, 0]);
  });

  it('has its fullest instant between any two minutes, also where somebody came back', () => {
    const told = day().issue('A', '09:00').call('1', '09:00:30').pass('1', '09:01').issue('A', '09:10:10');
    told.say('09:10:20', { type: 'ticket.returned', data: { ticket: 'A001', place: 'place' } });
    told.call('1', '09:10:50');
    const view = told.view('10:00');
    expect(mostWaiting(view, told.period('09:00', '09:30'))).toEqual({ people: 2, at: told.at('09:10:20') });
    expect(mostWaiting(view, told.period('09:10:50', '09:30'))).toEqual({
      people: 1,
      at: told.at('09:10:50'),
    });
    expect(mostWaiting(view, told.period('08:00', '08:30'))?.people).toBe(0);
    expect(mostWaiting(view, told.period('09:00', '09:00'))).toBeNull();
  });

  it('is, at any instant, the number of legs that had come and not been called or ended', () => {
    fc.assert(
      fc.property(
        randomDays(),
        fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 20 }),
        (told, offsets) => {
          const from = told.at('08:30');
          const at = offsets.sort((a, b) => a - b).map((minute) => from + minute * 60_000);
          const view = told.view(told.state.at);
          const counted = at.map(
            (t) =>
              legsOf(view).filter(({ leg }) => {
                const until = leg.firstCalledAt ?? leg.endedAt ?? Infinity;
                return leg.arrivedAt <= t && until > t;
              }).length,
          );
          expect(waitingCurve(view, at)).toEqual(counted);
          expect(waitingCurve(view, [told.state.at])).toEqual([told.figure('waiting', told.state.at).value]);
        },
      ),
    );
  });
});

it('whoever was called when the day ended is neither taken to have come nor not to have', () => {
  const told = day().issue('A', '17:00').issue('A', '17:01').issue('A', '17:02');
  told.call('1', '17:05').pass('1', '17:07').call('1', '17:08').start('1', '17:09').call('2', '17:28');
  expect(told.end('24:00').figure('noShowRate', '24:00')).toMatchObject({ value: 0.5, n: 2 });
});

describe('a figure of the moment or of the whole hall', () => {
  it('is not told of a window, or of a service, that it cannot be told of', () => {
    const told = day().device('pad', '08:00', 'online').issue('A', '09:00').open('1', '09:00');
    for (const id of [
      'waiting',
      'longestWait',
      'clearingTime',
      'openWindows',
      'deviceAvailability',
    ] as const) {
      expect(told.figure(id, '09:10').value, id).not.toBeNull();
      expect(told.figure(id, '09:10', { window: '2' }), id).toMatchObject({ value: null, n: 0 });
    }
    for (const id of ['clearingTime', 'openWindows', 'deviceAvailability', 'deviceOutages'] as const)
      expect(told.figure(id, '09:10', { service: 'B' }), id).toMatchObject({ value: null, n: 0 });
    expect(told.figure('waiting', '09:10', { service: 'B' }).value).toBe(0);
    expect(told.figure('deviceOutages', '09:10').value).toBe(0);
    expect(day().figure('deviceOutages', '09:10').value).toBeNull();
  });
});
