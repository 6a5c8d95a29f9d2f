import type { View } from '../../shared/metrics/figure.ts';
import { usualLimit } from '../../shared/queue/limits.ts';
import { MINUTE, SECOND } from '../../shared/time.ts';
import type { Desk } from './desk.ts';

/** How long a service has taken, beside what is expected of it. All in milliseconds. */
export interface ServicePace {
  spent: number;
  expected: number;
  /** Longer than this is longer than is usual, and how many of today's services say so; 0: configured. */
  usual: number;
  usualFrom: number;
  promised?: number;
  /** The highest limit that was passed. */
  beyond: 'none' | 'expected' | 'usual' | 'promised';
}

/** The pace of the service under way, without the time it was set aside; null while none is. */
export function paceOf(view: View, { here }: Desk): ServicePace | null {
  if (here?.step !== 'serving') return null;
  const { leg } = here;
  const config = view.hall.services.find(({ id }) => id === leg.service);
  if (!config) return null;
  const spent = Math.max(0, view.now - (leg.startedAt ?? here.since) - (leg.heldMs ?? 0));
  const { seconds, n } = usualLimit(view, config);
  const expected = config.minutes * MINUTE;
  const usual = seconds * SECOND;
  const promised = config.promiseMinutes === undefined ? undefined : config.promiseMinutes * MINUTE;
  const isBeyond = (limit: number | undefined) => limit !== undefined && spent > limit;
  const beyond = isBeyond(promised)
    ? 'promised'
    : isBeyond(usual)
      ? 'usual'
      : isBeyond(expected)
        ? 'expected'
        : 'none';
  return {
    ...{ spent, expected, usual, usualFrom: n, beyond },
    ...(promised !== undefined ? { promised } : {}),
  };
}
