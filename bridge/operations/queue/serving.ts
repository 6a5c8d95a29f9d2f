import type { CommandData } from '../../../shared/commands.ts';
import type { Draft } from '../../../shared/events/index.ts';
import { lastLeg } from '../../../shared/hall/state.ts';
import { Refusal } from '../../../shared/refusals.ts';
import type { Present } from '../rules.ts';
import { refuseOther, refuseServing } from './expectation.ts';
import { called, isHeld, makeRoom, occupied, placeOf, ticketOf } from './place.ts';

export function startService(present: Present, ask: CommandData<'startService'>): Draft[] {
  const { window } = ask;
  const place = called(present, window);
  refuseOther(place, ask.ticket);
  return [{ type: 'ticket.started', data: { ticket: place.ticket.id, window } }];
}

/** Sets a service aside, so that the window can call others. */
export function holdService(present: Present, ask: CommandData<'holdService'>): Draft[] {
  const { window } = ask;
  const place = occupied(present, window);
  refuseOther(place, ask.ticket);
  if (place.window.step !== 'serving') throw new Refusal('window.notServing');
  return [{ type: 'ticket.held', data: { ticket: place.ticket.id, window } }];
}

/** Takes up again what was set aside, at this or at another window that may serve it. */
export function resumeService(present: Present, ask: CommandData<'resumeService'>): Draft[] {
  const { window } = ask;
  const place = placeOf(present, window);
  refuseServing(place, ask.whenFree);
  const ticket = ticketOf(present, ask.ticket);
  if (!isHeld(ticket)) throw new Refusal('ticket.notHeld', { number: ticket.number });
  const { service, window: at } = lastLeg(ticket);
  if (at !== window && !place.config.services.includes(service)) throw new Refusal('window.wrongService');
  return [...makeRoom(place), { type: 'ticket.resumed', data: { ticket: ticket.id, window } }];
}

/** Ends the service; where the pad has no start key it may still be in the step "called". */
export function finishService(present: Present, ask: CommandData<'finishService'>): Draft[] {
  const { window, outcome, items } = ask;
  const place = occupied(present, window);
  refuseOther(place, ask.ticket);
  const { ticket } = place;
  const counted = items !== undefined && items > 1 ? { items } : {};
  return [{ type: 'ticket.finished', data: { ticket: ticket.id, window, outcome, ...counted } }];
}

/** Sends somebody on: to whoever serves another service, or to one window, as to an expert. */
export function transferTicket(present: Present, ask: CommandData<'transferTicket'>): Draft[] {
  const { window, to } = ask;
  const place = occupied(present, window);
  refuseOther(place, ask.ticket);
  const { ticket } = place;
  const service = ask.service ?? lastLeg(ticket).service;
  if (!present.hall.services.some(({ id }) => id === service)) {
    throw new Refusal('service.unknown', { service });
  }
  if (to !== undefined) refuseDirection(present, window, to, service);
  return [
    {
      type: 'ticket.transferred',
      data: { ticket: ticket.id, window, service, ...(to !== undefined ? { to } : {}) },
    },
  ];
}

function refuseDirection(present: Present, window: string, to: string, service: string): void {
  const target = placeOf(present, to);
  const number = String(target.config.number);
  if (to === window) throw new Refusal('transfer.sameWindow');
  if (target.window.mode === 'closed') throw new Refusal('transfer.closed', { number });
  if (!target.config.expert && !target.config.services.includes(service)) {
    throw new Refusal('transfer.cannotServe', { number });
  }
}
