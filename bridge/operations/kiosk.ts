import type { Draft, HallEvent } from '../../shared/events/index.ts';
import { Refusal } from '../../shared/refusals.ts';
import { decide } from './decide.ts';
import { isSameRequest, type Request } from '../../shared/hall/state.ts';
import type { Present } from './rules.ts';

/** A kiosk asks for a ticket and prints it on the printer its settings name. */
export function followKiosk(event: HallEvent<'kiosk.ticketRequested'>, present: Present): Draft[] {
  const { device = '', data } = event;
  const { service } = data;
  const request: Request = { device, id: data.request };
  // Asked again, as after a broken connection: the answer is the ticket it already got.
  if (Object.values(present.state.tickets).some((ticket) => isSameRequest(ticket.request, request)))
    return [];
  const printer = present.hall.devices.find(({ id }) => id === device)?.settings['printer'];
  const asked = { service, ...(typeof printer === 'string' ? { printer } : {}) };
  const answering = (draft: Draft): Draft =>
    draft.type === 'ticket.issued' || draft.type === 'ticket.refused'
      ? ({ ...draft, device, data: { ...draft.data, request: request.id } } as Draft)
      : draft;
  try {
    return decide(present, { name: 'issueTicket', data: asked }).map(answering);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [answering({ type: 'ticket.refused', data: { ...asked, code: error.code } })];
  }
}
