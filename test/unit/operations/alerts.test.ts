import { describe, expect, it } from 'vitest';
import { sweepAlerts } from '../../../bridge/operations/alerts/sweep.ts';
import type { Draft } from '../../../shared/events/index.ts';
import { day, type Clock, type Day } from '../../support/day.ts';
import { DATE, smallHall } from '../../support/hall.ts';
import { act, decided, following, presentOf } from '../../support/present.ts';

const tcp = (port: number) => ({ kind: 'tcp' as const, host: 'localhost', port });
const hall = smallHall({
  lines: [
    { id: 'bus', transport: tcp(1) },
    { id: 'desk', transport: tcp(2) },
  ],
  devices: [
    { id: 'pad-1', driver: 'ff68-pad', line: 'bus', window: '1' },
    { id: 'pad-2', driver: 'ff68-pad', line: 'bus', window: '2' },
    { id: 'printer', driver: 'escpos-printer', line: 'desk' },
  ],
});

/** The same, where nobody minds an idle window. */
const quiet = smallHall({ alerts: { 'window.idle': { on: false } } });

/** Looks at the hall and records what alerts came and went. */
function sweep(told: Day, clock: Clock): Draft[] {
  const drafts = sweepAlerts(presentOf(told, clock));
  for (const draft of drafts) told.say(clock, draft);
  return drafts;
}

const raised = (alert: string) => ({ type: 'alert.raised', data: { alert } });
const cleared = (alert: string, reason: string) => ({ type: 'alert.cleared', data: { alert, reason } });
const press: Draft = { type: 'button.pressed', device: 'guide', data: { action: 'single' } };

/** A fact, and the alert that it raises by itself. */
function raise(told: Day, clock: Clock, draft: Draft): string {
  for (const next of following(told, clock, draft)) told.say(clock, next);
  return Object.keys(told.state.alerts).at(-1) ?? '';
}

describe('a device that is gone', () => {
  it('is an alert after five seconds, so that a replugged cable is no news', () => {
    const told = day(hall).device('pad-1', '09:00:00', 'offline');
    expect(sweep(told, '09:00:04')).toEqual([]);
    expect(sweep(told, '09:00:05')).toMatchObject([raised('device.offline/pad-1')]);
    expect(sweep(told, '09:00:06')).toEqual([]);
  });

  it('is one alert with all others of its line', () => {
    const told = day(hall).device('pad-1', '09:00', 'offline').device('pad-2', '09:00', 'offline');
    expect(sweep(told, '09:01')).toMatchObject([raised('line.offline/bus')]);
  });

  it('is no alert any more when it is back', () => {
    const told = day(hall).device('printer', '09:00', 'offline');
    sweep(told, '09:01');
    told.device('printer', '09:02', 'online');
    expect(sweep(told, '09:02')).toEqual([cleared('device.offline/printer', 'over')]);
  });

  it('is no alert while nobody knows whether it is gone', () => {
    expect(sweep(day(hall).device('printer', '09:00', 'unknown'), '09:10')).toEqual([]);
  });
});

describe('a crowd', () => {
  it('is an alert when somebody has waited longer than the target, until nobody has', () => {
    const told = day(quiet).open('1', '09:00').issue('A', '09:00');
    expect(sweep(told, '09:15')).toEqual([]);
    expect(sweep(told, '09:15:01')).toMatchObject([raised('wait.long')]);
    told.call('1', '09:16');
    expect(sweep(told, '09:16')).toEqual([cleared('wait.long', 'over')]);
  });

  it('stays an alert until nobody has waited for long by far, and is not raised anew for each', () => {
    const told = day(quiet).open('1', '09:00').issue('A', '09:00').issue('A', '09:03');
    expect(sweep(told, '09:15:01')).toMatchObject([raised('wait.long')]);
    told.call('1', '09:16');
    expect(sweep(told, '09:16')).toEqual([]);
    told.pass('1', '09:17').call('1', '09:17');
    expect(sweep(told, '09:17')).toEqual([cleared('wait.long', 'over')]);
  });

  it('is an alert at once when somebody waits for what no open window does', () => {
    const told = day(hall).open('2', '09:00').issue('C', '09:00');
    expect(sweep(told, '09:00')).toMatchObject([raised('hall.congested')]);
  });

  it('is left only well below its threshold', () => {
    const told = day(hall).open('2', '09:00').issue('A', '09:00').issue('A', '09:00').issue('A', '09:00');
    expect(sweep(told, '09:01')).toMatchObject([raised('hall.congested')]);
    // 16 of 20 minutes are left: no longer crowded, and not yet calm.
    told.call('2', '09:02');
    expect(sweep(told, '09:02')).toEqual([]);
    told.finish('2', '09:03').call('2', '09:04');
    expect(sweep(told, '09:04')).toEqual([cleared('hall.congested', 'over')]);
  });
});

