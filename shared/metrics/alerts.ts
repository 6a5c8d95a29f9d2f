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

function alertMedian(until: (alert: Alert | AlertOver, now: number) => Until | null) {
  return (view: View, scope?: Scope): Figure => {
    const isNarrow = scope?.service ?? scope?.window ?? scope?.device ?? scope?.line;
    if (isNarrow !== undefined) return { value: null, n: 0, evidence: [] };
    const { alerts, alertsOver, day } = view.state;
    const today = [...alertsOver, ...Object.values(alerts)].filter(
      ({ raisedAt }) => raisedAt >= (day?.openedAt ?? 0) && within(raisedAt, scope?.period),
    );
    const counted = today.flatMap((alert) => {
      const outcome = until(alert, view.now);
      return outcome ? [{ alert, ...outcome }] : [];
    });
    const lifetimes = counted.map(({ alert: { raisedAt }, at, seen }) => ({
      seconds: Math.max(0, (at ?? seen) - raisedAt) / SECOND,
      open: at === undefined,
    }));
    const estimate = survivalQuantile(lifetimes, 0.5);
    return {
      value: estimate?.seconds ?? null,
      n: counted.length,
      evidence: inOrder(counted.map(({ alert }) => alert.raisedSeq)),
      ...(estimate?.atLeast ? { atLeast: true as const } : {}),
    };
  };
}

const clearedAt = (alert: Alert | AlertOver) => ('clearedAt' in alert ? alert.clearedAt : undefined);

/** Until somebody acknowledged it; one that went by itself before needed nobody any more. */
function answered(alert: Alert | AlertOver, now: number): Until | null {
  const wentByItself = 'byItself' in alert && alert.acknowledgedAt === undefined;
  return wentByItself ? null : { at: alert.acknowledgedAt, seen: clearedAt(alert) ?? now };
}

/** 告警响应时长 */
export const alertAnswer: Definition = {
  id: 'alertAnswer',
  version: 2,
  unit: 'seconds',
  name: { zh: '告警响应时长中位数', en: 'Median time to acknowledge' },
  text: {
    zh: '告警产生至有人确认的时长的中位数；仍在而无人确认的按“至少这么久”（删失）计入；无人确认前已自行消失的不计。当天产生的告警，已解除的取最近300条。',
    en: 'Median time from an alert to a person acknowledging it; one that stands and nobody has acknowledged counts as at least so long (censored), one that went by itself before does not count. Of alerts raised today, those cleared being the latest 300.',
  },
  compute: alertMedian(answered),
};

/** 告警处置时长 */
export const alertClearing: Definition = {
  id: 'alertClearing',
  version: 2,
  unit: 'seconds',
  name: { zh: '告警处置时长中位数', en: 'Median time to clear an alert' },
  text: {
    zh: '告警产生至解除的时长的中位数；仍在的按“至少这么久”（删失）计入。当天产生的告警，已解除的取最近300条。',
    en: 'Median time from an alert to its clearing; one that stands counts as at least so long (censored). Of alerts raised today, those cleared being the latest 300.',
  },
  compute: alertMedian((alert, now) => ({ at: clearedAt(alert), seen: now })),
};
