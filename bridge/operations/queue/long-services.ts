import type { Draft } from '../../../shared/events/index.ts';
import { lastLeg } from '../../../shared/hall/state.ts';
import { usualLimit, type Limit } from '../../../shared/queue/limits.ts';
import { MINUTE, SECOND } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';

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
    const ranLong = (limit: 'usual' | 'promised', most: Limit): Draft[] =>
      seconds > most.seconds && !leg.long?.includes(limit)
        ? [{ type: 'ticket.ranLong', data: { ticket: ticket.id, window, limit, ...most } }]
        : [];
    const promised = config.promiseMinutes;
    return [
      // Nothing shorter than expected is long, and the figure looks at the whole day.
      // What a failure of another system made long is not unusual of the case.
      ...(!isSlowed(present, leg.startedAt) &&
      seconds > config.minutes * (MINUTE / SECOND) &&
      !leg.long?.includes('usual')
        ? ranLong('usual', usualLimit(present, config))
        : []),
      ...(promised === undefined ? [] : ranLong('promised', { seconds: promised * 60, n: 0 })),
    ];
  });
}

/** Whether a system of others has failed at any time since. */
function isSlowed({ state }: Present, since: number): boolean {
  return state.outages.some(({ to }) => to === undefined || to > since);
}
