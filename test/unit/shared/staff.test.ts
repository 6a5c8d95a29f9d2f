import { describe, expect, it } from 'vitest';
import { loadsOf } from '../../../shared/discipline/work.ts';
import { LockerDay } from '../../support/clerks.ts';
import { day } from '../../support/day.ts';

describe('breaks', () => {
  it('are owed after two hours without a pause of five minutes, and a shorter pause is none', () => {
    const told = day().open('1', '09:00').pause('1', '10:00').resume('1', '10:04');
    expect(told.figure('breaksOwed', '10:59').value).toBe(0);
    expect(told.figure('breaksOwed', '11:00')).toMatchObject({ value: 1, n: 1 });
    told.pause('1', '11:10');
    expect(told.figure('breaksOwed', '11:12').value).toBe(0);
    expect(told.figure('longestUnbroken', '11:12').value).toBe(130);
    told.resume('1', '11:20');
    expect(told.figure('breaksOwed', '12:00').value).toBe(0);
  });

  it('are unknown where nobody said when the windows opened', () => {
    const told = day().say('09:00', { type: 'window.opened', data: { window: '1', implied: true } });
    expect(told.figure('breaksOwed', '12:00')).toMatchObject({ value: null, n: 0 });
    expect(told.figure('longestUnbroken', '12:00')).toMatchObject({ value: null, n: 0 });
  });

  it('follow the clerk from window to window', () => {
    const locker = new LockerDay().open(1, '09:00', '1');
    locker.day.close('1', '10:00');
    locker.open(1, '10:01', '2');
    expect(locker.day.figure('breaksOwed', '11:00')).toMatchObject({ value: 1, n: 1 });
  });
});

describe('the load', () => {
  it('is even where all served as much, and is told of nobody', () => {
    const told = day().issue('A', '08:30').issue('A', '08:30').issue('A', '08:30');
    told.serve('1', '09:00', '09:01', '09:10');
    expect(told.figure('loadImbalance', '09:10').value).toBeNull();
    told.serve('2', '09:00', '09:01', '09:10');
    expect(told.figure('loadImbalance', '09:10').value).toBe(0);
    told.serve('2', '09:20', '09:21', '09:30');
    expect(told.figure('loadImbalance', '09:30').value).toBeCloseTo(1 / 6);
    expect(told.figure('loadImbalance', '09:30', { window: '1' }).value).toBeNull();
    expect(loadsOf(told.view('09:30')).map(({ minutes }) => minutes)).toEqual([8, 16]);
  });
});

describe('locker compliance', () => {
  it('counts what is permitted as kept, leaves out what is unknown, and says how much that is', () => {
    const { day: told } = new LockerDay();
    expect(told.figure('lockerCompliance', '09:00')).toMatchObject({ value: null, n: 0 });
    const minutes = { compliant: 60, permitted: 20, violation: 20, unknown: 25 };
    told.say('09:00', { type: 'locker.counted', data: { in: 1, permitted: 0, ask: 0, unknown: 0, minutes } });
    const evidence = [told.state.seq];
    expect(told.figure('lockerCompliance', '09:00')).toEqual({ value: 0.8, n: 100, evidence });
    expect(told.figure('lockerCoverage', '09:00')).toEqual({ value: 0.8, n: 125, evidence });
    expect(told.figure('lockerCompliance', '09:00', { window: '1' }).value).toBeNull();
  });
});
