import { describe, expect, it } from 'vitest';
import { turnDay } from '../../../bridge/operations/day.ts';
import type { Effect } from '../../../shared/hall/state.ts';
import { usualPlaybooks } from '../../../shared/config/playbooks.ts';
import { verdictOf } from '../../../shared/metrics/effect.ts';
import { seeEffects } from '../../../bridge/operations/response.ts';
import { day } from '../../support/day.ts';
import { act, decided, presentOf, refusalOf } from '../../support/present.ts';

/** Crowded: six wait for one window, and somebody was told. */
const crowded = () => {
  const told = day().open('2', '09:00');
  for (let n = 0; n < 6; n += 1) told.issue('A', '09:00');
  return told.say('09:10', {
    type: 'alert.raised',
    data: { alert: 'hall.congested', kind: 'hall.congested', severity: 'warning', about: {} },
  });
};
const run = (told: ReturnType<typeof crowded>) => told.state.playbooks.at(-1)!;

describe('a checklist', () => {
  it('keeps the figures it begins with, and whoever begins it has seen the alert', () => {
    const told = act(crowded(), '09:12', 'startPlaybook', {
      playbook: 'congestion',
      alert: 'hall.congested',
    });
    expect(run(told)).toMatchObject({
      ...{ playbook: 'congestion', alert: 'hall.congested', steps: {} },
      before: { waiting: 6, clearingMinutes: 48, longestWait: 720, openWindows: 1 },
    });
    expect(told.state.alerts['hall.congested']?.acknowledgedAt).toBe(told.at('09:12'));
    expect(refusalOf(told, 'startPlaybook', { playbook: 'congestion' })).toBe('playbook.open');
    expect(refusalOf(told, 'startPlaybook', { playbook: 'no' })).toBe('playbook.unknown');
  });

  it('is worked through step by step, each of which may be taken back', () => {
    const told = act(crowded(), '09:12', 'startPlaybook', { playbook: 'congestion' });
    const { id } = run(told);
    act(told, '09:13', 'markStep', { run: id, step: 'windows', note: '开1号窗口' });
    expect(run(told).steps).toEqual({ windows: { at: told.at('09:13'), note: '开1号窗口' } });
    expect(decided(told, 'markStep', { run: id, step: 'windows', note: '开1号窗口' })).toEqual([]);
    act(told, '09:14', 'markStep', { run: id, step: 'windows', done: false });
    expect(run(told).steps).toEqual({});
    expect(refusalOf(told, 'markStep', { run: id, step: 'dance' })).toBe('playbook.noStep');
    act(told, '09:20', 'endPlaybook', { run: id });
    expect(refusalOf(told, 'markStep', { run: id, step: 'cause' })).toBe('playbook.over');
  });

  it('looks at the figures again after its first step: did it help?', () => {
    const told = act(crowded(), '09:12', 'startPlaybook', { playbook: 'congestion' });
    const { id } = run(told);
    expect(seeEffects(presentOf(told, '10:00'))).toEqual([]);
    act(told, '09:15', 'markStep', { run: id, step: 'windows' });
    told.open('1', '09:15').serve('1', '09:15', '09:15', '09:20').serve('2', '09:15', '09:15', '09:20');
    expect(seeEffects(presentOf(told, '09:29:59'))).toEqual([]);
    const [effect] = seeEffects(presentOf(told, '09:30'));
    expect(effect).toMatchObject({ data: { run: id, after: { waiting: 4, openWindows: 2 } } });
    told.say('09:30', effect!);
    expect(run(told).after?.clearingMinutes).toBeLessThan(run(told).before.clearingMinutes!);
    expect(seeEffects(presentOf(told, '09:31'))).toEqual([]);
  });

  it('that is not ended ends with its day, its effect not measured', () => {
    const told = act(crowded(), '09:12', 'startPlaybook', { playbook: 'conflict' });
    act(told, '23:55', 'markStep', { run: run(told).id, step: 'go' });
    const turned = turnDay(told.state, told.at('24:30'), told.hall);
    for (const { at, draft } of turned) told.say(at, draft);
    const [ended] = told.events.filter(({ type }) => type === 'playbook.ended');
    expect(ended?.at).toBe(told.at('24:00'));
    expect(told.events.some(({ type }) => type === 'playbook.effectSeen')).toBe(false);
    expect(told.state.playbooks).toEqual([]);
    expect(decided(told, 'startPlaybook', { playbook: 'conflict' })).toHaveLength(1);
  });

  it('that left the journal of an earlier day open is compared with no figure of another day', () => {
    const told = act(crowded(), '09:12', 'startPlaybook', { playbook: 'conflict' });
    act(told, '09:13', 'markStep', { run: run(told).id, step: 'go' });
    told.end('24:00').say('24:00', { type: 'day.opened', data: { date: '2026-03-03' } });
    expect(seeEffects(presentOf(told, '24:30'))).toEqual([]);
    expect(refusalOf(told, 'endPlaybook', { run: '8' })).toBe('playbook.over');
  });

  it('settles the alert it answers when it ends, where only a person can', () => {
    const raised = (kind: 'rating.bad' | 'hall.congested') =>
      day().say('09:10', {
        type: 'alert.raised',
        data: { alert: `${kind}/1`, kind, severity: 'warning', about: {} },
      });
    const rated = act(raised('rating.bad'), '09:12', 'startPlaybook', {
      ...{ playbook: 'conflict', alert: 'rating.bad/1' },
    });
    act(rated, '09:20', 'endPlaybook', { run: run(rated).id });
    expect(rated.state.alerts).toEqual({});
    expect(rated.events.at(-1)).toMatchObject({ type: 'alert.cleared', data: { reason: 'seen' } });
    const full = act(raised('hall.congested'), '09:12', 'startPlaybook', {
      ...{ playbook: 'congestion', alert: 'hall.congested/1' },
    });
    act(full, '09:20', 'endPlaybook', { run: run(full).id });
    expect(Object.keys(full.state.alerts)).toEqual(['hall.congested/1']);
  });
});

