import type { Draft, HallEvent } from '../../shared/events/index.ts';
import { Refusal } from '../../shared/refusals.ts';
import { decide } from './decide.ts';
import { isSameRequest, type Request } from '../../shared/hall/state.ts';
import type { Present } from './rules.ts';

/** A kiosk asks for a ticket and prints it on the printer its settings name. */
export function followKiosk(event: HallEvent<'kiosk.ticketRequested'>, present: Present): Draft[] {
  const { device = '', data } = event;
  const request: Request = { device, id: data.request };
  // Asked again, as after a broken connection: the answer is the ticket it already got.
  if (Object.values(present.state.tickets).some((ticket) => isSameRequest(ticket.request, request)))
    return [];
  const settings = present.hall.devices.find(({ id }) => id === device)?.settings;
  const printer = settings?.['printer'];
  const printed = typeof printer === 'string' ? { printer } : {};
  const answering = (draft: Draft): Draft =>
    draft.type === 'ticket.issued' || draft.type === 'ticket.refused'
      ? ({ ...draft, device, data: { ...draft.data, request: request.id } } as Draft)
      : draft;
  try {
    return ticketFor(data, printed, settings?.['attended'] === true, present).map(answering);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const booked = present.state.appointments[data.appointment ?? '']?.service;
    const service = data.service ?? booked ?? '';
    return [answering({ type: 'ticket.refused', data: { service, ...printed, code: error.code } })];
  }
}

/** @param isAttended whether a guide works the kiosk, and gives what only guides give */
function ticketFor(
  { service = '', class: ofClass, appointment }: HallEvent<'kiosk.ticketRequested'>['data'],
  printed: { printer?: string },
  isAttended: boolean,
  present: Present,
): Draft[] {
  if (appointment !== undefined) {
    return decide(present, { name: 'checkIn', data: { appointment, ...printed } });
  }
  const asked = ofClass === undefined ? {} : { class: ofClass, channel: 'kiosk' as const };
  const given = isAttended ? { channel: 'guide' as const } : {};
  return decide(present, { name: 'issueTicket', data: { service, ...asked, ...given, ...printed } });
}
