import type { WindowConfig } from '../config/schema.ts';
import { arrivedBefore } from '../hall/arrival.ts';
import { serviceMinutes } from '../metrics/congestion.ts';
import type { View } from '../metrics/figure.ts';
import { callsBefore } from './calls-to-come.ts';
import { isLent, isOwn, waitersOf, type QueueView, type Waiter } from './queue.ts';

/** Where somebody stands who waits, or would wait, for a service. */
export interface Place {
  /** People of the service who are called before, by the rules by which windows call. */
  ahead: number;
  /**
   * Minutes until the call, or null where nothing can be said: no window is open for it.
   * Method "queue × mean service ÷ windows", the work ahead shared among the windows open for it.
   */
  minutes: number | null;
  /** Windows that are open for it now, those that help others among them. */
  windows: number;
}

/**
 * The place of a ticket, or of one that would be issued now for a service in a class.
 *
 * @param who the id of a ticket that waits, or a service and a class
 */
export function placeOf(view: View, who: string | { service: string; class?: string }): Place {
  const waiters = waitersOf(view);
  const me = typeof who === 'string' ? waiters.find(({ ticket }) => ticket.id === who) : newcomer(who);
  if (!me) return { ahead: 0, minutes: null, windows: 0 };
  const open = openWindows(view, waiters);
  const mine = open.filter((window) => mayCall(window, me, view));
  const means = serviceMinutes(view);
  const minutesOf = (service: string) => means.get(service)?.minutes ?? 0;
  const before = calledBefore(me, mine.length > 0 ? open : [windowFor(me)], mine, view, minutesOf);
  const ahead = before.filter(({ leg }) => leg.service === me.leg.service).length;
  if (mine.length === 0) return { ahead, minutes: null, windows: 0 };
  let work = 0;
  for (const other of before) {
    const theirs = open.filter((window) => mayCall(window, other, view));
    const shared = theirs.filter((window) => mine.includes(window)).length;
    if (shared > 0) work += (minutesOf(other.leg.service) * shared) / theirs.length;
  }
  return { ahead, minutes: untilOneIsFree(view, mine, minutesOf) + work / mine.length, windows: mine.length };
}

/** A window that is open, and whether it may help others now: only while nobody of its own waits. */
interface OpenWindow {
  id: string;
  config: WindowConfig;
  isFree: boolean;
}

function openWindows(view: QueueView, waiters: readonly Waiter[]): OpenWindow[] {
  return view.hall.windows
    .filter(({ id }) => view.state.windows[id]?.mode === 'open')
    .map((config) => ({
      ...{ id: config.id, config },
      isFree: !waiters.some((waiter) => isOwn(config, waiter, view)),
    }));
}

/** Whether somebody is called here as things stand: for a service of the window, or for one that it is lent to. */
function mayCall({ config, isFree }: OpenWindow, waiter: Waiter, view: QueueView): boolean {
  return isOwn(config, waiter, view) || (isFree && isLent(config, waiter, view));
}

function newcomer({ service, class: name }: { service: string; class?: string }): Waiter {
  const leg = { service, arrivedAt: Infinity, arrivedSeq: Infinity, calls: 0, recalls: 0 };
  return { ticket: { id: '', number: '', legs: [leg], ...(name ? { class: name } : {}) }, leg };
}

/** A window for nothing but this service, where none is open: its calls would be in the order of the rules too. */
function windowFor({ leg }: Waiter): OpenWindow {
  const id = leg.to ?? '';
  return { id, config: { id, number: 0, services: [leg.service] }, isFree: false };
}

/**
 * Who is called before somebody by the rules of the queue: at a window that might have called
 * this one instead, or after having waited longer. Later ones called elsewhere are in nobody's way.
 */
function calledBefore(
  me: Waiter,
  windows: readonly OpenWindow[],
  mine: readonly OpenWindow[],
  view: QueueView,
  minutesOf: (service: string) => number,
): Waiter[] {
  const callers = windows.map(({ id, config }) => ({
    config,
    freeIn: minutesLeft(view, id, minutesOf) ?? 0,
  }));
  return callsBefore(me, callers, view, minutesOf)
    .filter(
      ({ window, waiter }) =>
        mine.length === 0 || mine.some(({ id }) => id === window) || arrivedBefore(waiter.leg, me.leg),
    )
    .map(({ waiter }) => waiter);
}

/** Half the mean of the service under way at a window; nothing where nobody is at it. */
function minutesLeft(
  { state }: QueueView,
  window: string,
  minutesOf: (service: string) => number,
): number | undefined {
  const ticket = state.tickets[state.windows[window]?.ticket ?? ''];
  const service = ticket?.legs.at(-1)?.service;
  return service === undefined ? undefined : minutesOf(service) / 2;
}

/**
 * Minutes until the first of these windows is free: of k services under way that each have
 * half their mean left, the first ends after about that, divided by k.
 */
function untilOneIsFree(
  view: QueueView,
  windows: readonly { id: string }[],
  minutesOf: (service: string) => number,
): number {
  const left = windows.flatMap(({ id }) => minutesLeft(view, id, minutesOf) ?? []);
  if (left.length < windows.length) return 0;
  return left.reduce((sum, minutes) => sum + minutes, 0) / left.length / left.length;
}
