import { Refusal } from '../../../shared/refusals.ts';
import type { Place } from './place.ts';

/**
 * Whoever asks has one ticket before them. Where a pad or another page was faster and somebody
 * else is here by now, nothing is done to them.
 *
 * @param expected the ticket that was meant; absent for a key that means whoever is here
 */
export function refuseOther({ ticket }: Place, expected: string | undefined): void {
  if (expected === undefined || ticket === undefined || ticket.id === expected) return;
  throw new Refusal('window.otherTicket', { number: ticket.number });
}

/** A call that must not end a service, as the call key of a pad does. */
export function refuseServing({ ticket, window }: Place, whenFree: true | undefined): void {
  if (!whenFree || !ticket || window.step !== 'serving') return;
  throw new Refusal('window.serving', { number: ticket.number });
}
