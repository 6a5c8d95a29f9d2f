import type { WindowConfig } from '../../../shared/config/schema.ts';
import type { Draft } from '../../../shared/events/index.ts';
import type { Ticket, WindowState } from '../../../shared/hall/state.ts';
import { lastLeg } from '../../../shared/hall/state.ts';
import { closedWindow } from '../../../shared/hall/windows.ts';
import { Refusal } from '../../../shared/refusals.ts';
import type { Present } from '../rules.ts';

/** A window, its configuration, and the ticket at it. */
export interface Place {
  config: WindowConfig;
  window: WindowState;
  ticket: Ticket | undefined;
}

/** @throws Refusal when the hall has no such window */
export function placeOf({ state, hall }: Present, id: string): Place {
  const config = hall.windows.find((window) => window.id === id);
  const window = state.windows[id];
  if (!config) throw new Refusal('window.unknown', { window: id });
  if (!window) return { config, window: closedWindow(0), ticket: undefined };
  return { config, window, ticket: window.ticket === undefined ? undefined : state.tickets[window.ticket] };
}

/** @throws Refusal when nobody has been called to the window */
export function occupied(present: Present, id: string): Place & { ticket: Ticket } {
  const place = placeOf(present, id);
  if (!place.ticket) throw new Refusal('window.idle');
  return { ...place, ticket: place.ticket };
}

/** @throws Refusal when nobody has been called, or whoever was called is served already */
export function called(present: Present, id: string): Place & { ticket: Ticket } {
  const place = occupied(present, id);
  if (place.window.step === 'serving') throw new Refusal('window.serving', { number: place.ticket.number });
  return place;
}

/**
 * A ticket of today, by its id or by the number that is printed on it.
 *
 * @throws Refusal for one of another day, and for one that nobody issued
 */
export function ticketOf({ state }: Pick<Present, 'state'>, name: string): Ticket {
  const found = state.tickets[name] ?? Object.values(state.tickets).find(({ number }) => number === name);
  if (found) return found;
  const [, date] = /^(\d{4}-\d{2}-\d{2})\//.exec(name) ?? [];
  if (date !== undefined && date !== state.day?.date) throw new Refusal('ticket.otherDay', { date });
  throw new Refusal('ticket.unknown', { ticket: name });
}

/** Whether a ticket is set aside in the middle of its service. */
export function isHeld(ticket: Ticket): boolean {
  const leg = lastLeg(ticket);
  return leg.heldAt !== undefined && leg.end === undefined;
}

/**
 * Makes room for a call: a service in progress ends with it, as clerks expect of the call
 * key; a ticket that was called and never started must be settled by a person first.
 *
 * @throws Refusal when the window is not open, or somebody called there has not been settled
 */
export function makeRoom(place: Place): Draft[] {
  if (place.window.mode !== 'open') throw new Refusal('window.notOpen');
  if (!place.ticket) return [];
  if (place.window.step === 'called') throw new Refusal('window.busy', { number: place.ticket.number });
  return [
    {
      type: 'ticket.finished',
      data: { ticket: place.ticket.id, window: place.config.id, outcome: 'done', implied: true },
    },
  ];
}
