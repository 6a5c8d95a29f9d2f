import type { CommandData } from '../../shared/commands.ts';
import type { Playbook } from '../../shared/config/playbooks.ts';
import type { Draft } from '../../shared/events/index.ts';
import type { PlaybookRun } from '../../shared/hall/state.ts';
import { effectOf } from '../../shared/metrics/effect.ts';
import { Refusal } from '../../shared/refusals.ts';
import { MINUTE } from '../../shared/time.ts';
import { isSettledBySeeing } from './alerts/sweep.ts';
import type { Present } from './rules.ts';

/** A system of others fails: from here on slow services are its doing. */
export function declareOutage({ state }: Present, { system }: CommandData<'declareOutage'>): Draft[] {
  const known = state.outages.find((one) => one.system === system && one.to === undefined);
  if (known) throw new Refusal('outage.known', { system });
  return [{ type: 'outage.declared', data: { outage: String(state.seq + 1), system } }];
}

export function endOutage({ state }: Present, { outage }: CommandData<'endOutage'>): Draft[] {
  const known = state.outages.find(({ id, to }) => id === outage && to === undefined);
  if (!known) throw new Refusal('outage.over');
  return [{ type: 'outage.ended', data: { outage } }];
}

/** Begins a checklist, and keeps the figures by which it will be judged; who begins it has seen the alert. */
export function startPlaybook(present: Present, ask: CommandData<'startPlaybook'>): Draft[] {
  const { state, hall } = present;
  const { playbook, alert } = ask;
  if (!hall.playbooks.some(({ id }) => id === playbook)) throw new Refusal('playbook.unknown', { playbook });
  const isOpen = state.playbooks.some((run) => run.playbook === playbook && run.to === undefined);
  if (isOpen) throw new Refusal('playbook.open');
  const known = alert === undefined ? undefined : state.alerts[alert];
  if (alert !== undefined && !known) throw new Refusal('alert.unknown');
  const data = { run: String(state.seq + 1), playbook, before: effectOf(present) };
  const started: Draft = {
    type: 'playbook.started',
    data: { ...data, ...(alert !== undefined ? { alert } : {}) },
  };
  const seen: Draft[] =
    known && known.acknowledgedAt === undefined
      ? [{ type: 'alert.acknowledged', data: { alert: known.id } }]
      : [];
  return [started, ...seen];
}

/** A step is done, or was not done after all. */
export function markStep(present: Present, ask: CommandData<'markStep'>): Draft[] {
  const { run: id, step, done, note } = ask;
  const { run, playbook } = openRun(present, id);
  if (!playbook.steps.some((one) => one.id === step)) throw new Refusal('playbook.noStep', { step });
  const isDone = run.steps[step] !== undefined;
  if (done && isDone && run.steps[step]?.note === note) return [];
  if (!done) return isDone ? [{ type: 'playbook.stepUndone', data: { run: id, step } }] : [];
  return [{ type: 'playbook.stepDone', data: { run: id, step, ...(note !== undefined ? { note } : {}) } }];
}

/** Ends a checklist, and with it the alert it answers where only a person settles that. @throws Refusal */
export function endPlaybook(present: Present, { run }: CommandData<'endPlaybook'>): Draft[] {
  const { alert } = openRun(present, run).run;
  const answered = present.state.alerts[alert ?? ''];
  const settled: Draft[] =
    answered && isSettledBySeeing(answered.kind)
      ? [{ type: 'alert.cleared', data: { alert: answered.id, reason: 'seen' } }]
      : [];
  return [{ type: 'playbook.ended', data: { run } }, ...settled];
}

function openRun({ state, hall }: Present, id: string): { run: PlaybookRun; playbook: Playbook } {
  const run = state.playbooks.find((one) => one.id === id && one.to === undefined);
  const playbook = hall.playbooks.find((one) => one.id === run?.playbook);
  if (!run || !playbook) throw new Refusal('playbook.over');
  return { run, playbook };
}

/** Looks at the figures again some time after the first step: did it help? */
export function seeEffects(present: Present): Draft[] {
  const today = present.state.day?.openedAt ?? 0;
  return present.state.playbooks.flatMap(({ id, playbook, from, steps, after }): Draft[] => {
    if (from < today) return [];
    const minutes = present.hall.playbooks.find((one) => one.id === playbook)?.effectMinutes;
    const first = Math.min(...Object.values(steps).map(({ at }) => at));
    const isDue = minutes !== undefined && present.now - first >= minutes * MINUTE;
    return after === undefined && isDue
      ? [{ type: 'playbook.effectSeen', data: { run: id, after: effectOf(present) } }]
      : [];
  });
}
