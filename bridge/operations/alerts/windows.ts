import { lastLeg } from '../../../shared/hall/state.ts';
import { waitsFor } from '../../../shared/metrics/idle.ts';
import { isOwn, waitersOf } from '../../../shared/queue/queue.ts';
import { SECOND } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';
import type { Finding } from './finding.ts';

/** Open windows that have idled for long while somebody waits whom they may serve. */
export function findIdleWindows(present: Present): Finding[] {
  const { state, hall, now } = present;
  const { on, severity, seconds } = hall.alerts['window.idle'];
  // Where a system has failed, nobody is idle of their own will.
  if (!on || state.waiting.length === 0 || state.outages.some(({ to }) => to === undefined)) return [];
  const waiters = waitersOf(present);
  // Nor was anybody while it lasted: the time begins anew when the system is back.
  const back = Math.max(0, ...state.outages.map(({ to = 0 }) => to));
  return hall.windows.flatMap((window): Finding[] => {
    const known = state.windows[window.id];
    if (known?.mode !== 'open' || known.ticket !== undefined) return [];
    const own = waiters.filter((waiter) => isOwn(window, waiter, present));
    if (own.length === 0) return [];
    const idleSince = known.timeline.at(-1)?.at ?? known.since;
    const waitedSince = Math.min(...own.map((waiter) => waitsFor(window, waiter, present)));
    const since = Math.max(idleSince, waitedSince, back);
    if (now - since < seconds * SECOND) return [];
    return [
      { alert: `window.idle/${window.id}`, kind: 'window.idle', severity, about: { window: window.id } },
    ];
  });
}

/** Services that run beyond what is usual, or beyond what was promised, until they end. */
export function findLongRunning({ state, hall }: Present): Finding[] {
  return Object.entries(state.windows).flatMap(([window, { ticket: id, step }]): Finding[] => {
    const ticket = state.tickets[id ?? ''];
    const long = ticket && step === 'serving' ? lastLeg(ticket).long : undefined;
    if (!ticket || !long) return [];
    // A promise that was broken says more than that it takes longer than usual.
    const kind = long.includes('promised') ? 'promise.broken' : 'service.long';
    const { on, severity } = hall.alerts[kind];
    return on ? [{ alert: `long/${ticket.id}`, kind, severity, about: { window, ticket: ticket.id } }] : [];
  });
}

/** Systems of others that fail now. */
export function findOutages({ state, hall }: Present): Finding[] {
  const { on, severity } = hall.alerts['system.outage'];
  if (!on) return [];
  return state.outages
    .filter(({ to }) => to === undefined)
    .map(({ id, system }) => ({
      ...{ alert: `system.outage/${id}`, kind: 'system.outage', severity },
      about: { system },
    }));
}
