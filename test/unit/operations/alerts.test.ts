import { describe, expect, it } from 'vitest';
import { sweepAlerts } from '../../../bridge/operations/alerts.ts';
import type { Draft } from '../../../shared/events/index.ts';
import { day, type Clock, type Day } from '../../support/day.ts';
import { DATE, smallHall } from '../../support/hall.ts';
import { decided, following, presentOf } from '../../support/present.ts';

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
    const told = day(hall).open('1', '09:00').issue('A', '09:00');
    expect(sweep(told, '09:15')).toEqual([]);
    expect(sweep(told, '09:15:01')).toMatchObject([raised('wait.long')]);
    told.call('1', '09:16');
    expect(sweep(told, '09:16')).toEqual([cleared('wait.long', 'over')]);
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
