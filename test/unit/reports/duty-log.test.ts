import { describe, expect, it } from 'vitest';
import { dailyReport } from '../../../bridge/reports/daily.ts';
import { composeLog } from '../../../bridge/reports/duty-log.ts';
import { day, type Clock, type Day } from '../../support/day.ts';
import { publicHall } from '../../support/hall.ts';
import { act } from '../../support/present.ts';

const linesOf = ({ state, events, hall }: Day, until: number) =>
  composeLog({ state, events, hall: publicHall(hall), until }).filter(({ topic }) => topic === 'emergency');
const emergencies = (told: Day, until: Clock) => linesOf(told, told.at(until));

describe('the log of a day', () => {
  it('tells every failure and every checklist once', () => {
    const told = act(day(), '09:00', 'declareOutage', { system: '金税系统' });
    act(told, '09:01', 'startPlaybook', { playbook: 'outage' });
    const run = told.state.playbooks.at(-1)?.id ?? '';
    act(told, '09:02', 'markStep', { run, step: 'declare' });
    act(told, '09:03', 'markStep', { run, step: 'report' });
    act(told, '09:04', 'markStep', { run, step: 'report', done: false });
    const lines = composeLog({ ...told, hall: publicHall(told.hall), until: told.at('09:30') });
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    expect(emergencies(told, '09:30').map(({ text }) => text.zh)).toEqual([
      '09:00 金税系统故障，尚未恢复，共 30 分钟',
      '09:01 启动预案“系统故障”，完成 1/6 步，未结束',
    ]);
    expect(lines.find(({ id }) => id === `playbook/${run}`)?.seqs).toHaveLength(2);
  });

  it('tells the fullest instant and the longest wait as the report of the day has them', () => {
    const told = day().open('1', '08:30').issue('A', '09:00').call('1', '09:00:30').pass('1', '09:01');
    told
      .issue('A', '09:10:10')
      .say('09:10:20', { type: 'ticket.returned', data: { ticket: 'A001', place: 'place' } });
    told.call('1', '09:10:50').finish('1', '09:15').call('1', '09:16').finish('1', '09:17');
    const unseen = {
      ticket: 'X1',
      number: 'X1',
      service: 'A',
      unmeasured: ['wait' as const],
      takenAt: told.at('08:01'),
    };
    told.say('09:20', { type: 'ticket.issued', data: unseen }).issue('A', '17:20').end('24:00');
    const hall = publicHall(told.hall);
    const lines = composeLog({ ...told, hall, until: told.at('24:00') });
    const texts = (topic: string) => lines.filter((line) => line.topic === topic).map(({ text }) => text.en);
    expect(texts('peak')).toEqual(['Most people waiting at once: 3, at 09:10']);
    // The last had waited ten minutes when the hall closed, not until midnight.
    expect(texts('wait')).toEqual(['Longest wait 10:50, A001']);
    const { slots } = dailyReport(told.state, hall, told.at('24:00'));
    expect(Math.max(...slots.map(({ waitingMost }) => waitingMost))).toBe(3);
    expect(slots.at(-1)?.label).toBe('17:30');
  });

  it('says how soon alerts were answered as the figure of the day does', () => {
    const told = day();
    const raise = (clock: string, alert: string) => {
      const about = { window: '1' };
      told.say(clock, {
        type: 'alert.raised',
        data: { alert, kind: 'window.idle', severity: 'warning', about },
      });
    };
    const clear = (clock: string, alert: string, reason: 'over' | 'seen') =>
      told.say(clock, { type: 'alert.cleared', data: { alert, reason } });
    for (const alert of ['a', 'b', 'c', 'd']) raise('09:00', alert);
    told.say('09:04', { type: 'alert.acknowledged', data: { alert: 'a' } });
    // Those that went by themselves after a minute were answered by nobody.
    clear('09:01', 'b', 'over');
    clear('09:01', 'c', 'over');
    clear('09:10', 'a', 'over');
    const lines = composeLog({ ...told, hall: publicHall(told.hall), until: told.at('09:30') });
    expect(lines.find(({ topic }) => topic === 'alert')?.text.en).toBe(
      'Idle while people wait 4×, median answer 4:00 (n=2), 1 not cleared',
    );
    expect(told.figure('alertAnswer', '09:30')).toMatchObject({ value: 240, n: 2 });
  });

  it('tells pauses and lost devices as long as their figures are', () => {
    const told = day().device('pad', '08:00', 'online').open('1', '08:30').pause('1', '11:00');
    told.resume('1', '11:10').pause('1', '15:00', 'meal').resume('1', '15:05').pause('1', '17:00');
    told.device('pad', '17:20', 'offline');
    told.say('18:00', { type: 'window.closed', data: { window: '1', leftAt: told.at('17:30') } });
    const lines = composeLog({ ...told, hall: publicHall(told.hall), until: told.at('23:00') });
    const text = (topic: string) => lines.find((line) => line.topic === topic)?.text.zh;
    expect(text('pause')).toBe('暂停 3 次：1号窗口休息 2 次 40 分钟；1号窗口用餐 1 次 5 分钟');
    expect(told.figure('pausedTime', '23:00').value).toBe(45 * 60);
    expect(text('device')).toBe('pad 离线 1 次，服务时间内共 10 分钟，尚未恢复');
  });

  it('says of a checklist that ended before anybody looked again that its effect was not measured', () => {
    const told = act(day(), '09:01', 'startPlaybook', { playbook: 'conflict' });
    const run = told.state.playbooks.at(-1)?.id ?? '';
    act(told, '09:02', 'markStep', { run, step: 'go' });
    act(told, '09:10', 'endPlaybook', { run });
    expect(emergencies(told, '10:00')[0]?.text).toEqual({
      zh: '09:01 启动预案“征纳冲突”，完成 1/5 步，09:10 结束，效果未测得',
      en: '09:01 checklist “Conflict”: 1 of 5 steps, ended 09:10, effect not measured',
    });
  });
});
