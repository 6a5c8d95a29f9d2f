import { onDuty, recordOf } from '../../../shared/discipline/record.ts';
import { MINUTE } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';
import type { Finding } from './finding.ts';

/**
 * Phones of people on duty that have been out for long with no reason on record: how many, and
 * never whose. What a sensor does not tell for certain is not among them.
 */
export function findPhonesOut({ state, hall, now }: Present): Finding[] {
  const { on, severity, minutes } = hall.alerts['locker.out'];
  if (!on || (state.lockerCount?.ask ?? 0) === 0) return [];
  const view = { state, hall, now };
  const phones = hall.clerks.filter((clerk) => {
    if (!clerk.slot || onDuty(view, clerk).at(-1)?.to !== now) return false;
    const last = recordOf(view, clerk).at(-1);
    return last?.kind === 'violation' && last.to === now && now - last.from >= minutes * MINUTE;
  }).length;
  return phones > 0 ? [{ alert: 'locker.out', kind: 'locker.out', severity, about: { phones } }] : [];
}
