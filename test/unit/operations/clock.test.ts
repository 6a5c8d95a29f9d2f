import { describe, expect, it } from 'vitest';
import { SteadyClock } from '../../../bridge/clock/steady.ts';
import { sweepAlerts } from '../../../bridge/operations/alerts/sweep.ts';
import { isAtRest, noteClock } from '../../../bridge/operations/clock.ts';
import { HOUR, MINUTE, SECOND } from '../../../shared/time.ts';
import { HandClock, liveHall } from '../../support/live.ts';

const NINE = Date.parse('2026-03-02T01:00:00Z');

/** A machine whose clock is set by hand, beside a time that only ever passes. */
function machineAt(now = NINE) {
  const clock = new HandClock(now);
  let steady = 500;
  return {
    clock,
    steady: () => steady,
    /** Lets time pass, on both. */
    pass(ms: number) {
      steady += ms;
      clock.set(clock.now() + ms);
    },
  };
}

describe('the time of the hall', () => {
  it('is that of the machine, to the millisecond, also where that is slowed a little', () => {
    const { clock, steady, pass } = machineAt();
    const time = new SteadyClock(clock, steady);
    pass(HOUR);
    expect(time.now()).toBe(NINE + HOUR);
    clock.set(NINE + HOUR - 2 * SECOND);
    expect(time.now()).toBe(NINE + HOUR);
    pass(3 * SECOND);
    expect([time.now(), time.ahead]).toEqual([NINE + HOUR + SECOND, 0]);
  });

  it('goes on at its own pace where the clock is set back, and joins it again when that is put right', () => {
    const { clock, steady, pass } = machineAt();
    const time = new SteadyClock(clock, steady);
    clock.set(NINE - HOUR);
    pass(20 * SECOND);
    expect([time.now(), time.ahead, time.takeJump()]).toEqual([NINE + 20 * SECOND, HOUR, 0]);
    clock.set(NINE + 20 * SECOND);
    pass(MINUTE);
    expect([time.now(), time.ahead, time.takeJump()]).toEqual([NINE + 80 * SECOND, 0, 0]);
  });

  it('goes on from the last instant of the journal where the machine wakes up before it', () => {
    const { clock, steady, pass } = machineAt();
    const time = new SteadyClock(clock, steady, NINE + HOUR);
    pass(MINUTE);
    expect([time.now(), time.ahead]).toEqual([NINE + HOUR + MINUTE, HOUR]);
  });

  it('takes the time of the machine again when nobody is here, but never before what has happened', () => {
    const { clock, steady } = machineAt();
    const time = new SteadyClock(clock, steady);
    clock.set(NINE - HOUR);
    time.align(NINE);
    expect(time.now()).toBe(NINE);
    clock.set(NINE + SECOND - HOUR);
    time.align(NINE - HOUR);
    expect([time.now(), time.ahead]).toEqual([NINE + SECOND - HOUR, 0]);
  });

  it('jumps with the machine, and says by how much', () => {
    const { clock, steady } = machineAt();
    const time = new SteadyClock(clock, steady);
    clock.set(NINE + 26 * HOUR);
    expect([time.now(), time.takeJump(), time.takeJump()]).toEqual([NINE + 26 * HOUR, 26 * HOUR, 0]);
  });
});

describe('a clock that was set', () => {
  it('back is an alert while it lasts, and told once', async () => {
    const { live, set } = await liveHall({ at: '09:00' });
    const note = (ahead: number, jump = 0) => live.record({}, (present) => noteClock(present, ahead, jump));
    const sweep = () => live.record({}, sweepAlerts);
    expect(await note(0)).toEqual([]);
    expect(await note(HOUR)).toMatchObject([{ type: 'clock.stepped', data: { jump: 0, ahead: HOUR } }]);
    expect(await note(HOUR + 3 * SECOND)).toEqual([]);
    expect(await sweep()).toMatchObject([{ data: { kind: 'clock.back', about: { minutes: 60 } } }]);
    expect(await sweep()).toEqual([]);
    set('09:01');
    expect(await note(0)).toMatchObject([{ data: { jump: 0, ahead: 0 } }]);
    expect(await sweep()).toMatchObject([{ type: 'alert.cleared', data: { alert: 'clock.back' } }]);
    expect(Object.keys(live.state.alerts)).toEqual([]);
  });

  it('on, or that slept, is an alert until somebody has seen it', async () => {
    const { live, ask } = await liveHall();
    await live.record({}, (present) => noteClock(present, 0, 26 * HOUR));
    const [alert] = Object.values(live.state.alerts);
    expect(alert).toMatchObject({ kind: 'clock.jumped', about: { minutes: 26 * 60 } });
    await live.record({}, sweepAlerts);
    expect(Object.keys(live.state.alerts)).toEqual([alert?.id]);
    await ask('acknowledgeAlert', { alert: alert?.id ?? '' });
    expect(live.state.alerts).toEqual({});
  });

  it('is taken over only where nobody waits and no window is open', async () => {
    const { live, ask } = await liveHall();
    expect(isAtRest(live.state)).toBe(true);
    await ask('issueTicket', { service: 'A' });
    expect(isAtRest(live.state)).toBe(false);
    await ask('openWindow', { window: '1' });
    await ask('callNext', { window: '1' });
    expect(isAtRest(live.state)).toBe(false);
    await ask('passOver', { window: '1' });
    await ask('closeWindow', { window: '1' });
    expect(isAtRest(live.state)).toBe(true);
  });
});
