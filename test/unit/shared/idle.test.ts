import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthOf } from '../../../shared/hall/timeline.ts';
import { idleWithQueue } from '../../../shared/metrics/idle.ts';
import { day } from '../../support/day.ts';
import { smallHall } from '../../support/hall.ts';
import { randomDays } from '../../support/random-day.ts';

describe('a window that idles while people wait', () => {
  it('is counted from a minute after it became free, only while somebody waits whom it may serve', () => {
    // Free from 09:00; C is not for window 1, A comes at 09:10 and is called at 09:15.
    const told = day().open('1', '09:00').issue('C', '09:00').issue('A', '09:10');
    expect(told.figure('idleWhileQueue', '09:12', { window: '1' }).value).toBe(120);
    told.call('1', '09:15');
    expect(told.figure('idleWhileQueue', '09:30', { window: '1' })).toMatchObject({ value: 300, n: 1 });
  });

  it('has a minute of grace after every service', () => {
    const told = day().issue('A', '08:30').issue('A', '08:30').serve('1', '09:00', '09:01', '09:10');
    expect(told.figure('idleWhileQueue', '09:11', { window: '1' }).value).toBe(0);
    expect(told.figure('idleWhileQueue', '09:13', { window: '1' }).value).toBe(120);
  });

  it('does not idle while it is paused, and the pause is told apart', () => {
    const told = day().issue('A', '08:30').open('1', '09:00').pause('1', '09:00:30').resume('1', '09:30');
    expect(told.figure('idleWhileQueue', '09:31', { window: '1' }).value).toBe(0);
    expect(told.figure('pausedTime', '09:31', { window: '1' }).value).toBe(29.5 * 60);
    expect(told.figure('idleWhileQueue', '09:33', { window: '1' }).value).toBe(120);
  });

  it('is not blamed for somebody who was passed over and is not here', () => {
    const told = day().issue('A', '08:30').call('2', '09:00').open('1', '09:00').pass('2', '09:02');
    expect(told.figure('idleWhileQueue', '09:30', { window: '1' }).value).toBe(0);
    told.say('09:30', { type: 'ticket.returned', data: { ticket: 'A001', place: 'place' } });
    expect(told.figure('idleWhileQueue', '09:40', { window: '1' }).value).toBe(600);
  });

  it('that is kept for a class is blamed only from when somebody was of that class, and until', () => {
    const windows = [{ id: '1', number: 1, services: ['A'], reserved: ['priority'] }];
    const told = day(smallHall({ windows })).issue('A', '08:30').open('1', '09:00');
    const idle = (clock: string) => told.figure('idleWhileQueue', clock, { window: '1' }).value;
    told.say('09:20', { type: 'ticket.classed', data: { ticket: 'A001', class: 'priority' } });
    expect(idle('09:20')).toBe(0);
    expect(idle('09:25')).toBe(300);
    told.say('09:30', { type: 'ticket.classed', data: { ticket: 'A001' } });
    expect(idle('09:50')).toBe(600);
  });

  it('is not blamed for somebody sent elsewhere, but from the closing of that window on', () => {
    const told = day().issue('A', '08:30').call('1', '08:31').start('1', '08:31').open('2', '08:30');
    told.say('08:40', {
      type: 'ticket.transferred',
      data: { ticket: 'A001', window: '1', service: 'A', to: '2' },
    });
    expect(told.figure('idleWhileQueue', '09:00', { window: '1' }).value).toBe(0);
    told.close('2', '09:00');
    expect(told.figure('idleWhileQueue', '09:10', { window: '1' }).value).toBe(600);
  });

  it('never idles longer than it was open, on any day', () => {
    fc.assert(
      fc.property(randomDays(), (told) => {
        const view = told.view(told.state.at);
        for (const window of told.hall.windows) {
          const idle = lengthOf(idleWithQueue(view, window)) / 1000;
          const paused = told.figure('pausedTime', told.state.at, { window: window.id }).value ?? 0;
          const known = told.state.windows[window.id];
          const since = known?.timeline[0]?.at ?? told.state.at;
          expect(idle + paused).toBeLessThanOrEqual((told.state.at - since) / 1000 + 1e-6);
        }
      }),
      { numRuns: 50 },
    );
  });
});
