import type { Slice } from './slice.ts';

export const alerts: Slice = {
  'alert.raised'(state, { seq, at, data }) {
    state.alerts[data.alert] = {
      id: data.alert,
      kind: data.kind,
      severity: data.severity,
      about: data.about,
      raisedAt: at,
      raisedSeq: seq,
      ...(data.under !== undefined ? { under: data.under } : {}),
    };
  },
  'alert.attributed'(state, { data }) {
    const alert = state.alerts[data.alert];
    if (alert) alert.under = data.under;
  },
  'alert.acknowledged'(state, { at, data }) {
    const alert = state.alerts[data.alert];
    if (alert) alert.acknowledgedAt = at;
  },
  'alert.cleared'(state, { data }) {
    delete state.alerts[data.alert];
  },
};
