import type { HallConfig, DeviceConfig } from '../../shared/config/schema.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import { isSameRequest, lastLeg, type HallState } from '../../shared/hall/state.ts';
import { placeOf } from '../../shared/queue/place.ts';
import { SECOND, dateTime } from '../../shared/time.ts';
import type { ActionArguments, ActionName, DeviceKind } from '../drivers/driver.ts';

/** Something to be done by a device because an event was committed. */
export type Effect = {
  [K in ActionName]: {
    device: string;
    action: K;
    args: ActionArguments[K];
    /** Milliseconds after the event within which it must have begun. */
    within: number;
  };
}[ActionName];

/** Which devices a hall has, by kind and place. */
export interface Places {
  hall: HallConfig;
  kindOf: (device: string) => DeviceKind | undefined;
  /** Whether a device knows an action; none does where this is absent. */
  can?: (device: string, action: ActionName) => boolean;
  /** Address of the page behind a ticket's QR code, if there is one. */
  ticketLink?: (ticket: string) => string | undefined;
}

function at(places: Places, kind: DeviceKind, window?: string): DeviceConfig[] {
  return places.hall.devices.filter(
    (device) => places.kindOf(device.id) === kind && (window === undefined || device.window === window),
  );
}

/** People who are called before a ticket, as things stand. */
function aheadOf(state: HallState, ticket: string, now: number, { hall }: Places): number {
  return placeOf({ state, hall, now }, ticket).ahead;
}

/** A ticket comes out of its printer, be it for the first time or because the first did not come out. */
function onPrint(
  { at, data }: HallEvent<'ticket.issued' | 'ticket.reprinted'>,
  state: HallState,
  places: Places,
): Effect[] {
  const ticket = state.tickets[data.ticket];
  if (!ticket || data.printer === undefined) return [];
  const { service } = lastLeg(ticket);
  const link = places.ticketLink?.(ticket.id);
  const args = {
    ticket: ticket.id,
    hall: places.hall.name.zh,
    number: ticket.number,
    service: places.hall.services.find(({ id }) => id === service)?.name.zh ?? service,
    ahead: aheadOf(state, ticket.id, at, places),
    issued: dateTime(at, places.hall.zone).slice(0, 16),
    ...(link !== undefined ? { link } : {}),
  };
  return [{ device: data.printer, action: 'printTicket', args, within: 10 * SECOND }];
}

/** Answers a kiosk with what its request became, be it asked for the first time or again. */
function onRequest(
  { at, device, data }: HallEvent<'kiosk.ticketRequested'>,
  state: HallState,
  places: Places,
): Effect[] {
  if (device === undefined) return [];
  const { request } = data;
  const asked = { device, id: request };
  // Asked for the first time, it is the ticket that waits last.
  const last = state.tickets[state.waiting.at(-1) ?? ''];
  const ticket = isSameRequest(last?.request, asked)
    ? last
    : Object.values(state.tickets).find((one) => isSameRequest(one.request, asked));
  const refusal = state.refusals.findLast((one) => isSameRequest(one.request, asked));
  const args = ticket
    ? { request, number: ticket.number, ahead: aheadOf(state, ticket.id, at, places) }
    : { request, code: refusal?.code ?? 'internal' };
  return [{ device, action: 'answerKiosk', args, within: 10 * SECOND }];
}

/** Tells a sign the time, once it was asked how far its own clock was off. */
function setClock(device: string, at: number, { hall, can }: Places): Effect[] {
  const args = { local: dateTime(at, hall.zone) };
  const told: Effect[] = [
    { device, action: 'askStatus', args, within: 5 * SECOND },
    { device, action: 'setClock', args, within: 5 * SECOND },
  ];
  return told.filter(({ action }) => can?.(device, action));
}

/** A sign that came back may have lost the time. */
function onOnline(
  { at, device = '', data }: HallEvent<'device.availabilityChanged'>,
  places: Places,
): Effect[] {
  if (data.availability !== 'online' || places.kindOf(device) !== 'display') return [];
  return setClock(device, at, places);
}

/** How many wait, and who was called, on the pad of the clerk. */
function showQueue(window: string, number: string, state: HallState, places: Places): Effect[] {
  const services = places.hall.windows.find(({ id }) => id === window)?.services ?? [];
  const waiting = state.waiting.filter((id) => {
    const ticket = state.tickets[id];
    return ticket && services.includes(lastLeg(ticket).service);
  }).length;
  return at(places, 'pad', window).map(({ id }) => ({
    device: id,
    action: 'showQueue',
    args: { waiting, number },
    within: 5 * SECOND,
  }));
}

/**
 * What devices must do about a committed event; what signs show is no effect of an event but follows
 * from the state. Never asked for events read back from disk: nothing is printed or opened because
 * the bridge started again.
 */
export function effectsOf(event: HallEvent, state: HallState, places: Places): Effect[] {
  switch (event.type) {
    case 'ticket.issued':
    case 'ticket.reprinted':
      return onPrint(event, state, places);
    case 'kiosk.ticketRequested':
      return onRequest(event, state, places);
    case 'ticket.called':
    case 'ticket.recalled':
    case 'ticket.resumed':
      return showQueue(event.data.window, state.tickets[event.data.ticket]?.number ?? '', state, places);
    case 'ticket.finished':
      return [
        ...at(places, 'evaluator', event.data.window).map(({ id }): Effect => ({
          device: id,
          action: 'askRating',
          args: {},
          within: 5 * SECOND,
        })),
        ...showQueue(event.data.window, '', state, places),
      ];
    case 'ticket.passed':
    case 'ticket.endMissed':
    case 'ticket.held':
    case 'ticket.transferred':
      return showQueue(event.data.window, '', state, places);
    case 'ticket.abandoned':
      return event.data.window === undefined ? [] : showQueue(event.data.window, '', state, places);
    case 'device.availabilityChanged':
      return onOnline(event, places);
    case 'day.opened':
      return at(places, 'display').flatMap(({ id }) => setClock(id, event.at, places));
    default:
      return [];
  }
}
