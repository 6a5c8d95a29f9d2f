import type { CommandData } from '../../../shared/commands.ts';
import type { Draft, EventData, HallEvent } from '../../../shared/events/index.ts';
import { lastLeg, type Ticket, type WindowState } from '../../../shared/hall/state.ts';
import { isTold } from '../../../shared/hall/told-ids.ts';
import { Refusal } from '../../../shared/refusals.ts';
import type { Present } from '../rules.ts';
import { refuseTime, withTimes } from './told-times.ts';

type Said = EventData<'queue.observed'>;

/** What another queue system says has happened; what it has said already changes nothing. */
export function observe(present: Present, ask: CommandData<'observe'>): Draft[] {
  if (!present.hall.queue.source) throw new Refusal('queue.own');
  if (isTold(present.state.observed, ask.id)) return [];
  const { at: happenedAt, ...said } = ask;
  const data = { ...said, ...(happenedAt !== undefined ? { happenedAt } : {}) };
  // Refused before it is a fact, if nothing could follow from it.
  factsOf(present, data);
  return [{ type: 'queue.observed', data }];
}

/** The facts of tickets and windows that follow; what cannot be is refused in words, and kept. */
export function followObserved({ data }: HallEvent<'queue.observed'>, present: Present): Draft[] {
  try {
    if (!present.hall.queue.source) throw new Refusal('queue.own');
    return factsOf(present, data);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [{ type: 'command.refused', data: { name: 'observe', ...error.kept, subject: data.id } }];
  }
}

function factsOf(present: Present, said: Said): Draft[] {
  refuseTime(present, said);
  return withTimes(present, said, untimedFacts(present, said));
}

function untimedFacts(present: Present, said: Said): Draft[] {
  switch (said.what) {
    case 'windowOpened':
    case 'windowClosed':
    case 'windowPaused':
    case 'windowResumed':
      return windowFacts(present, said, windowOf(present, said));
    case 'issued': {
      // Refused for what is wrong with it, also where nothing would follow.
      const taken = issued(present, said);
      return find(present, said) ? [] : [taken];
    }
    default:
      return ticketFacts(present, said);
  }
}

function needed<K extends 'ticket' | 'window' | 'service'>(said: Said, field: K): string {
  const value = said[field];
  if (value === undefined) throw new Refusal('queue.incomplete', { field });
  return value;
}

function windowOf({ hall }: Present, said: Said): string {
  const window = needed(said, 'window');
  if (!hall.windows.some(({ id }) => id === window)) throw new Refusal('window.unknown', { window });
  return window;
}

function serviceOf({ hall }: Present, said: Said): string {
  const service = needed(said, 'service');
  if (!hall.services.some(({ id }) => id === service)) throw new Refusal('service.unknown', { service });
  return service;
}

function classOf({ hall }: Present, { class: told }: Said): { class?: string } {
  if (told === undefined) return {};
  if (!hall.classes.some(({ id }) => id === told)) throw new Refusal('class.unknown', { class: told });
  return { class: told };
}

function idOf({ state }: Present, number: string): string {
  return `${state.day?.date ?? ''}/${number}`;
}

function find(present: Present, said: Said): Ticket | undefined {
  return present.state.tickets[idOf(present, needed(said, 'ticket'))];
}

function issued(present: Present, said: Said, implied = false): Draft {
  const number = needed(said, 'ticket');
  return {
    type: 'ticket.issued',
    data: {
      ticket: idOf(present, number),
      ...{ number, service: serviceOf(present, said), channel: 'other' },
      ...classOf(present, said),
      ...(implied ? { implied: true } : {}),
    },
  };
}

function windowFacts({ state }: Present, { what }: Said, window: string): Draft[] {
  const mode = state.windows[window]?.mode ?? 'closed';
  switch (what) {
    case 'windowOpened':
    case 'windowResumed':
      if (mode === 'open') return [];
      return [{ type: mode === 'paused' ? 'window.resumed' : 'window.opened', data: { window } }];
    case 'windowPaused':
      if (mode !== 'open') return [];
      return [...settled(state, window), { type: 'window.paused', data: { window, reason: 'other' } }];
    default:
      if (mode === 'closed') return [];
      return [...settled(state, window), { type: 'window.closed', data: { window } }];
  }
}

/** The window a ticket is at, and in which step. */
interface Whereabouts {
  window: string;
  ticket: string;
  service: string;
  step: WindowState['step'];
}

function whereabouts({ state }: Present, { id, legs }: Ticket): Whereabouts | undefined {
  const found = Object.entries(state.windows).find(([, { ticket }]) => ticket === id);
  if (!found) return undefined;
  return { window: found[0], ticket: id, service: legs.at(-1)?.service ?? '', step: found[1].step };
}

