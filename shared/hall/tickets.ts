import {
  lastLeg,
  type HallState,
  type Leg,
  type LegEnd,
  type Request,
  type Ticket,
  type WindowState,
} from './state.ts';
import { arrivedBefore } from './arrival.ts';
import type { Slice } from './slice.ts';
import { beginStretch } from './timeline.ts';
import { noteTold, overnight } from './told-ids.ts';
import type { Stamp, UnmeasuredPart } from '../events/index.ts';

const CALLS_KEPT = 20;

function ticketOf(state: HallState, id: string): Ticket {
  const ticket = state.tickets[id];
  if (!ticket) throw new Error(`event names the unknown ticket ${id}`);
  return ticket;
}

function stopWaiting(state: HallState, ticket: string): void {
  const at = state.waiting.indexOf(ticket);
  if (at >= 0) state.waiting.splice(at, 1);
}

/** Lets a ticket wait before the first that came later. */
function stand(state: HallState, ticket: string, leg: Leg): void {
  const place = state.waiting.findIndex((id) => arrivedBefore(leg, lastLeg(ticketOf(state, id))));
  if (place < 0) state.waiting.push(ticket);
  else state.waiting.splice(place, 0, ticket);
}

function freeWindow(state: HallState, id: string, at: number): void {
  const window = state.windows[id];
  if (!window) return;
  if (window.step !== undefined && window.mode === 'open') beginStretch(window.timeline, { at, is: 'idle' });
  delete window.ticket;
  delete window.step;
  delete window.stepSince;
}

function occupy(state: HallState, id: string, ticket: string, step: 'called' | 'serving', at: number): void {
  const window = state.windows[id];
  if (!window) throw new Error(`event names the unknown window ${id}`);
  window.ticket = ticket;
  window.step = step;
  window.stepSince = at;
  beginStretch(window.timeline, { at, is: step });
}

/** Whoever presses from here on is another person than the one served before. */
function forgetFinished(state: HallState, id: string): void {
  delete state.windows[id]?.finished;
}

function end(leg: Leg, how: LegEnd, { at, seq }: Stamp): void {
  leg.endedAt = at;
  leg.endedSeq = seq;
  leg.end = how;
}

/** Remembers that not all of it was observed, and what could not be measured for that. */
function noteUnseen(
  leg: Leg,
  told: { implied?: boolean | undefined; unmeasured?: UnmeasuredPart[] | undefined },
): void {
  if (told.implied) leg.implied = true;
  if (told.unmeasured?.length) leg.unmeasured = [...new Set([...(leg.unmeasured ?? []), ...told.unmeasured])];
}

/** What it ended as is taken back. */
function reopen(leg: Leg): void {
  delete leg.end;
  delete leg.endedAt;
  delete leg.endedSeq;
}

/** Waits as if it had not been called; the stretch in between is no waiting. */
function awaitCall(leg: Leg, at: number): void {
  (leg.gaps ??= []).push({ from: leg.firstCalledAt ?? at, to: at });
  delete leg.window;
  delete leg.why;
  delete leg.firstCalledAt;
  delete leg.calledAt;
  delete leg.calledSeq;
}

function endHold(leg: Leg, at: number): void {
  if (leg.heldAt === undefined) return;
  leg.heldMs = (leg.heldMs ?? 0) + at - leg.heldAt;
  delete leg.heldAt;
}

/** Ends a ticket that nobody serves. */
function leave(state: HallState, id: string, how: 'abandoned' | 'cancelled', stamp: Stamp): void {
  const leg = lastLeg(ticketOf(state, id));
  endHold(leg, stamp.at);
  end(leg, how, stamp);
  stopWaiting(state, id);
}

function whereabouts(state: HallState, id: string, leg: Leg): NonNullable<Leg['leftAs']> {
  if (leg.heldAt !== undefined) return 'held';
  if (leg.window === undefined || state.windows[leg.window]?.ticket !== id) return 'waiting';
  return state.windows[leg.window]?.step ?? 'called';
}

function countOvertaking(state: HallState, id: string): void {
  const leg = lastLeg(ticketOf(state, id));
  leg.overtaken = (leg.overtaken ?? 0) + 1;
}

