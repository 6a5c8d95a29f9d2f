import type { Draft, HallEvent } from '../../shared/events/index.ts';
import { Refusal } from '../../shared/refusals.ts';
import { decide } from './decide.ts';
import type { Present } from './rules.ts';

/** A kiosk asks for a ticket and prints it on the printer its settings name. */
export function followKiosk(event: HallEvent<'kiosk.ticketRequested'>, present: Present): Draft[] {
  const { service, request } = event.data;
  // Asked again, as after a broken connection: the answer is the ticket it already got.
  if (Object.values(present.state.tickets).some((ticket) => ticket.request === request)) return [];
  const printer = present.hall.devices.find(({ id }) => id === event.device)?.settings['printer'];
  const asked = { service, request, ...(typeof printer === 'string' ? { printer } : {}) };
  try {
    return decide(present, { name: 'issueTicket', data: asked });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [{ type: 'ticket.refused', data: { ...asked, code: error.code } }];
  }
}