/** Facts of a ticket, after those that must have been before them and were not told. */
function ticketFacts(present: Present, said: Said): Draft[] {
  const known = find(present, said);
  if (!known && !said.service) throw new Refusal('ticket.unknown', { ticket: said.ticket ?? '' });
  const ticket = idOf(present, needed(said, 'ticket'));
  const before = known ? [] : [issued(present, said, true)];
  const at = known && whereabouts(present, known);
  const end = known && lastLeg(known).end;
  if (end !== undefined && end !== 'passed' && end !== 'unseen') return [];
  const late = end === 'unseen' ? lateEnd(said) : undefined;
  if (late) return [{ type: 'ticket.endTold', data: { ticket, end: late } }];
  // What is cancelled at a window has been a visit, and is over.
  if (said.what === 'abandoned' || (said.what === 'cancelled' && at)) {
    const here = at ? { window: at.window } : {};
    return [...before, { type: 'ticket.abandoned', data: { ticket, ...here } }];
  }
  if (said.what === 'cancelled') {
    return [...before, { type: 'ticket.cancelled', data: { ticket, reason: '排队系统作废' } }];
  }
  const window = said.window === undefined && at ? at.window : windowOf(present, said);
  const isHere = at?.window === window;
  const step = isHere ? at?.step : undefined;
  const called: Draft<'ticket.called'> = { type: 'ticket.called', data: { ticket, window } };
  const isHeld = known !== undefined && lastLeg(known).heldAt !== undefined;
  const isServed = isHeld || step === 'serving';
  if (said.what === 'called' && !isHeld) {
    if (step === 'called') return [{ type: 'ticket.recalled', data: { ticket, window } }];
    return step === 'serving' ? [] : [...before, ...room(present, window, at), called];
  }
  const reached: Draft[] = isHere
    ? []
    : isHeld
      ? [...room(present, window, at), { type: 'ticket.resumed', data: { ticket, window } }]
      : [...before, ...room(present, window, at), { ...called, data: { ...called.data, implied: true } }];
  switch (said.what) {
    case 'called':
    case 'resumed':
      return isHeld ? reached : [];
    case 'recalled':
      return isHere ? [{ type: 'ticket.recalled', data: { ticket, window } }] : reached;
    case 'passed':
      if (isServed) throw new Refusal('ticket.served', { number: said.ticket ?? '' });
      return [...reached, { type: 'ticket.passed', data: { ticket, window } }];
    case 'started':
      if (step === 'serving') return [];
      return isHeld ? reached : [...reached, { type: 'ticket.started', data: { ticket, window } }];
    case 'held':
      if (isHeld) return [];
      return [
        ...reached,
        ...(isServed ? [] : [{ type: 'ticket.started', data: { ticket, window, implied: true } } as const]),
        { type: 'ticket.held', data: { ticket, window } },
      ];
    case 'transferred': {
      const service = said.service === undefined && known ? lastLeg(known).service : serviceOf(present, said);
      return [...reached, { type: 'ticket.transferred', data: { ticket, window, service } }];
    }
    default:
      return [
        ...reached,
        { type: 'ticket.finished', data: { ticket, window, outcome: said.outcome ?? 'done' } },
      ];
  }
}

/** Opens a window that is called to, and settles whoever was there, and wherever this ticket was. */
function room({ state }: Present, window: string, at: Whereabouts | undefined): Draft[] {
  const place = state.windows[window];
  const mode = place?.mode ?? 'closed';
  const opening: Draft[] =
    mode === 'open'
      ? []
      : [
          mode === 'paused'
            ? { type: 'window.resumed', data: { window } }
            : { type: 'window.opened', data: { window, implied: true } },
        ];
  return [...opening, ...settled(state, window), ...(at && at.window !== window ? [moveOn(at)] : [])];
}

/**
 * Whoever is at a window that calls another, pauses or closes is there no more: served, where the
 * service had begun; else they were served or did not come, and nobody has said which.
 */
function settled({ windows }: Present['state'], window: string): Draft[] {
  const { ticket, step } = windows[window] ?? {};
  if (ticket === undefined) return [];
  return step === 'serving'
    ? [{ type: 'ticket.finished', data: { ticket, window, outcome: 'done', implied: true } }]
    : [{ type: 'ticket.endMissed', data: { ticket, window } }];
}

/** The end of a call that was told after the window had gone on to the next. */
function lateEnd({ what, outcome }: Said): EventData<'ticket.endTold'>['end'] | undefined {
  if (what === 'finished') return outcome ?? 'done';
  return what === 'passed' || what === 'abandoned' ? what : undefined;
}

/** Whoever is called to another window than where they are has been sent on, or was called there in vain. */
function moveOn({ window, ticket, service, step }: Whereabouts): Draft {
  return step === 'serving'
    ? { type: 'ticket.transferred', data: { ticket, window, service } }
    : { type: 'ticket.endMissed', data: { ticket, window } };
}
