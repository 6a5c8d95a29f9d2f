import type { Leg } from '../hall/state.ts';
import { localInstant, minutesOf } from '../time.ts';
import type { View } from './figure.ts';

/**
 * When a closed day was done for those whom nobody called: at closing time, or when its last window closed
 * after that. The day itself ends at night, and nobody waits in an empty hall.
 */
function doneAt({ state, hall }: View): number {
  if (!state.day) return Infinity;
  const closing = localInstant(state.day.date, minutesOf(hall.hours.close), hall.zone);
  const closed = Object.values(state.windows).flatMap(({ timeline }) => {
    const last = timeline.at(-1);
    return last?.is === 'closed' && timeline.length > 1 ? [last.at] : [];
  });
  return Math.max(closing, ...closed);
}

/** When a leg that nobody called stopped waiting; undefined while it waits. */
export function leftAt({ end, endedAt, arrivedAt }: Leg, view: View): number | undefined {
  if (end !== 'leftover' || endedAt === undefined) return endedAt;
  return Math.max(arrivedAt, Math.min(endedAt, doneAt(view)));
}