describe('a failure of a system of others', () => {
  it('is declared once and ended once, and lasts over the day', () => {
    const told = act(day(), '09:00', 'declareOutage', { system: '金税系统' });
    const { id } = told.state.outages[0]!;
    expect(refusalOf(told, 'declareOutage', { system: '金税系统' })).toBe('outage.known');
    act(told, '09:50', 'endOutage', { outage: id });
    expect(told.state.outages[0]).toMatchObject({ from: told.at('09:00'), to: told.at('09:50') });
    expect(refusalOf(told, 'endOutage', { outage: id })).toBe('outage.over');
  });
});

describe('whether a checklist helped', () => {
  const effect = (more: Partial<Effect>): Effect => ({
    ...{ waiting: 5, clearingMinutes: 40, longestWait: 600, openWindows: 2 },
    ...more,
  });
  const verdict = (before: Partial<Effect>, after: Partial<Effect>) =>
    verdictOf('clearingMinutes', effect(before), effect(after));

  it('is judged by the figure that it is meant to change, and what stays as it was is no worse', () => {
    expect(verdict({}, { clearingMinutes: 20 })).toBe('better');
    expect(verdict({}, { clearingMinutes: 40.4 })).toBe('same');
    expect(verdict({}, { clearingMinutes: 60 })).toBe('worse');
    expect(verdict({ clearingMinutes: null }, { clearingMinutes: 60 })).toBe('better');
    expect(verdict({ clearingMinutes: null }, { clearingMinutes: null })).toBe('same');
    expect(verdict({}, { clearingMinutes: null })).toBe('worse');
    expect(verdictOf(undefined, effect({}), effect({ clearingMinutes: 1 }))).toBeNull();
  });

  it('is told of crowding alone: no figure of the hall says how a conflict or a failure was handled', () => {
    expect(usualPlaybooks.map(({ id, judgedBy }) => [id, judgedBy])).toEqual([
      ['congestion', 'clearingMinutes'],
      ['outage', undefined],
      ['conflict', undefined],
    ]);
  });
});
