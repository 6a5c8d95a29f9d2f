import type { AlertKind } from '../../../shared/events/index.ts';
import type { Finding } from './finding.ts';

/** Kinds that another brings about, the nearest cause first. */
const causes: Partial<Record<AlertKind, AlertKind[]>> = {
  'hall.congested': ['system.outage'],
  'wait.long': ['hall.congested', 'system.outage'],
  'wait.missed': ['hall.congested', 'system.outage'],
  'queue.long': ['hall.congested', 'system.outage'],
  'service.long': ['system.outage'],
  'promise.broken': ['system.outage'],
};

/** Kinds that a trouble of the same device brings about. */
const ofDevice: Partial<Record<AlertKind, AlertKind[]>> = {
  'print.failed': ['printer.paperOut', 'printer.fault', 'device.offline'],
};

/** The alert that brings another about, among those that last. */
export function causeOf(
  { kind, about }: Pick<Finding, 'kind' | 'about'>,
  lasting: readonly Pick<Finding, 'alert' | 'kind' | 'about'>[],
): string | undefined {
  for (const cause of causes[kind] ?? []) {
    const found = lasting.find((one) => one.kind === cause);
    if (found) return found.alert;
  }
  for (const cause of ofDevice[kind] ?? []) {
    const found = lasting.find((one) => one.kind === cause && one.about['device'] === about['device']);
    if (found) return found.alert;
  }
  return undefined;
}
