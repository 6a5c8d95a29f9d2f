import { describe, expect, it } from 'vitest';
import { serviceHours, timeIn } from '../../../shared/metrics/devices.ts';
import { day } from '../../support/day.ts';
import { smallHall } from '../../support/hall.ts';

describe('device availability', () => {
  it('is the time online over the time known, within the hours of service', () => {
    // Service runs from 08:30 to 17:30; 30 minutes offline of 9 hours.
    const told = day()
      .device('pad', '08:00', 'online')
      .device('pad', '10:00', 'offline')
      .device('pad', '10:30', 'online');
    expect(told.figure('deviceAvailability', '18:00').value).toBeCloseTo(8.5 / 9, 12);
  });

  it('leaves out the time unknown and lists it apart', () => {
    const told = day().device('pad', '09:30', 'online').device('pad', '10:30', 'unknown');
    told.device('pad', '11:30', 'offline').device('pad', '12:30', 'online');
    const view = told.view('13:30');
    expect(timeIn(told.state.devices['pad']!, serviceHours(view)!)).toEqual({
      online: 2 * 3_600_000,
      offline: 3_600_000,
      // An hour before it was first heard of, and an hour of silence.
      unknown: 2 * 3_600_000,
    });
    expect(told.figure('deviceAvailability', '13:30').value).toBeCloseTo(2 / 3, 12);
  });

  it('is nothing, not zero, for a device that was never known', () => {
    expect(day().device('pad', '08:00', 'unknown').figure('deviceAvailability', '12:00').value).toBeNull();
  });

  it('is nothing before the hall opens', () => {
    expect(day().device('pad', '08:00', 'online').figure('deviceAvailability', '08:30').value).toBeNull();
  });

  it('does not count a night without service against a device', () => {
    const told = day().device('pad', '08:00', 'online').device('pad', '17:30', 'offline');
    expect(told.figure('deviceAvailability', '23:00').value).toBe(1);
  });

  it('sums devices, or speaks of one', () => {
    const told = day().device('a', '08:00', 'online').device('b', '08:00', 'offline');
    expect(told.figure('deviceAvailability', '12:00')).toMatchObject({ value: 0.5, n: 2 });
    expect(told.figure('deviceAvailability', '12:00', { device: 'b' })).toMatchObject({ value: 0, n: 1 });
  });

  it('of a new day begins with what the device was at its opening', () => {
    const told = day().device('pad', '08:00', 'offline');
    told.end('24:00').say('32:00', { type: 'day.opened', data: { date: '2026-03-03' } });
    expect(told.state.devices['pad']?.changes).toMatchObject([
      { availability: 'offline', at: told.at('32:00') },
    ]);
    // Opened at 08:00, read at 12:00 of the next day.
    expect(told.figure('deviceAvailability', '36:00').value).toBe(0);
  });
});

describe('the hours of service', () => {
  it('begin when the day was opened, if the hall was already at work', () => {
    const told = day(smallHall(), '10:00');
    expect(serviceHours(told.view('12:00'))).toEqual(told.period('10:00', '12:00'));
    expect(serviceHours(told.view('20:00'))).toEqual(told.period('10:00', '17:30'));
  });
});
