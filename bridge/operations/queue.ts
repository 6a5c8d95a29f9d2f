import type { Draft } from '../../shared/events/index.ts';
import type { CommandData } from '../../shared/commands.ts';
import { lastLeg, type Ticket, type WindowState } from '../../shared/hall/state.ts';
import { Refusal, type RefusalCode } from '../../shared/refusals.ts';
import type { WindowConfig } from '../../shared/config/schema.ts';
import type { Present } from './rules.ts';

/** Why a printer cannot print now, or null when it can. */
export function printerTrouble({ state }: Present, printer: string): RefusalCode | null {
  if (state.devices[printer]?.availability !== 'online') return 'printer.offline';
  const status = state.printers[printer];
  if (!status) return null;
  if (status.paper === 'out') return 'printer.paperOut';
  if (status.fault === 'cover') return 'printer.cover';
  if (status.fault === 'offline') return 'printer.offline';
  return status.fault === 'none' ? null : 'printer.fault';
}

/** Issues a ticket, or says why not: a ticket that cannot be printed does not come into being. */
export function issueTicket(present: Present, ask: CommandData<'issueTicket'>): Draft[] {
  const { state, hall } = present;
  const service = hall.services.find(({ id }) => id === ask.service);
  if (!service) throw new Refusal('service.unknown', { service: ask.service });
  const trouble = ask.printer === undefined ? null : printerTrouble(present, ask.printer);
  if (trouble) throw new Refusal(trouble, { detail: state.printers[ask.printer ?? '']?.fault ?? '' });
  const number = `${service.prefix}${String((state.issued[service.id] ?? 0) + 1).padStart(3, '0')}`;
  return [
    {
      type: 'ticket.issued',
      data: {
        ticket: `${state.day?.date ?? ''}/${number}`,
        number,
        service: service.id,
        ...(ask.printer !== undefined ? { printer: ask.printer } : {}),
      },
    },
  ];
}

/** A window, its configuration, and the ticket at it. */
interface Place {
  config: WindowConfig;
  window: WindowState;
  ticket: Ticket | undefined;
}

function placeOf({ state, hall }: Present, id: string): Place {
  const config = hall.windows.find((window) => window.id === id);
  const window = state.windows[id];
  if (!config) throw new Refusal('window.unknown', { window: id });
  if (!window)
    return { config, window: { mode: 'closed', since: 0, openMs: 0, pausedMs: 0 }, ticket: undefined };
  return { config, window, ticket: window.ticket === undefined ? undefined : state.tickets[window.ticket] };
}

function withTicket(present: Present, id: string): Place & { ticket: Ticket } {
  const place = placeOf(present, id);
  if (!place.ticket) throw new Refusal('window.idle');
  return { ...place, ticket: place.ticket };
}

/** The ticket that waits longest among those the window may serve, or undefined. */
export function nextFor({ state }: Present, window: WindowConfig): Ticket | undefined {
  for (const id of state.waiting) {
    const ticket = state.tickets[id];
    if (ticket && window.services.includes(lastLeg(ticket).service)) return ticket;
  }
  return undefined;
}

/**
 * Makes room for a call: a service in progress ends with it, as clerks expect of the call
 * key; a ticket that was called and never started must be settled by a person first.
 */
function makeRoom(place: Place, id: string): Draft[] {
  if (place.window.mode !== 'open') throw new Refusal('window.notOpen');
  if (!place.ticket) return [];
  if (place.window.step === 'called') throw new Refusal('window.busy', { number: place.ticket.number });
  return [
    {
      type: 'ticket.finished',
      data: { ticket: place.ticket.id, window: id, outcome: 'done', implied: true },
    },
  ];
}

export function callNext(present: Present, { window: id }: CommandData<'callNext'>): Draft[] {
  const place = placeOf(present, id);
  const drafts = makeRoom(place, id);
  const next = nextFor(present, place.config);
  if (!next) throw new Refusal('queue.empty');
  return [...drafts, { type: 'ticket.called', data: { ticket: next.id, window: id } }];
}

