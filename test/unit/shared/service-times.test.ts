import { describe, expect, it } from 'vitest';
import { spent } from '../../../shared/metrics/services.ts';
import { day } from '../../support/day.ts';

const minutes = (n: number) => n * 60;

describe('service time', () => {
  it('runs from start to end, by linear interpolation between services', () => {
    const told = day().issue('A', '09:00').issue('A', '09:00').issue('A', '09:00').issue('A', '09:00');
    told.serve('1', '09:00', '09:01', '09:03').serve('1', '09:04', '09:05', '09:09');
    told.serve('1', '09:10', '09:11', '09:17').serve('1', '09:20', '09:21', '09:31');
    // 2, 4, 6, 10 minutes. R: quantile(c(2, 4, 6, 10), c(.5, .9)) is 5 and 8.8.
    expect(told.figure('serviceMedian', '10:00')).toMatchObject({ value: minutes(5), n: 4 });
    expect(told.figure('serviceP90', '10:00').value).toBeCloseTo(minutes(8.8), 9);
  });

  it('runs from the call where start was not pressed', () => {
    const told = day().issue('A', '09:00').call('1', '09:05').finish('1', '09:12');
    expect(told.figure('serviceMedian', '10:00')).toMatchObject({ value: minutes(7), n: 1 });
  });

  it('is not taken from the passed, the transferred and those still served', () => {
    const told = day().issue('A', '09:00').issue('A', '09:00').issue('A', '09:00');
    told
      .call('1', '09:01')
      .pass('1', '09:03')
      .call('1', '09:04')
      .start('1', '09:05')
      .transfer('1', '09:20', 'B');
    told.call('1', '09:21').start('1', '09:22');
    expect(told.figure('serviceMedian', '10:00')).toEqual({ value: null, n: 0, evidence: [] });
  });

  it('belongs to the window and to the half hour in which it ended', () => {
    const told = day().issue('A', '09:00').issue('A', '09:00');
    told.serve('1', '09:20', '09:25', '09:35').serve('2', '09:20', '09:21', '09:22');
    expect(told.figure('serviceMedian', '10:00', { window: '1' })).toMatchObject({
      value: minutes(10),
      n: 1,
    });
    expect(told.figure('serviceMedian', '10:00', { period: told.period('09:00', '09:30') }).n).toBe(1);
    expect(told.figure('serviceMedian', '10:00', { period: told.period('09:30', '10:00') }).n).toBe(1);
  });
});

describe('time to the window', () => {
  it('runs from the last call to the start', () => {
    const told = day().issue('A', '09:00').call('1', '09:05').recall('1', '09:06').start('1', '09:07');
    expect(told.figure('displacement', '10:00')).toMatchObject({ value: minutes(2), n: 1 });
  });

  it('is not measured where start was not pressed, and never zero', () => {
    const told = day().issue('A', '09:00').call('1', '09:05').finish('1', '09:12');
    expect(told.figure('displacement', '10:00')).toEqual({ value: null, n: 0, evidence: [] });
  });
});

describe('occupancy', () => {
  it('is the time from call to end over the time open', () => {
    const told = day().issue('A', '09:00').open('1', '09:00').serve('1', '09:10', '09:12', '09:30');
    // 20 of 40 minutes.
    expect(told.figure('occupancy', '09:40')).toMatchObject({ value: 0.5, n: 1 });
  });

  it('counts a pause neither as open nor as busy', () => {
    const told = day().issue('A', '09:00').open('1', '09:00').serve('1', '09:00', '09:02', '09:15');
    told.pause('1', '09:15', 'meal').resume('1', '10:15');
    // 15 of 30 minutes.
    expect(told.figure('occupancy', '10:30')).toMatchObject({ value: 0.5, n: 1 });
    expect(spent(told.state.windows['1']!, 'open', told.at('10:30'))).toBe(30 * 60_000);
    expect(spent(told.state.windows['1']!, 'paused', told.at('10:30'))).toBe(60 * 60_000);
  });

  it('counts the service that runs, up to now', () => {
    const told = day().issue('A', '09:00').open('1', '09:00').call('1', '09:10');
    expect(told.figure('occupancy', '09:20').value).toBe(0.5);
    expect(told.figure('occupancy', '09:40').value).toBe(0.75);
  });

  it('sums windows before it divides: no average of averages', () => {
    const told = day().issue('A', '09:00').open('1', '09:00').open('2', '09:00');
    told.serve('2', '09:00', '09:00', '09:10').close('2', '09:10');
    // Window 2 was busy for all of its 10 minutes, window 1 for none of its 30.
    expect(told.figure('occupancy', '09:30').value).toBe(0.25);
    expect(told.figure('occupancy', '09:30', { window: '2' }).value).toBe(1);
    expect(told.figure('occupancy', '09:30', { window: '1' })).toMatchObject({ value: 0, n: 0 });
  });

  it('is nothing where no window was open', () => {
    expect(day().figure('occupancy', '09:30')).toMatchObject({ value: null, n: 0 });
  });
});

describe('open windows', () => {
  it('are those neither closed nor paused', () => {
    const told = day()
      .open('1', '09:00')
      .open('2', '09:00')
      .open('3', '09:00')
      .pause('2', '09:10')
      .close('3', '09:20');
    expect(told.figure('openWindows', '10:00').value).toBe(1);
    expect(told.resume('2', '09:30').figure('openWindows', '10:00').value).toBe(2);
  });
});
