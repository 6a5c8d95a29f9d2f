import type { CommandData } from '../../../shared/commands.ts';
import { CARD_CLASS } from '../../../shared/config/queue.ts';
import type { ServiceConfig } from '../../../shared/config/schema.ts';
import type { Channel, Draft, EventData } from '../../../shared/events/index.ts';
import { lastLeg } from '../../../shared/hall/state.ts';
import { printerTrouble } from '../../../shared/queue/printers.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { MINUTE, addDays, businessDay, dayPeriod, localInstant, minutesOf } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';
import { ticketOf } from './place.ts';

function refuseTrouble({ state }: Present, printer: string | undefined): void {
  if (printer === undefined) return;
  const trouble = printerTrouble(state, printer);
  if (trouble) throw new Refusal(trouble, { detail: state.printers[printer]?.fault ?? '' });
}

function numberOf({ prefix }: ServiceConfig, count: number): string {
  return `${prefix}${String(count).padStart(3, '0')}`;
}

function idOf({ state }: Present, number: string): string {
  return `${state.day?.date ?? ''}/${number}`;
}

type Extra = Partial<Omit<EventData<'ticket.issued'>, 'ticket' | 'number' | 'service'>>;

function issue(present: Present, service: ServiceConfig, extra: Extra): Draft {
  const { state } = present;
  let count = (state.issued[service.id] ?? 0) + 1;
  // One that was written by hand is somebody's already.
  while (idOf(present, numberOf(service, count)) in state.tickets) count += 1;
  const number = numberOf(service, count);
  return {
    type: 'ticket.issued',
    data: { ticket: idOf(present, number), number, service: service.id, ...extra },
  };
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

/**
 * Takes in a ticket that was written by hand while nothing could be printed 手工补录: under its own
 * number, in the order of the time at which it was taken.
 */
export function enterTicket(present: Present, ask: CommandData<'enterTicket'>): Draft[] {
  const service = serviceOf(present, ask.service);
  const number = writtenNumber(service, ask.number);
  const ticket = idOf(present, number);
  if (ticket in present.state.tickets) throw new Refusal('ticket.numberUsed', { number });
  const takenAt = takenToday(present, ask.taken);
  const ofClass = classFor(present, service, ask.class, 'guide');
  const { items } = ask;
  return [
    {
      type: 'ticket.issued',
      data: {
        ...{ ticket, number, service: service.id, channel: 'hand', takenAt },
        ...(ofClass !== undefined ? { class: ofClass } : {}),
        ...(items !== undefined && items > 1 ? { items } : {}),
      },
    },
  ];
}

/** `a12` as it is printed: A012. */
function writtenNumber(service: ServiceConfig, written: string): string {
  const { prefix } = service;
  const text = written.replaceAll(/\s/g, '').toUpperCase();
  const digits = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  const isGood = /^\d{1,4}$/.test(digits) && Number(digits) > 0;
  if (!isGood) throw new Refusal('ticket.badNumber', { number: written, example: numberOf(service, 12) });
  return numberOf(service, Number(digits));
}

/** The instant of a local time of this business day that is over. */
function takenToday({ state, hall, now }: Present, taken: string): number {
  const date = state.day?.date ?? businessDay(now, hall);
  const { from } = dayPeriod(date, hall);
  const at = localInstant(date, minutesOf(taken), hall.zone);
  // After midnight the business day still is that of yesterday.
  const takenAt = at >= from ? at : localInstant(addDays(date, 1), minutesOf(taken), hall.zone);
  if (takenAt > now) throw new Refusal('ticket.future', { time: taken });
  return takenAt;
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