describe('a queue', () => {
  it('is long above its number, until it is no more than a smaller one', () => {
    const rules = { 'window.idle': { on: false }, 'hall.congested': { on: false } };
    const told = day(smallHall({ alerts: { ...rules, 'queue.long': { above: 3, until: 1 } } })).open(
      '1',
      '09:00',
    );
    for (let n = 0; n < 4; n += 1) told.issue('A', '09:00');
    expect(sweep(told, '09:01')).toMatchObject([raised('queue.long')]);
    told.serve('1', '09:02', '09:02', '09:03').serve('1', '09:03', '09:03', '09:04');
    expect(sweep(told, '09:04')).toEqual([]);
    told.call('1', '09:05');
    expect(sweep(told, '09:05')).toEqual([cleared('queue.long', 'over')]);
  });

  it('that misses the target is an alert once it rests on enough waits, and names the cause', () => {
    const alerts = { 'window.idle': { on: false }, 'wait.missed': { n: 2 }, 'wait.long': { on: false } };
    const told = day(smallHall({ alerts })).open('1', '09:00');
    for (let n = 0; n < 8; n += 1) told.issue('A', '09:00');
    told.serve('1', '09:20', '09:20', '09:21').call('1', '09:22');
    expect(sweep(told, '09:23')).toMatchObject([
      raised('hall.congested'),
      { data: { alert: 'wait.missed', about: { percent: 0 }, under: 'hall.congested' } },
    ]);
  });
});

describe('an open window that idles while somebody waits', () => {
  it('is an alert after three minutes, and none for people it may not serve', () => {
    const told = day().open('2', '09:00').issue('C', '09:00').issue('A', '09:02');
    const idle = (drafts: Draft[]) =>
      drafts.filter(({ data }) => 'kind' in data && data.kind === 'window.idle');
    expect(idle(sweep(told, '09:04:59'))).toEqual([]);
    expect(idle(sweep(told, '09:05'))).toMatchObject([raised('window.idle/2')]);
  });

  it('is none while a system of others has failed', () => {
    const told = act(day(), '09:00', 'declareOutage', { system: '金税系统' })
      .open('1', '09:00')
      .issue('A', '09:00');
    const kinds = sweep(told, '09:30').map(({ data }) => 'kind' in data && data.kind);
    expect(kinds).toContain('system.outage');
    expect(kinds).not.toContain('window.idle');
    const under = sweep(told, '09:31');
    expect(under).toEqual([]);
    expect(told.state.alerts['wait.long']?.under).toMatch(/^system.outage/);
    expect(told.figure('idleWhileQueue', '09:40').value).toBe(0);
  });
});

describe('a failure that is declared late', () => {
  it('takes what it brought about under it, once', () => {
    const told = day(quiet).open('1', '09:00').issue('A', '09:00');
    expect(sweep(told, '09:15:01')).toMatchObject([raised('wait.long')]);
    act(told, '09:16', 'declareOutage', { system: '金税系统' });
    const [failure, attributed, ...more] = sweep(told, '09:16');
    expect(failure).toMatchObject({ data: { kind: 'system.outage' } });
    const under = told.state.outages.map(({ id }) => `system.outage/${id}`)[0];
    expect(attributed).toEqual({ type: 'alert.attributed', data: { alert: 'wait.long', under } });
    expect(more).toEqual([]);
    expect(sweep(told, '09:17')).toEqual([]);
    expect(told.state.alerts['wait.long']).toMatchObject({ under });
  });
});

describe('a service that runs long', () => {
  it('is an alert until it ends', () => {
    const told = day(quiet).issue('A', '09:00').call('1', '09:00').start('1', '09:00');
    const data = { ticket: 'A001', window: '1', limit: 'usual' as const, seconds: 960, n: 0 };
    told.say('09:17', { type: 'ticket.ranLong', data });
    expect(sweep(told, '09:17')).toMatchObject([
      { data: { kind: 'service.long', about: { ticket: 'A001' } } },
    ]);
    told.finish('1', '09:20');
    expect(sweep(told, '09:20')).toEqual([cleared('long/A001', 'over')]);
  });
});

describe('what somebody did once', () => {
  it('stays until a person has seen it, and is settled by that', () => {
    const told = day(hall);
    const alert = raise(told, '09:00', press);
    expect(sweep(told, '09:10')).toEqual([]);
    expect(decided(told, 'acknowledgeAlert', { alert })).toEqual([
      { type: 'alert.acknowledged', data: { alert } },
      cleared(alert, 'seen'),
    ]);
  });

  it('lapses, for a call for the guide, after half an hour', () => {
    const told = day(hall);
    const alert = raise(told, '09:00', press);
    expect(sweep(told, '09:30')).toEqual([]);
    expect(sweep(told, '09:31')).toEqual([cleared(alert, 'lapsed')]);
  });

  it('lapses, for a bad rating, with its day', () => {
    const told = day(hall).issue('A', '09:00').serve('1', '09:01', '09:02', '09:05');
    const alert = raise(told, '09:06', {
      type: 'rating.given',
      data: { window: '1', ticket: 'A001', leg: 0, grade: 1 },
    });
    expect(sweep(told, '17:00')).toEqual([]);
    told.end('23:59').say(told.at('23:59') + 120_000, { type: 'day.opened', data: { date: DATE } });
    expect(sweep(told, told.state.at)).toEqual([cleared(alert, 'lapsed')]);
  });
});
