import type { CommandData } from '../../../shared/commands.ts';
import type { Draft } from '../../../shared/events/index.ts';
import { lastLeg } from '../../../shared/hall/state.ts';
import { Refusal } from '../../../shared/refusals.ts';
import type { Present } from '../rules.ts';
import { isHeld, ticketOf } from './place.ts';

/** The owner gives up 弃号: while waiting, when called, or while the service is set aside. */
export function abandonTicket({ state }: Present, ask: CommandData<'abandonTicket'>): Draft[] {
  const ticket = ticketOf({ state }, ask.ticket);
  const place = Object.entries(state.windows).find((entry) => entry[1].ticket === ticket.id);
  if (place?.[1].step === 'serving') throw new Refusal('ticket.served', { number: ticket.number });
  if (!place && !state.waiting.includes(ticket.id) && !isHeld(ticket)) {
    throw new Refusal('ticket.over', { number: ticket.number });
  }
  const at = place ? { window: place[0] } : {};
  return [{ type: 'ticket.abandoned', data: { ticket: ticket.id, ...at } }];
}

/** Takes back a ticket that should not have been issued 作废; one that was called has become a fact. */
export function cancelTicket({ state }: Present, ask: CommandData<'cancelTicket'>): Draft[] {
  const ticket = ticketOf({ state }, ask.ticket);
  if (!state.waiting.includes(ticket.id) || ticket.legs.length > 1) {
    throw new Refusal('ticket.notWaiting', { number: ticket.number });
  }
  return [{ type: 'ticket.cancelled', data: { ticket: ticket.id, reason: ask.reason } }];
}

/** Gives a ticket that waits another class, or none. */
export function setClass({ state, hall }: Present, ask: CommandData<'setClass'>): Draft[] {
  const ticket = ticketOf({ state }, ask.ticket);
  if (ask.class !== undefined && !hall.classes.some(({ id }) => id === ask.class)) {
    throw new Refusal('class.unknown', { class: ask.class });
  }
  if (lastLeg(ticket).end !== undefined || !state.waiting.includes(ticket.id)) {
    throw new Refusal('ticket.notWaiting', { number: ticket.number });
  }
  if (ticket.class === ask.class) return [];
  const given = ask.class !== undefined ? { class: ask.class } : {};
  return [{ type: 'ticket.classed', data: { ticket: ticket.id, ...given } }];
}
