import { describe, expect, it } from 'vitest';
import { findStaleDisplays } from '../../../bridge/operations/alerts/displays.ts';
import { signOf } from '../../../shared/displays/display.ts';
import { standingOf } from '../../../shared/displays/standing.ts';
import { day, type Clock, type Day } from '../../support/day.ts';
import { DATE, smallHall } from '../../support/hall.ts';
import { act, presentOf, refusalOf } from '../../support/present.ts';

const hall = smallHall({
  lines: [{ id: 'signs', transport: { kind: 'tcp', host: 'localhost', port: 1 } }],
  devices: [{ id: 'sign-1', driver: 'onbon-bx5k', line: 'signs', window: '1' }],
  alerts: { 'display.stale': { minutes: 5 } },
});
const sign = signOf({ id: 'sign-1', window: '1' });

const took = (told: Day, clock: Clock, text: string) =>
  told.say(clock, { type: 'display.shown', device: 'sign-1', data: { text } });
const failed = (told: Day, clock: Clock, text: string, code = 'sign.busy') =>
  told.say(clock, { type: 'display.failed', device: 'sign-1', data: { text, code } });
const stale = (told: Day, clock: Clock) => findStaleDisplays(presentOf(told, clock));

describe('a sign', () => {
  it('keeps showing what it took last while it takes nothing new, and the first failure says since when', () => {
    const told = day(hall).device('sign-1', '08:00', 'online');
    took(told, '08:00', '本窗口已关闭').open('1', '08:30');
    failed(failed(told, '08:30', '欢迎光临'), '08:31', '欢迎光临');
    expect(standingOf(presentOf(told, '08:32'), sign)).toMatchObject({
      should: { text: '欢迎光临' },
      shows: { text: '本窗口已关闭', failed: 'sign.busy' },
      differsSince: told.at('08:30'),
    });
    took(told, '08:33', '欢迎光临');
    expect(standingOf(presentOf(told, '08:34'), sign)).not.toHaveProperty('differsSince');
    expect(told.state.displays['sign-1']).toEqual({ text: '欢迎光临', at: told.at('08:33') });
  });

  it('that cannot show a text is right to stay dark', () => {
    const told = day(hall).device('sign-1', '08:00', 'online');
    took(failed(told, '08:00', '本窗口已关闭', 'device.rejected'), '08:00', '');
    expect(standingOf(presentOf(told, '09:00'), sign)).not.toHaveProperty('differsSince');
    told.open('1', '09:00');
    expect(standingOf(presentOf(told, '09:01'), sign).differsSince).toBe(told.at('09:00'));
  });

  it('is an alert once it has been wrong for too long while it could be told', () => {
    const told = took(day(hall).device('sign-1', '08:00', 'online'), '08:00', '本窗口已关闭');
    failed(told.open('1', '08:30'), '08:30', '欢迎光临');
    expect(stale(told, '08:34:59')).toEqual([]);
    expect(stale(told, '08:35')).toMatchObject([
      { alert: 'stale/sign-1', kind: 'display.stale', about: { device: 'sign-1' } },
    ]);
    told.device('sign-1', '08:36', 'offline');
    expect(stale(told, '08:36')).toEqual([]);
    told.device('sign-1', '08:40', 'online');
    expect(stale(told, '08:41')).toEqual([]);
    took(told, '08:41', '欢迎光临');
    expect(stale(told, '09:41')).toEqual([]);
  });
});

describe('notices and emergencies', () => {
  it('are posted and withdrawn by people, and kept with who did it', () => {
    const told = act(day(hall), '09:00', 'postNotice', { text: '系统维护', displays: ['sign-1', 'hall'] });
    const [notice] = told.state.notices;
    expect(notice).toMatchObject({ text: '系统维护', seconds: 12, displays: ['sign-1', 'hall'] });
    expect(refusalOf(told, 'withdrawNotice', { notice: 'other' })).toBe('notice.unknown');
    act(told, '09:01', 'withdrawNotice', { notice: notice?.id ?? '' });
    expect(told.state.notices).toEqual([]);
  });

  it('are refused on a display that is not there, too late, and too many', () => {
    expect(refusalOf(day(hall), 'postNotice', { text: 'x', displays: ['none'] })).toBe('display.unknown');
    expect(refusalOf(day(hall), 'raiseEmergency', { text: 'x', displays: ['none'] })).toBe('display.unknown');
    expect(refusalOf(day(hall), 'postNotice', { text: 'x', until: '2026-03-01' })).toBe('notice.past');
    expect(refusalOf(day(hall), 'clearEmergency', {})).toBe('emergency.none');
    const full = day(hall);
    for (let n = 0; n < 30; n += 1) act(full, '09:00', 'postNotice', { text: `通知${n}` });
    expect(refusalOf(full, 'postNotice', { text: 'x' })).toBe('notice.tooMany');
  });

  it('end with their last day, the emergency only when somebody clears it', () => {
    const told = act(day(hall), '09:00', 'postNotice', { text: '今日', until: DATE });
    act(told, '09:00', 'postNotice', { text: '长期' });
    act(told, '09:00', 'raiseEmergency', { text: '停电' });
    expect(act(told, '09:01', 'raiseEmergency', { text: '停电' }).state.seq).toBe(4);
    told.say('23:59', { type: 'day.opened', data: { date: '2026-03-03' } });
    expect(told.state.notices.map(({ text }) => text)).toEqual(['长期']);
    expect(told.state.emergency).toMatchObject({ text: '停电' });
    expect(act(told, '23:59', 'clearEmergency', {}).state).not.toHaveProperty('emergency');
  });
});
