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

/** This alert, the one that brought it about, and so on to the root. */
function chainOf(alert: Alert, known: ReadonlyMap<string, Alert>): Alert[] {
  const cause = known.get(alert.under ?? '');
  return cause ? [alert, ...chainOf(cause, known)] : [alert];
}

/** What alerts of one cause have in common; alone by its own id. */
function causeOf({ id, kind, about, acknowledgedAt }: Alert, lineOf: Map<string, string>): string {
  if (kind === 'line.offline') return `line/${about.line}`;
  if (kind === 'device.offline') return `line/${lineOf.get(String(about.device)) ?? id}`;
  if (!PILING.has(kind)) return id;
  return `${kind}/${about.device ?? about.window}/${acknowledgedAt === undefined ? 'open' : 'seen'}`;
}

/** The cause speaks for what it brought about, the line for its devices; otherwise the latest for those before it. */
function bySpeaker(known: ReadonlyMap<string, Alert>): (a: Alert, b: Alert) => number {
  const rank = (alert: Alert) => chainOf(alert, known).length * 2 - (alert.kind === 'line.offline' ? 1 : 0);
  return (a, b) => rank(a) - rank(b) || b.raisedAt - a.raisedAt || b.raisedSeq - a.raisedSeq;
}

/**
 * Alerts as they are shown: devices that went with their line stand behind its alert, and so do
 * several that went on one line before the line itself was missed; what people ask for again and
 * again at one place is one alert. Tier by tier, latest first.
 */
export function groupAlerts(alerts: readonly Alert[], devices: PublicHall['devices']): AlertGroup[] {
  const lineOf = new Map(devices.map(({ id, line }) => [id, line]));
  const known = new Map(alerts.map((alert) => [alert.id, alert]));
  const causes = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const cause = causeOf(chainOf(alert, known).at(-1) ?? alert, lineOf);
    causes.set(cause, [...(causes.get(cause) ?? []), alert]);
  }
  const groups: AlertGroup[] = [];
  for (const found of causes.values()) {
    const [alert, ...behind] = found.sort(bySpeaker(known));
    if (!alert) continue;
    const apart = alert.kind === 'device.offline' && found.length < SAME_CAUSE;
    if (apart) groups.push(...found.map((one) => ({ alert: one, behind: [] })));
    else groups.push({ alert, behind });
  }
  const order = (group: AlertGroup) => TIERS.indexOf(tierOf(group));
  return groups.sort((a, b) => order(a) - order(b) || b.alert.raisedAt - a.alert.raisedAt);
}
