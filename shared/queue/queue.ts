import type { PublicHall } from '../config/public.ts';
import type { WindowConfig } from '../config/schema.ts';
import type { HallState, Leg, Ticket, WindowState } from '../hall/state.ts';
import { lastLeg } from '../hall/state.ts';
import { MINUTE } from '../time.ts';

/** What the rules of the queue are read from: the state, the hall, and the instant. */
export interface QueueView {
  state: Readonly<HallState>;
  hall: Pick<PublicHall, 'services' | 'windows' | 'classes' | 'queue'>;
  now: number;
}

/** A ticket that waits, with its present transaction. */
export interface Waiter {
  ticket: Ticket;
  leg: Leg;
}

/** Everybody who waits, in the order of arrival. */
export function waitersOf({ state }: Pick<QueueView, 'state'>): Waiter[] {
  return state.waiting.flatMap((id) => {
    const ticket = state.tickets[id];
    return ticket ? [{ ticket, leg: lastLeg(ticket) }] : [];
  });
}

/** Whether a person has said that this window helps others now. */
export function isLentByHand(window: WindowState | undefined, now: number): boolean {
  return window?.lentUntil !== undefined && now < window.lentUntil;
}

/** The one window that somebody was sent to; none once that window has closed. */
function directionOf({ leg }: Waiter, { state }: Pick<QueueView, 'state'>): string | undefined {
  return (state.windows[leg.to ?? '']?.mode ?? 'closed') === 'closed' ? undefined : leg.to;
}

/**
 * Whether this window may serve what somebody waits for, leaving aside lending: the service
 * is one of its own, and where it is kept for some classes the ticket is of one of them.
 */
export function isOwn(window: WindowConfig, waiter: Waiter, view: Pick<QueueView, 'state'>): boolean {
  const { ticket, leg } = waiter;
  const direction = directionOf(waiter, view);
  if (direction !== undefined) return direction === window.id;
  if (window.reserved && !window.reserved.includes(ticket.class ?? '')) return false;
  return window.services.includes(leg.service);
}

/** Whether it may be called here now because the window helps: by hand, or by the rule of the window. */
export function isLent(window: WindowConfig, waiter: Waiter, view: QueueView): boolean {
  if (directionOf(waiter, view) !== undefined) return false;
  const { leg } = waiter;
  const { state, now } = view;
  const byHand = isLentByHand(state.windows[window.id], now);
  const { lend } = window;
  if (!lend) return byHand && window.services.includes(leg.service);
  if (!lend.services.includes(leg.service) && !window.services.includes(leg.service)) return false;
  if (byHand) return true;
  // What is kept for protected groups is not lent without a person who says so.
  if (lend.confirm || window.reserved) return false;
  return now - leg.arrivedAt >= lend.afterMinutes * MINUTE;
}

/** Who may be called at a window now; those of other services only when none of its own waits. */
export function candidatesOf(view: QueueView, window: WindowConfig): { waiters: Waiter[]; lent: boolean } {
  const waiters = waitersOf(view);
  const own = waiters.filter((waiter) => isOwn(window, waiter, view));
  if (own.length > 0) return { waiters: own, lent: false };
  const lent = waiters.filter((waiter) => isLent(window, waiter, view));
  return { waiters: lent, lent: lent.length > 0 };
}
