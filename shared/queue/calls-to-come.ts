import type { WindowConfig } from '../config/schema.ts';
import { lastLeg, type HallState, type Ticket } from '../hall/state.ts';
import { MINUTE } from '../time.ts';
import { nextFor } from './next.ts';
import { waitersOf, type QueueView, type Waiter } from './queue.ts';

/** A window that calls, and the minutes until it does so first. */
export interface Caller {
  config: WindowConfig;
  freeIn: number;
}

/** A call as the rules will make it if nothing else happens. */
export interface CallToCome {
  window: string;
  waiter: Waiter;
}

/**
 * Whom these windows call before somebody, in that order: their calls one after the other by the
 * very rule of `nextFor`, each service as long as services of its kind are. Nobody comes and no
 * window opens or closes meanwhile.
 *
 * @param me somebody who waits, or would be the last to
 */
export function callsBefore(
  me: Waiter,
  callers: readonly Caller[],
  view: QueueView,
  minutesOf: (service: string) => number,
): CallToCome[] {
  const queue = new QueueToCome(me, view);
  const windows = callers.map((caller) => ({ ...caller }));
  const calls: CallToCome[] = [];
  for (let clock = 0; ;) {
    windows.sort((a, b) => a.freeIn - b.freeIn);
    const call = firstCall(windows, clock, queue);
    if (!call || call.next.ticket.id === me.ticket.id) return calls;
    const { window, at, next } = call;
    const leg = lastLeg(next.ticket);
    calls.push({ window: window.config.id, waiter: { ticket: next.ticket, leg } });
    queue.call(next.ticket, window.config.id, next.why.overtook);
    clock = at;
    window.freeIn = at + minutesOf(leg.service);
  }
}

/** The call that is made first, not before some minutes from now. */
function firstCall(windows: readonly Caller[], clock: number, queue: QueueToCome) {
  for (const window of windows) {
    const at = Math.max(clock, window.freeIn);
    const next = nextFor(queue.at(at), window.config);
    if (next) return { window, at, next };
  }
  return undefined;
}

/** What the rules look at, as it will be after calls to come; the state itself stays as it is. */
class QueueToCome {
  readonly #view: QueueView;
  readonly #state: HallState;

  constructor(me: Waiter, view: QueueView) {
    const waiters = waitersOf(view);
    if (!waiters.some(({ ticket }) => ticket.id === me.ticket.id)) waiters.push(me);
    const windows = Object.entries(view.state.windows);
    this.#view = view;
    this.#state = {
      ...view.state,
      waiting: waiters.map(({ ticket }) => ticket.id),
      tickets: Object.fromEntries(waiters.map(({ ticket }) => [ticket.id, copyOf(ticket)])),
      windows: Object.fromEntries(
        windows.map(([id, window]) => [id, { ...window, lastCallOf: { ...window.lastCallOf } }]),
      ),
    };
  }

  /** The queue so many minutes from now. */
  at(minutes: number): QueueView {
    return { state: this.#state, hall: this.#view.hall, now: this.#view.now + minutes * MINUTE };
  }

  /** Calls a ticket, and counts as a call is counted. */
  call(ticket: Ticket, id: string, overtook: readonly string[] = []): void {
    const { waiting, tickets, windows } = this.#state;
    waiting.splice(waiting.indexOf(ticket.id), 1);
    for (const passed of overtook) {
      const leg = tickets[passed] && lastLeg(tickets[passed]);
      if (leg) leg.overtaken = (leg.overtaken ?? 0) + 1;
    }
    const window = windows[id];
    if (!window) return;
    window.calls = (window.calls ?? 0) + 1;
    if (ticket.class !== undefined) (window.lastCallOf ??= {})[ticket.class] = window.calls;
  }
}

function copyOf(ticket: Ticket): Ticket {
  return { ...ticket, legs: [...ticket.legs.slice(0, -1), { ...lastLeg(ticket) }] };
}
