import type { CommandData } from '../../../shared/commands.ts';
import type { Draft } from '../../../shared/events/index.ts';
import { lastLeg } from '../../../shared/hall/state.ts';
import { namedReason, nextFor } from '../../../shared/queue/next.ts';
import { isLent, isOwn } from '../../../shared/queue/queue.ts';
import { Refusal } from '../../../shared/refusals.ts';
import type { Present } from '../rules.ts';
import { refuseOther, refuseServing } from './expectation.ts';
import { called, isHeld, makeRoom, placeOf, ticketOf } from './place.ts';
import { resumeService } from './serving.ts';

/** Calls whoever is next by the rules of the queue, and records why. */
export function callNext(present: Present, { window, whenFree }: CommandData<'callNext'>): Draft[] {
  const place = placeOf(present, window);
  refuseServing(place, whenFree);
  const room = makeRoom(place);
  const next = nextFor(present, place.config);
  if (!next) throw new Refusal('queue.empty');
  const { ticket, why } = next;
  return [...room, { type: 'ticket.called', data: { ticket: ticket.id, window, why } }];
}

/** Calls a ticket by name: one that waits, one that was passed over and came back, or one set aside. */
export function callTicket(present: Present, ask: CommandData<'callTicket'>): Draft[] {
  const { window, whenFree } = ask;
  const place = placeOf(present, window);
  refuseServing(place, whenFree);
  const ticket = ticketOf(present, ask.ticket);
  if (isHeld(ticket)) return resumeService(present, { window, ticket: ticket.id });
  const leg = lastLeg(ticket);
  const waiter = { ticket, leg };
  const mayServe = isOwn(place.config, waiter, present) || isLent(place.config, waiter, present);
  if (!mayServe) throw new Refusal('window.wrongService');
  if (!present.state.waiting.includes(ticket.id) && leg.end !== 'passed') {
    throw new Refusal('ticket.notCallable', { number: ticket.number });
  }
  const why = namedReason(present, place.config, ticket);
  return [...makeRoom(place), { type: 'ticket.called', data: { ticket: ticket.id, window, why } }];
}

export function recall(present: Present, ask: CommandData<'recall'>): Draft[] {
  const { window } = ask;
  const place = called(present, window);
  refuseOther(place, ask.ticket);
  return [{ type: 'ticket.recalled', data: { ticket: place.ticket.id, window } }];
}

export function passOver(present: Present, ask: CommandData<'passOver'>): Draft[] {
  const { window } = ask;
  const place = called(present, window);
  refuseOther(place, ask.ticket);
  return [{ type: 'ticket.passed', data: { ticket: place.ticket.id, window } }];
}

/** Puts somebody who was passed over back among those who wait, where the hall's rule says. */
export function returnTicket(present: Present, ask: CommandData<'returnTicket'>): Draft[] {
  const ticket = ticketOf(present, ask.ticket);
  if (lastLeg(ticket).end !== 'passed') throw new Refusal('ticket.notPassed', { number: ticket.number });
  const place = present.hall.queue.passedReturn;
  return [{ type: 'ticket.returned', data: { ticket: ticket.id, place } }];
}
