import type { Draft } from '../../../shared/events/index.ts';
import { lastLeg } from '../../../shared/hall/state.ts';
import { serviceP90 } from '../../../shared/metrics/services.ts';
import { MINUTE, SECOND } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';

/** From this many services of today on, their own p90 is what is usual. */
export const ENOUGH_FOR_P90 = 20;
/** Before, this many times the expected length: about the p90 of services as halls have them. */
const TIMES_EXPECTED = 2;

/** Services under way that are longer than is usual 疑难, or than the hall has promised 限时办结; each once. */
export function findLongServices(present: Present): Draft[] {
  const { state, hall, now } = present;
  return Object.entries(state.windows).flatMap(([window, { ticket: id, step }]): Draft[] => {
    const ticket = state.tickets[id ?? ''];
    if (!ticket || step !== 'serving') return [];
    const leg = lastLeg(ticket);
    const config = hall.services.find((one) => one.id === leg.service);
    if (!config || leg.startedAt === undefined) return [];
    const seconds = (now - leg.startedAt - (leg.heldMs ?? 0)) / SECOND;
    const ranLong = (limit: 'usual' | 'promised', most: number, n: number): Draft[] =>
      seconds > most && !leg.long?.includes(limit)
        ? [{ type: 'ticket.ranLong', data: { ticket: ticket.id, window, limit, seconds: most, n } }]
        : [];
    const promised = config.promiseMinutes;
    return [
      // Nothing shorter than expected is long, and the figure looks at the whole day.
      ...(seconds > config.minutes * (MINUTE / SECOND) && !leg.long?.includes('usual')
        ? ranLong('usual', ...usualLimit(present, config))
        : []),
      ...(promised === undefined ? [] : ranLong('promised', promised * 60, 0)),
    ];
  });
}

/** What is usual for a service, in seconds, and how many of today's it rests on. */
function usualLimit(present: Present, { id, minutes }: { id: string; minutes: number }): [number, number] {
  const { value, n } = serviceP90.compute(present, { service: id });
  if (value === null || n < ENOUGH_FOR_P90) return [minutes * TIMES_EXPECTED * 60, 0];
  return [Math.max(value, minutes * 60), n];
}
