import type { Slice } from './slice.ts';
import { ALERTS_OVER_KEPT } from './state.ts';

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
  'alert.cleared'(state, { at, data }) {
    const alert = state.alerts[data.alert];
    delete state.alerts[data.alert];
    if (!alert) return;
    const { raisedAt, raisedSeq, acknowledgedAt } = alert;
    const seen = acknowledgedAt !== undefined ? { acknowledgedAt } : {};
    const over = data.reason === 'over' ? { byItself: true as const } : {};
    state.alertsOver.push({ raisedAt, raisedSeq, ...seen, ...over, clearedAt: at });
    if (state.alertsOver.length > ALERTS_OVER_KEPT) state.alertsOver.shift();
  },
  'day.opened'(state) {
    state.alertsOver = [];
  },
};
