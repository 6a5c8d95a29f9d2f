import { lastLeg, type HallState, type Ticket } from '../../shared/hall/state.ts';

/** Where a ticket is. */
export type Whereabouts = 'waiting' | 'called' | 'serving' | 'held' | 'passed' | 'ended';

/** Where a ticket is now, by the present leg and the window it is at. */
export function whereaboutsOf({ windows }: Pick<HallState, 'windows'>, ticket: Ticket): Whereabouts {
  const leg = lastLeg(ticket);
  if (leg.end === 'passed') return 'passed';
  if (leg.end !== undefined) return 'ended';
  if (leg.heldAt !== undefined) return 'held';
  const at = Object.values(windows).find((window) => window.ticket === ticket.id);
  return at?.step ?? 'waiting';
}

/** Whether a ticket did not come out of its printer, or nobody knows, and it is still good. */
export function mayBeReprinted(ticket: Ticket): boolean {
  const isOpen = lastLeg(ticket).end === undefined;
  return isOpen && (ticket.print === 'failed' || ticket.print === 'uncertain');
}

/**
 * Tickets whose number is what was typed: `a12` and `A012` are the same, and `12` is the twelfth of
 * every service. Those still open come first, then the latest.
 */
export function findTickets({ tickets }: Pick<HallState, 'tickets'>, typed: string): Ticket[] {
  const [, letters = '', digits = ''] =
    /^([A-Z]*)0*(\d*)$/.exec(typed.toUpperCase().replaceAll(/\s/g, '')) ?? [];
  if (letters === '' && digits === '') return [];
  const fits = ({ number }: Ticket) => {
    const [, prefix = '', count = ''] = /^([A-Z]*)0*(\d*)$/.exec(number) ?? [];
    return (letters === '' || prefix === letters) && (digits === '' || count === digits);
  };
  return newestFirst(Object.values(tickets).filter(fits)).sort(
    (a, b) => Number(lastLeg(a).end !== undefined) - Number(lastLeg(b).end !== undefined),
  );
}

/** Tickets that somebody should look at: not printed, passed over, then the latest that wait. */
export function ticketsToMind(state: Pick<HallState, 'tickets' | 'windows'>, most: number): Ticket[] {
  const all = newestFirst(Object.values(state.tickets));
  const unprinted = all.filter(mayBeReprinted);
  const passed = all.filter((ticket) => lastLeg(ticket).end === 'passed');
  const waiting = all.filter(
    (ticket) => !unprinted.includes(ticket) && whereaboutsOf(state, ticket) === 'waiting',
  );
  return [...unprinted, ...passed, ...waiting].slice(0, most);
}

/** The latest tickets that guides have issued, or entered by hand. */
export function issuedByGuides({ tickets }: Pick<HallState, 'tickets'>, most: number): Ticket[] {
  return newestFirst(
    Object.values(tickets).filter(({ channel }) => channel === 'guide' || channel === 'hand'),
  ).slice(0, most);
}

/** The ticket that an event issued. */
export function ticketIssuedBy({ tickets }: Pick<HallState, 'tickets'>, seq: number): Ticket | undefined {
  return Object.values(tickets).find(({ legs }) => legs[0]?.arrivedSeq === seq);
}

function newestFirst(tickets: Ticket[]): Ticket[] {
  return tickets.sort((a, b) => (b.legs[0]?.arrivedSeq ?? 0) - (a.legs[0]?.arrivedSeq ?? 0));
}
