import type { PublicHall } from '../../shared/config/public.ts';
import type { Alert } from '../../shared/hall/state.ts';

/** Alerts with one cause. The first speaks for all; the others are behind it. */
export interface AlertGroup {
  alert: Alert;
  behind: Alert[];
}

/** `fault` and `warning` ask for somebody; `seen` is being looked after. */
export type Tier = 'fault' | 'warning' | 'seen';

/** The tier of a group: it is seen when every alert of it is. */
export function tierOf({ alert, behind }: AlertGroup): Tier {
  const all = [alert, ...behind];
  if (all.every(({ acknowledgedAt }) => acknowledgedAt !== undefined)) return 'seen';
  return alert.severity;
}

const TIERS: readonly Tier[] = ['fault', 'warning', 'seen'];

/** Gone devices from here on, on one line, are taken for one cause. */
const SAME_CAUSE = 3;

/**
 * Alerts as they are shown: devices that went with their line stand behind its alert, and so do
 * several that went on one line before the line itself was missed. Tier by tier, latest first.
 */
export function groupAlerts(alerts: readonly Alert[], devices: PublicHall['devices']): AlertGroup[] {
  const lineOf = new Map(devices.map(({ id, line }) => [id, line]));
  const lines = new Map<string, AlertGroup>();
  const gone = new Map<string, Alert[]>();
  const groups: AlertGroup[] = [];
  for (const alert of alerts) {
    const line = alert.kind === 'device.offline' ? lineOf.get(String(alert.about.device)) : undefined;
    if (line !== undefined) {
      gone.set(line, [...(gone.get(line) ?? []), alert]);
      continue;
    }
    const group = { alert, behind: [] };
    if (alert.kind === 'line.offline') lines.set(String(alert.about.line), group);
    groups.push(group);
  }
  for (const [line, lost] of gone) {
    const owner = lines.get(line);
    const [first, ...rest] = lost;
    if (owner) owner.behind.push(...lost);
    else if (first && lost.length >= SAME_CAUSE) groups.push({ alert: first, behind: rest });
    else groups.push(...lost.map((alert) => ({ alert, behind: [] })));
  }
  const order = (group: AlertGroup) => TIERS.indexOf(tierOf(group));
  return groups.sort((a, b) => order(a) - order(b) || b.alert.raisedAt - a.alert.raisedAt);
}
