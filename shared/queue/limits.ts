import type { View } from '../metrics/figure.ts';
import { serviceP90 } from '../metrics/services.ts';
import { MINUTE, SECOND } from '../time.ts';

/** From this many services of today on, their own p90 is what is usual. */
const ENOUGH_FOR_P90 = 20;
/** Before, this many times the expected length: about the p90 of services as halls have them. */
const TIMES_EXPECTED = 2;

/** A length of a service, and how many of today's it was found from; none for one that is configured. */
export interface Limit {
  seconds: number;
  n: number;
}

/** How long a service may last before it is longer than is usual 疑难. */
export function usualLimit(view: View, { id, minutes }: { id: string; minutes: number }): Limit {
  const { value, n } = serviceP90.compute(view, { service: id });
  const expected = (minutes * MINUTE) / SECOND;
  if (value === null || n < ENOUGH_FOR_P90) return { seconds: expected * TIMES_EXPECTED, n: 0 };
  return { seconds: Math.max(value, expected), n };
}
