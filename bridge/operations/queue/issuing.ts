import type { CommandData } from '../../../shared/commands.ts';
import { CARD_CLASS } from '../../../shared/config/queue.ts';
import type { ServiceConfig } from '../../../shared/config/schema.ts';
import type { Channel, Draft, EventData } from '../../../shared/events/index.ts';
import { lastLeg } from '../../../shared/hall/state.ts';
import { printerTrouble } from '../../../shared/queue/printers.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { MINUTE, addDays, businessDay } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';
import { ticketOf } from './place.ts';

function refuseTrouble({ state }: Present, printer: string | undefined): void {
  if (printer === undefined) return;
  const trouble = printerTrouble(state, printer);
  if (trouble) throw new Refusal(trouble, { detail: state.printers[printer]?.fault ?? '' });
}

type Extra = Partial<Omit<EventData<'ticket.issued'>, 'ticket' | 'number' | 'service'>>;

function issue(present: Present, service: ServiceConfig, extra: Extra): Draft {
  const { state } = present;
  const number = `${service.prefix}${String((state.issued[service.id] ?? 0) + 1).padStart(3, '0')}`;
  const ticket = `${state.day?.date ?? ''}/${number}`;
  return { type: 'ticket.issued', data: { ticket, number, service: service.id, ...extra } };
}

function serviceOf({ hall }: Present, id: string): ServiceConfig {
  const service = hall.services.find((one) => one.id === id);
  if (!service) throw new Refusal('service.unknown', { service: id });
  return service;
}

/** The class that is asked for, if whoever asks may give it; else the one of the service. */
function classFor(
  { hall }: Present,
  service: ServiceConfig,
  asked: string | undefined,
  channel: Channel | undefined,
): string | undefined {
  if (asked === undefined) return service.class;
  const known = hall.classes.find(({ id }) => id === asked);
  if (!known) throw new Refusal('class.unknown', { class: asked });
  const isAlone = channel === 'kiosk' || channel === 'page';
  if (isAlone && known.given === 'guide') throw new Refusal('class.guideOnly', { class: known.name.zh });
  return asked;
}

/** A card that is good today. */
function goodCard({ state, hall, now }: Present, code: string): string {
  const card = code.trim().toUpperCase();
  const known = state.cards[card];
  if (!known) throw new Refusal('card.unknown');
  if (known.usedBy !== undefined) throw new Refusal('card.used');
  if (known.until < businessDay(now, hall)) throw new Refusal('card.expired', { date: known.until });
  return card;
}

/** Issues a ticket, or says why not: a ticket that cannot be printed does not come into being. */
export function issueTicket(present: Present, ask: CommandData<'issueTicket'>): Draft[] {
  const service = serviceOf(present, ask.service);
  refuseTrouble(present, ask.printer);
  const { channel, items, printer } = ask;
  const card = ask.card === undefined ? undefined : goodCard(present, ask.card);
  const ofClass =
    card === undefined
      ? classFor(present, service, ask.class, channel)
      : classFor(present, service, CARD_CLASS, 'guide');
  return [
    issue(present, service, {
      ...(ofClass !== undefined ? { class: ofClass } : {}),
      ...(items !== undefined && items > 1 ? { items } : {}),
      ...(channel !== undefined ? { channel } : {}),
      ...(card !== undefined ? { card } : {}),
      ...(printer !== undefined ? { printer } : {}),
    }),
  ];
}

/** Whoever booked a slot is here, and gets a ticket for it. */
export function checkIn(present: Present, ask: CommandData<'checkIn'>): Draft[] {
  const { state, hall, now } = present;
  const booked = state.appointments[ask.appointment];
  if (!booked || booked.status === 'cancelled') throw new Refusal('appointment.unknown');
  if (booked.status === 'arrived') {
    throw new Refusal('appointment.arrived', { number: state.tickets[booked.ticket ?? '']?.number ?? '' });
  }
  if (booked.status === 'missed') throw new Refusal('appointment.missed');
  const slots = hall.classes.find(({ rule }) => rule.kind === 'slot');
  const early = slots?.rule.kind === 'slot' ? slots.rule.early : 30;
  if (now < booked.from - early * MINUTE) {
    const date = businessDay(booked.from, hall);
    if (date !== businessDay(now, hall)) throw new Refusal('appointment.otherDay', { date });
    throw new Refusal('appointment.early', { minutes: String(early) });
  }
  refuseTrouble(present, ask.printer);
  return [
    issue(present, serviceOf(present, booked.service), {
      channel: 'appointment',
      appointment: booked.id,
      ...(slots ? { class: slots.id } : {}),
      ...(ask.printer !== undefined ? { printer: ask.printer } : {}),
    }),
  ];
}

/** Prints a ticket once more: only one that did not come out, or of which nobody knows. */
export function reprintTicket(present: Present, ask: CommandData<'reprintTicket'>): Draft[] {
  const ticket = ticketOf(present, ask.ticket);
  if (lastLeg(ticket).end !== undefined) throw new Refusal('ticket.over', { number: ticket.number });
  if (ticket.print === 'pending') throw new Refusal('ticket.printing', { number: ticket.number });
  if (ticket.print === 'printed') throw new Refusal('ticket.printed', { number: ticket.number });
  refuseTrouble(present, ask.printer);
  return [{ type: 'ticket.reprinted', data: { ticket: ticket.id, printer: ask.printer } }];
}

/** A card with which its holder goes ahead on the next visit, as after a failure of ours. */
export function issueCard(
  { state, hall, now, codeFor }: Present,
  { reason }: CommandData<'issueCard'>,
): Draft[] {
  const until = addDays(businessDay(now, hall), hall.queue.cardDays);
  return [{ type: 'card.issued', data: { card: codeFor(`card/${state.seq + 1}`), reason, until } }];
}
