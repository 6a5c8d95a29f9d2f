import type { Draft, HallEvent } from '../../../shared/events/index.ts';
import { lastLeg, type Leg, type Ticket } from '../../../shared/hall/state.ts';
import { serviceSeconds } from '../../../shared/metrics/services.ts';
import { usualLimit, type Limit } from '../../../shared/queue/limits.ts';
import { MINUTE, SECOND } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';

/**
 * Services under way that are longer than is usual 疑难, or than the hall has promised 限时办结; each once.
 * Whoever was called and is not known to be at the window may yet be on the way, and is judged at the end.
 */
export function findLongServices(present: Present): Draft[] {
  const { state } = present;
  return Object.entries(state.windows).flatMap(([window, { ticket: id, step }]): Draft[] => {
    const ticket = state.tickets[id ?? ''];
    if (!ticket || step !== 'serving') return [];
    return limitsPassed(present, ticket, lastLeg(ticket)).map((passed) => ({
      type: 'ticket.ranLong',
      data: { ticket: ticket.id, window, ...passed },
    }));
  });
}

/** The limits that a service has passed at its end, of which nothing was said while it was under way. */
export function judgeLength(
  { seq, data: { ticket: id, window } }: HallEvent<'ticket.finished' | 'ticket.transferred'>,
  present: Present,
): Draft[] {
  const ticket = present.state.tickets[id];
  const index = ticket?.legs.findIndex(({ endedSeq }) => endedSeq === seq) ?? -1;
  const leg = ticket?.legs[index];
  if (!ticket || !leg) return [];
  return limitsPassed(present, ticket, leg).map((passed) => ({
    type: 'ticket.ranLong',
    data: { ticket: id, window, leg: index, ...passed },
  }));
}

type Passed = Limit & { limit: 'usual' | 'promised' };

/** The limits that a service has passed, by the same time as the figures of services have it. */
function limitsPassed(present: Present, ticket: Ticket, leg: Leg): Passed[] {
  const config = present.hall.services.find((one) => one.id === leg.service);
  const since = leg.startedAt ?? leg.calledAt;
  if (!config || since === undefined || leg.unmeasured?.includes('service')) return [];
  const soFar = { ...leg, endedAt: leg.endedAt ?? present.now };
  const seconds = serviceSeconds({ ticket, leg: soFar, index: ticket.legs.indexOf(leg) });
  const passed = (limit: Passed['limit'], most: () => Limit): Passed[] => {
    if (leg.long?.includes(limit)) return [];
    const found = most();
    return seconds > found.seconds ? [{ limit, ...found }] : [];
  };
  const { minutes, promiseMinutes } = config;
  // Nothing shorter than expected is long, and the figure looks at the whole day.
  // What a failure of another system made long is not unusual of the case.
  const mayBeUnusual = seconds > minutes * (MINUTE / SECOND) && !isSlowed(present, since);
  return [
    ...(mayBeUnusual ? passed('usual', () => usualLimit(present, config)) : []),
    ...(promiseMinutes === undefined
      ? []
      : passed('promised', () => ({ seconds: promiseMinutes * (MINUTE / SECOND), n: 0 }))),
  ];
}

/** Whether a system of others has failed at any time since. */
function isSlowed({ state }: Present, since: number): boolean {
  return state.outages.some(({ to }) => to === undefined || to > since);
}
