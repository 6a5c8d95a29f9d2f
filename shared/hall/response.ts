import type { HallState, PlaybookRun } from './state.ts';
import type { Slice } from './slice.ts';

function runOf(state: HallState, id: string): PlaybookRun | undefined {
  return state.playbooks.find((run) => run.id === id);
}

export const response: Slice = {
  'outage.declared'(state, { seq, at, data: { outage: id, system } }) {
    state.outages.push({ id, system, from: at, seq });
  },
  'outage.ended'(state, { at, data }) {
    const known = state.outages.find(({ id }) => id === data.outage);
    if (known) known.to = at;
  },
  'playbook.started'(state, { seq, at, data: { run: id, playbook, alert, before } }) {
    state.playbooks.push({
      ...{ id, playbook, from: at, before, steps: {}, seq },
      ...(alert !== undefined ? { alert } : {}),
    });
  },
  'playbook.stepDone'(state, { at, data: { run, step, note } }) {
    const known = runOf(state, run);
    if (known) known.steps[step] = { at, ...(note !== undefined ? { note } : {}) };
  },
  'playbook.stepUndone'(state, { data: { run, step } }) {
    delete runOf(state, run)?.steps[step];
  },
  'playbook.ended'(state, { at, data }) {
    const known = runOf(state, data.run);
    if (known) known.to = at;
  },
  'playbook.effectSeen'(state, { data }) {
    const known = runOf(state, data.run);
    if (known) known.after = data.after;
  },
  'day.opened'(state) {
    state.outages = state.outages.filter(({ to }) => to === undefined);
    state.playbooks = [];
  },
};
