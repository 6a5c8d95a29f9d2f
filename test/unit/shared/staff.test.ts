import { describe, expect, it } from 'vitest';
import { clerkDays } from '../../../shared/discipline/clerk-day.ts';
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

describe('after closing time (17:30)', () => {
  it('nobody is at work at a window that stands open, nor serves what nobody ends', () => {
    const told = day().open('1', '15:00').issue('A', '17:20').serve('1', '17:25', '17:26', '17:40');
    expect(told.figure('longestUnbroken', '19:00').value).toBe(160);
    expect(told.figure('breaksOwed', '19:00').value).toBe(0);
    const open = day().open('1', '15:00').issue('A', '17:20').call('1', '17:25').start('1', '17:26');
    expect(open.figure('longestUnbroken', '19:00').value).toBe(150);
  });

  it('no clerk idles at a window that was left open, though somebody waits', () => {
    const locker = new LockerDay().open(1, '15:00');
    locker.day.issue('A', '17:20');
    const view = { ...locker.day.view('23:00'), hall: locker.day.hall };
    // From the ticket until the hall closed.
    expect(clerkDays({ ...view, contests: [] })[0]?.idleMinutes).toBe(10);
  });

  it('is the same for a clerk as for the hall', () => {
    const locker = new LockerDay().open(1, '15:00');
    const view = { ...locker.day.view('19:00'), hall: locker.day.hall };
    const [clerk] = clerkDays({ ...view, contests: [] });
    expect(clerk?.work.longest).toBe(150);
    expect(locker.day.figure('longestUnbroken', '19:00').value).toBe(150);
  });
});

describe('the load', () => {
  it('of what was set aside is of whoever took it up again, also where another works there since', () => {
    const told = day();
    const signOn = (clock: string, window: string, clerk: string) =>
      told.say(clock, { type: 'window.opened', data: { window, clerk } });
    signOn('09:00', '1', '101');
    signOn('09:00', '2', '103');
    told.issue('A', '09:00').call('1', '09:05').start('1', '09:06');
    told.say('09:10', { type: 'ticket.held', data: { ticket: 'A001', window: '1' } }).close('2', '09:20');
    signOn('09:25', '2', '102');
    told.say('09:30', { type: 'ticket.resumed', data: { ticket: 'A001', window: '2' } }).finish('2', '09:40');
    const served = loadsOf(told.view('10:00')).filter(({ served: n }) => n > 0);
    expect(served).toMatchObject([{ who: { clerk: '102' }, served: 1 }]);
  });

  it('takes the usual minutes of a service from those that were measured', () => {
    const told = day();
    for (let minute = 0; minute < 5; minute += 1) told.issue('A', `08:3${minute}`);
    for (let minute = 0; minute < 10; minute += 2) {
      told.call('1', `09:0${minute}`);
      const ticket = told.state.windows['1']!.ticket!;
      const data = { ticket, window: '1', outcome: 'done' as const, unmeasured: ['service' as const] };
      told.say(`09:0${minute + 1}`, { type: 'ticket.finished', data });
    }
    // None of the five was measured: the configured 8 minutes stand.
    expect(loadsOf(told.view('10:00')).map(({ minutes }) => minutes)).toEqual([40]);
    told.issue('A', '10:00');
    expect(told.figure('clearingTime', '10:00').value).toBe(8);
  });

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
