import type { PublicHall } from '../../shared/config/public.ts';
import type { AlertKind } from '../../shared/events/index.ts';
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

/** Kinds that come one by one, from a person or a job, and pile up at the place they come from. */
const PILING: ReadonlySet<AlertKind> = new Set<AlertKind>([
  'guide.called',
  'help.called',
  'rating.bad',
  'print.failed',
]);

/** What alerts of one cause have in common; alone by its own id. */
function causeOf({ id, kind, about, acknowledgedAt, under }: Alert, lineOf: Map<string, string>): string {
  if (under !== undefined) return under;
  if (kind === 'line.offline') return `line/${about.line}`;
  if (kind === 'device.offline') return `line/${lineOf.get(String(about.device)) ?? id}`;
  if (!PILING.has(kind)) return id;
  return `${kind}/${about.device ?? about.window}/${acknowledgedAt === undefined ? 'open' : 'seen'}`;
}

/** The cause speaks for what it brought about, the line for its devices; otherwise the latest for those before it. */
function bySpeaker(a: Alert, b: Alert): number {
  const line = ({ kind, under }: Alert) => (under !== undefined ? 2 : kind === 'line.offline' ? 0 : 1);
  return line(a) - line(b) || b.raisedAt - a.raisedAt || b.raisedSeq - a.raisedSeq;
}

/**
 * Alerts as they are shown: devices that went with their line stand behind its alert, and so do
 * several that went on one line before the line itself was missed; what people ask for again and
 * again at one place is one alert. Tier by tier, latest first.
 */
export function groupAlerts(alerts: readonly Alert[], devices: PublicHall['devices']): AlertGroup[] {
  const lineOf = new Map(devices.map(({ id, line }) => [id, line]));
  const causes = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const cause = causeOf(alert, lineOf);
    causes.set(cause, [...(causes.get(cause) ?? []), alert]);
  }
  const groups: AlertGroup[] = [];
  for (const found of causes.values()) {
    const [alert, ...behind] = found.sort(bySpeaker);
    if (!alert) continue;
    const apart = alert.kind === 'device.offline' && found.length < SAME_CAUSE;
    if (apart) groups.push(...found.map((one) => ({ alert: one, behind: [] })));
    else groups.push({ alert, behind });
  }
  const order = (group: AlertGroup) => TIERS.indexOf(tierOf(group));
  return groups.sort((a, b) => order(a) - order(b) || b.alert.raisedAt - a.alert.raisedAt);
}
