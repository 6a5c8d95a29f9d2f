import type { WindowConfig } from '../../shared/config/schema.ts';
import type { PauseReason } from '../../shared/events/index.ts';
import { lastLeg, type Leg, type Ticket } from '../../shared/hall/state.ts';
import type { View } from '../../shared/metrics/figure.ts';
import { isServed } from '../../shared/metrics/flow.ts';
import { nextFor, type Next } from '../../shared/queue/next.ts';
import { isLent, isLentByHand, isOwn, waitersOf, type Waiter } from '../../shared/queue/queue.ts';

/** What a clerk has before them: the window as the journal tells it, and nothing else. */
export interface Desk {
  config: WindowConfig;
  mode: 'closed' | 'open' | 'paused';
  /** Since when it is in this mode. */
  since: number;
  pauseReason?: PauseReason;
  clerk?: string;
  /** Whoever was called here, or is served here. */
  here?: { ticket: Ticket; leg: Leg; step: 'called' | 'serving'; since: number };
  next: Next | null;
  /** Until when it helps others, as a person said. */
  lentUntil?: number;
}

/** The desk of a window, or null where the hall has no such window. */
export function deskOf(view: View, id: string): Desk | null {
  const config = view.hall.windows.find((window) => window.id === id);
  if (!config) return null;
  const window = view.state.windows[id];
  const ticket = view.state.tickets[window?.ticket ?? ''];
  const isHelping = isLentByHand(window, view.now);
  return {
    config,
    mode: window?.mode ?? 'closed',
    since: window?.since ?? view.now,
    next: nextFor(view, config),
    ...(window?.pauseReason ? { pauseReason: window.pauseReason } : {}),
    ...(window?.clerk !== undefined ? { clerk: window.clerk } : {}),
    ...(isHelping && window?.lentUntil !== undefined ? { lentUntil: window.lentUntil } : {}),
    ...(ticket && window?.step
      ? {
          here: {
            ticket,
            leg: lastLeg(ticket),
            step: window.step,
            since: window.stepSince ?? window.since,
          },
        }
      : {}),
  };
}

/** Those who wait for one service and may be called here. */
export interface Ahead {
  service: string;
  waiting: number;
  /** How many of them are of a class, in the order of the classes. */
  classes: { id: string; waiting: number }[];
  /** When the one who waits longest came, in milliseconds UTC. */
  longestSince?: number;
  /** True where they are called only because the window helps. */
  lent: boolean;
}

/** Who waits for this window, service by service: its own always, others' where it may help now. */
export function aheadOf(view: View, config: WindowConfig): Ahead[] {
  const waiters = waitersOf(view);
  const own = waiters.filter((waiter) => isOwn(config, waiter, view));
  const lent = waiters.filter((waiter) => !own.includes(waiter) && isLent(config, waiter, view));
  const named = view.hall.services.map(({ id }) => id);
  const rows = (list: Waiter[], isHelp: boolean) =>
    named.flatMap((service): Ahead[] => {
      const mine = list.filter(({ leg }) => leg.service === service);
      if (mine.length === 0 && (isHelp || !config.services.includes(service))) return [];
      return [rowOf(view, service, mine, isHelp)];
    });
  return [...rows(own, false), ...rows(lent, true)];
}

function rowOf({ hall }: View, service: string, waiters: Waiter[], lent: boolean): Ahead {
  const classes = hall.classes.flatMap(({ id }) => {
    const waiting = waiters.filter(({ ticket }) => ticket.class === id).length;
    return waiting > 0 ? [{ id, waiting }] : [];
  });
  const since = waiters.map(({ leg }) => leg.arrivedAt);
  return {
    ...{ service, waiting: waiters.length, classes, lent },
    ...(since.length > 0 ? { longestSince: Math.min(...since) } : {}),
  };
}

/** A ticket that was set aside or passed over and may be taken up at this window. */
export interface Aside {
  ticket: Ticket;
  leg: Leg;
  since: number;
  /** Whether it was here that it was set aside or passed over. */
  mine: boolean;
}

/** Services set aside that may go on here, those of this window first and the latest of them before the others. */
export function heldFor({ state }: View, { id, services }: WindowConfig): Aside[] {
  return asides(
    Object.values(state.tickets).flatMap((ticket): Aside[] => {
      const leg = lastLeg(ticket);
      if (leg.heldAt === undefined || leg.end !== undefined) return [];
      const mine = leg.window === id;
      return mine || services.includes(leg.service) ? [{ ticket, leg, since: leg.heldAt, mine }] : [];
    }),
  );
}

/** Tickets passed over that may be called here again, in the same order. */
export function passedFor(view: View, config: WindowConfig): Aside[] {
  return asides(
    Object.values(view.state.tickets).flatMap((ticket): Aside[] => {
      const leg = lastLeg(ticket);
      if (leg.end !== 'passed') return [];
      const waiter = { ticket, leg };
      if (!isOwn(config, waiter, view) && !isLent(config, waiter, view)) return [];
      return [{ ticket, leg, since: leg.endedAt ?? leg.arrivedAt, mine: leg.window === config.id }];
    }),
  );
}

function asides(found: Aside[]): Aside[] {
  return found.sort((a, b) => Number(b.mine) - Number(a.mine) || b.since - a.since);
}

/** The last service that ended here; its grade is nobody's business at this desk. */
export interface Finished {
  ticket: Ticket;
  leg: Leg;
  rated: boolean;
}

/** The last service finished at this window today. */
export function lastFinished({ state }: View, window: string): Finished | null {
  let last: Finished | null = null;
  for (const ticket of Object.values(state.tickets)) {
    for (const leg of ticket.legs) {
      if (leg.window !== window || !isServed(leg.end)) continue;
      if ((leg.endedSeq ?? 0) > (last?.leg.endedSeq ?? 0)) {
        last = { ticket, leg, rated: leg.ratedAt !== undefined };
      }
    }
  }
  return last;
}
