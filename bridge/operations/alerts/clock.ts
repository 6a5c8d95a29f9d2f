import { MINUTE } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';
import type { Finding } from './finding.ts';

/** The machine's clock stands behind the time of the hall. */
export function findClockBack({ state, hall }: Present): Finding[] {
  const { on, severity } = hall.alerts['clock.back'];
  if (!on || !state.clock) return [];
  const minutes = Math.round(state.clock.ahead / MINUTE);
  const about: Finding['about'] = minutes > 0 ? { minutes } : {};
  return [{ alert: 'clock.back', kind: 'clock.back', severity, about }];
}