function countCall(window: WindowState | undefined, ticketClass: string | undefined): void {
  if (!window) return;
  window.calls = (window.calls ?? 0) + 1;
  if (ticketClass !== undefined) (window.lastCallOf ??= {})[ticketClass] = window.calls;
}

function showCall(
  state: HallState,
  ticket: Ticket,
  window: string,
  { at, seq }: Stamp,
  again: boolean,
): void {
  state.calls.unshift({ at, seq, ticket: ticket.id, number: ticket.number, window, again });
  state.calls.length = Math.min(state.calls.length, CALLS_KEPT);
}

function requestOf(device: string | undefined, id: string | undefined): { request?: Request } {
  return device === undefined || id === undefined ? {} : { request: { device, id } };
}

export const tickets: Slice = {
  'ticket.issued'(state, { seq, at, device, data }) {
    const leg: Leg = {
      ...{ service: data.service, arrivedAt: data.takenAt ?? at, arrivedSeq: seq, calls: 0, recalls: 0 },
      ...(data.takenAt !== undefined ? { knownAt: at } : {}),
    };
    noteUnseen(leg, data);
    state.tickets[data.ticket] = {
      id: data.ticket,
      number: data.number,
      legs: [leg],
      ...(data.class !== undefined ? { class: data.class } : {}),
      ...(data.items !== undefined ? { items: data.items } : {}),
      ...(data.channel !== undefined ? { channel: data.channel } : {}),
      ...(data.appointment !== undefined ? { appointment: data.appointment } : {}),
      ...(data.printer ? { print: 'pending' as const, printer: data.printer } : {}),
      ...requestOf(device, data.request),
    };
    // A number that was written by hand does not move those that are given here.
    if (data.takenAt !== undefined) return stand(state, data.ticket, leg);
    state.issued[data.service] = (state.issued[data.service] ?? 0) + 1;
    state.waiting.push(data.ticket);
  },
  'ticket.refused'(state, { seq, at, device, data }) {
    const { service, code, request } = data;
    state.refusals.push({ at, seq, service, code, ...requestOf(device, request) });
  },
  'ticket.printed'(state, { data }) {
    ticketOf(state, data.ticket).print = 'printed';
  },
  'ticket.printFailed'(state, { data }) {
    ticketOf(state, data.ticket).print = data.uncertain ? 'uncertain' : 'failed';
  },
  'queue.observed'(state, { data }) {
    noteTold(state.observed, data.id);
  },
  'ticket.reprinted'(state, { data }) {
    Object.assign(ticketOf(state, data.ticket), { print: 'pending', printer: data.printer });
  },
  'ticket.classed'(state, { at, data }) {
    const ticket = ticketOf(state, data.ticket);
    const before = ticket.class !== undefined ? { class: ticket.class } : {};
    (ticket.classesBefore ??= []).push({ ...before, until: at });
    if (data.class === undefined) delete ticket.class;
    else ticket.class = data.class;
  },
  'ticket.called'(state, event) {
    const { ticket: id, window, why } = event.data;
    const ticket = ticketOf(state, id);
    const leg = lastLeg(ticket);
    leg.calls += 1;
    noteUnseen(leg, event.data);
    leg.window = window;
    leg.firstCalledAt ??= event.at;
    leg.calledAt = event.at;
    leg.calledSeq = event.seq;
    if (why) leg.why = why;
    // A passed ticket that is called again is waiting no longer as "passed": the last call decides.
    reopen(leg);
    stopWaiting(state, id);
    for (const passed of why?.overtook ?? []) countOvertaking(state, passed);
    countCall(state.windows[window], ticket.class);
    occupy(state, window, id, 'called', event.at);
    showCall(state, ticket, window, event, leg.calls > 1);
  },
  'ticket.recalled'(state, event) {
    const ticket = ticketOf(state, event.data.ticket);
    const leg = lastLeg(ticket);
    leg.recalls += 1;
    leg.recalledSeq = event.seq;
    showCall(state, ticket, event.data.window, event, true);
  },
  'ticket.passed'(state, event) {
    end(lastLeg(ticketOf(state, event.data.ticket)), 'passed', event);
    freeWindow(state, event.data.window, event.at);
  },
  'ticket.endMissed'(state, event) {
    const leg = lastLeg(ticketOf(state, event.data.ticket));
    noteUnseen(leg, { implied: true, ...event.data });
    end(leg, 'unseen', event);
    freeWindow(state, event.data.window, event.at);
  },
  'ticket.endTold'(state, event) {
    const leg = lastLeg(ticketOf(state, event.data.ticket));
    noteUnseen(leg, event.data);
    end(leg, event.data.end, event);
  },
  'ticket.returned'(state, { at, data }) {
    const leg = lastLeg(ticketOf(state, data.ticket));
    reopen(leg);
    awaitCall(leg, at);
    if (data.place === 'end') state.waiting.push(data.ticket);
    else stand(state, data.ticket, leg);
  },
  'ticket.started'(state, { seq, at, data }) {
    const leg = lastLeg(ticketOf(state, data.ticket));
    noteUnseen(leg, data);
    leg.startedAt = at;
    leg.startedSeq = seq;
    occupy(state, data.window, data.ticket, 'serving', at);
    forgetFinished(state, data.window);
  },
  'ticket.held'(state, { at, data }) {
    const leg = lastLeg(ticketOf(state, data.ticket));
    noteUnseen(leg, data);
    leg.heldAt = at;
    freeWindow(state, data.window, at);
  },
  'ticket.resumed'(state, event) {
    const { ticket: id, window } = event.data;
    const ticket = ticketOf(state, id);
    const leg = lastLeg(ticket);
    noteUnseen(leg, event.data);
    endHold(leg, event.at);
    leg.resumedAt = event.at;
    leg.window = window;
    occupy(state, window, id, 'serving', event.at);
    forgetFinished(state, window);
    showCall(state, ticket, window, event, true);
  },
  'ticket.finished'(state, event) {
    const ticket = ticketOf(state, event.data.ticket);
    if (event.data.items !== undefined) ticket.items = event.data.items;
    noteUnseen(lastLeg(ticket), event.data);
    end(lastLeg(ticket), event.data.outcome, event);
    freeWindow(state, event.data.window, event.at);
    const window = state.windows[event.data.window];
    if (window) window.finished = { ticket: ticket.id, leg: ticket.legs.length - 1, at: event.at };
  },
  'ticket.transferred'(state, event) {
    const ticket = ticketOf(state, event.data.ticket);
    const { unmeasured = [] } = event.data;
    noteUnseen(lastLeg(ticket), { unmeasured: unmeasured.filter((part) => part !== 'wait') });
    end(lastLeg(ticket), 'transferred', event);
    freeWindow(state, event.data.window, event.at);
    forgetFinished(state, event.data.window);
    const leg: Leg = {
      service: event.data.service,
      arrivedAt: event.at,
      arrivedSeq: event.seq,
      calls: 0,
      recalls: 0,
      ...(unmeasured.includes('wait') ? { unmeasured: ['wait'] } : {}),
      ...(event.data.to !== undefined ? { to: event.data.to } : {}),
    };
    ticket.legs.push(leg);
    stand(state, ticket.id, leg);
  },
  'ticket.abandoned'(state, event) {
    noteUnseen(lastLeg(ticketOf(state, event.data.ticket)), event.data);
    leave(state, event.data.ticket, 'abandoned', event);
    if (event.data.window !== undefined) freeWindow(state, event.data.window, event.at);
  },
  'ticket.cancelled'(state, event) {
    leave(state, event.data.ticket, 'cancelled', event);
  },
  'ticket.ranLong'(state, { data }) {
    const ticket = ticketOf(state, data.ticket);
    const leg = (data.leg === undefined ? undefined : ticket.legs[data.leg]) ?? lastLeg(ticket);
    leg.long = [...(leg.long ?? []), data.limit];
  },
  'day.closed'(state, event) {
    for (const id of event.data.leftovers) {
      const leg = lastLeg(ticketOf(state, id));
      leg.leftAs = whereabouts(state, id, leg);
      end(leg, 'leftover', event);
      if (leg.window && state.windows[leg.window]?.ticket === id) freeWindow(state, leg.window, event.at);
    }
    state.waiting = [];
    if (state.day) state.day.closedAt = event.at;
  },
  'day.opened'(state, { seq, at, data }) {
    state.day = { date: data.date, openedAt: at, openedSeq: seq };
    state.tickets = {};
    state.issued = {};
    state.waiting = [];
    state.calls = [];
    state.orphans = [];
    state.refusals = [];
    state.observed = overnight(state.observed);
  },
};