/** Calls a ticket by name: one that waits, or one that was passed over and came back. */
export function callTicket(
  present: Present,
  { window: id, ticket: name }: CommandData<'callTicket'>,
): Draft[] {
  const place = placeOf(present, id);
  const ticket =
    present.state.tickets[name] ?? Object.values(present.state.tickets).find(({ number }) => number === name);
  if (!ticket) throw new Refusal('ticket.unknown', { ticket: name });
  const leg = lastLeg(ticket);
  if (!place.config.services.includes(leg.service)) throw new Refusal('window.wrongService');
  if (!present.state.waiting.includes(ticket.id) && leg.end !== 'passed') {
    throw new Refusal('ticket.notCallable', { number: ticket.number });
  }
  return [...makeRoom(place, id), { type: 'ticket.called', data: { ticket: ticket.id, window: id } }];
}

export function recall(present: Present, { window: id }: CommandData<'recall'>): Draft[] {
  const { ticket, window } = withTicket(present, id);
  if (window.step === 'serving') throw new Refusal('window.serving', { number: ticket.number });
  return [{ type: 'ticket.recalled', data: { ticket: ticket.id, window: id } }];
}

export function passOver(present: Present, { window: id }: CommandData<'passOver'>): Draft[] {
  const { ticket, window } = withTicket(present, id);
  if (window.step === 'serving') throw new Refusal('window.serving', { number: ticket.number });
  return [{ type: 'ticket.passed', data: { ticket: ticket.id, window: id } }];
}

export function startService(present: Present, { window: id }: CommandData<'startService'>): Draft[] {
  const { ticket, window } = withTicket(present, id);
  if (window.step === 'serving') throw new Refusal('window.serving', { number: ticket.number });
  return [{ type: 'ticket.started', data: { ticket: ticket.id, window: id } }];
}

/** Ends the service; where the pad has no start key it may still be in the step "called". */
export function finishService(present: Present, ask: CommandData<'finishService'>): Draft[] {
  const { ticket } = withTicket(present, ask.window);
  return [{ type: 'ticket.finished', data: { ticket: ticket.id, window: ask.window, outcome: ask.outcome } }];
}

export function transferTicket(present: Present, ask: CommandData<'transferTicket'>): Draft[] {
  const { ticket } = withTicket(present, ask.window);
  if (!present.hall.services.some(({ id }) => id === ask.service)) {
    throw new Refusal('service.unknown', { service: ask.service });
  }
  return [
    { type: 'ticket.transferred', data: { ticket: ticket.id, window: ask.window, service: ask.service } },
  ];
}

export function openWindow(present: Present, { window: id, clerk }: CommandData<'openWindow'>): Draft[] {
  if (placeOf(present, id).window.mode === 'open') throw new Refusal('window.alreadyOpen');
  return [{ type: 'window.opened', data: { window: id, ...(clerk !== undefined ? { clerk } : {}) } }];
}

/** A window closes or pauses with nobody at it. */
function settled(present: Present, id: string): Place {
  const place = placeOf(present, id);
  if (place.window.mode === 'closed') throw new Refusal('window.notOpen');
  if (!place.ticket) return place;
  const { number } = place.ticket;
  throw new Refusal(place.window.step === 'serving' ? 'window.serving' : 'window.busy', { number });
}

export function closeWindow(present: Present, { window: id }: CommandData<'closeWindow'>): Draft[] {
  settled(present, id);
  return [{ type: 'window.closed', data: { window: id } }];
}

export function pauseWindow(present: Present, { window: id, reason }: CommandData<'pauseWindow'>): Draft[] {
  if (settled(present, id).window.mode !== 'open') throw new Refusal('window.notOpen');
  return [{ type: 'window.paused', data: { window: id, reason } }];
}

export function resumeWindow(present: Present, { window: id }: CommandData<'resumeWindow'>): Draft[] {
  if (placeOf(present, id).window.mode !== 'paused') throw new Refusal('window.notPaused');
  return [{ type: 'window.resumed', data: { window: id } }];
}
