import { SECOND } from '../time.ts';
import { inOrder, within, type Definition, type Figure, type Scope, type View } from './figure.ts';
import { survivalQuantile } from './survival.ts';
import type { Alert, AlertOver } from '../hall/state.ts';

/** How long it was until something became of an alert; what has not yet, or never, is open. */
interface Until {
  at: number | undefined;
  /** Until when it had not. */
  seen: number;
}

function alertMedian(until: (alert: Alert | AlertOver, now: number) => Until) {
  return (view: View, scope?: Scope): Figure => {
    const isNarrow = scope?.service ?? scope?.window ?? scope?.device ?? scope?.line;
    if (isNarrow !== undefined) return { value: null, n: 0, evidence: [] };
    const { alerts, alertsOver } = view.state;
    const all = [...alertsOver, ...Object.values(alerts)].filter(({ raisedAt }) =>
      within(raisedAt, scope?.period),
    );
    const lifetimes = all.map((alert) => {
      const { at, seen } = until(alert, view.now);
      return { seconds: Math.max(0, (at ?? seen) - alert.raisedAt) / SECOND, open: at === undefined };
    });
    const estimate = survivalQuantile(lifetimes, 0.5);
    return {
      value: estimate?.seconds ?? null,
      n: all.length,
      evidence: inOrder(all.map(({ raisedSeq }) => raisedSeq)),
      ...(estimate?.atLeast ? { atLeast: true as const } : {}),
    };
  };
}

const clearedAt = (alert: Alert | AlertOver) => ('clearedAt' in alert ? alert.clearedAt : undefined);

/** 告警响应时长 */
export const alertAnswer: Definition = {
  id: 'alertAnswer',
  version: 1,
  unit: 'seconds',
  name: { zh: '告警响应时长中位数', en: 'Median time to acknowledge' },
  text: {
    zh: '告警产生至有人确认的时长的中位数；未确认的按“至少这么久”（删失）计入，到解除或此刻为止。当天最近300条已解除的与仍在的告警。',
    en: 'Median time from an alert to a person acknowledging it; one that nobody has acknowledged counts as at least so long (censored), up to its clearing or now. Of the alerts that stand and the latest 300 cleared today.',
  },
  compute: alertMedian((alert, now) => ({ at: alert.acknowledgedAt, seen: clearedAt(alert) ?? now })),
};

/** 告警处置时长 */
export const alertClearing: Definition = {
  id: 'alertClearing',
  version: 1,
  unit: 'seconds',
  name: { zh: '告警处置时长中位数', en: 'Median time to clear an alert' },
  text: {
    zh: '告警产生至解除的时长的中位数；仍在的按“至少这么久”（删失）计入。当天最近300条已解除的与仍在的告警。',
    en: 'Median time from an alert to its clearing; one that stands counts as at least so long (censored). Of the alerts that stand and the latest 300 cleared today.',
  },
  compute: alertMedian((alert, now) => ({ at: clearedAt(alert), seen: now })),
};
