import { describe, expect, it } from 'vitest';
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
