import type { Leg } from './state.ts';

/** Whether one came before another: by the time of arrival, and at one instant by what was recorded first. */
export function arrivedBefore(one: Leg, other: Leg): boolean {
  return one.arrivedAt === other.arrivedAt
    ? one.arrivedSeq < other.arrivedSeq
    : one.arrivedAt < other.arrivedAt;
}
