import type { HallConfig } from '../../shared/config/schema.ts';
import { lastLeg, type Ticket } from '../../shared/hall/state.ts';
import { Refusal } from '../../shared/refusals.ts';
import { businessDay } from '../../shared/time.ts';
import type { Present } from './rules.ts';

type Inspected = Omit<Present, 'codeFor'>;

/** Tickets a refusal names; more are only meant. */
const MOST_NAMED = 5;

/**
 * Whether another configuration may come into force in the present state.
 *
 * @throws Refusal that says what would break: a ticket without its service, a window in use that
 *   vanishes, numbers that would appear twice, a business day that would become another
 */
export function refuseBreaking(present: Inspected, next: HallConfig): void {
  refuseTurningDay(present, next);
  refuseVanishingWindows(present, next);
  refuseLosingTickets(present, next);
  refuseDoubleNumbers(present, next);
}

function refuseTurningDay({ state, now }: Inspected, next: HallConfig): void {
  if (!state.day || state.day.closedAt !== undefined) return;
  const { date } = state.day;
  if (businessDay(now, next) !== date) throw new Refusal('config.dayTurns', { date });
}

function refuseVanishingWindows({ state, hall }: Inspected, next: HallConfig): void {
  for (const { id, number } of hall.windows) {
    const window = state.windows[id];
    const stays = next.windows.some((one) => one.id === id);
    const inUse = window && (window.mode !== 'closed' || window.ticket !== undefined);
    if (!stays && inUse) throw new Refusal('config.windowBusy', { window: String(number) });
  }
}

function refuseLosingTickets({ state, hall }: Inspected, next: HallConfig): void {
  const open = Map.groupBy(
    Object.values(state.tickets).filter((ticket) => lastLeg(ticket).end === undefined),
    (ticket) => lastLeg(ticket).service,
  );
  const waiting = new Set(state.waiting);
  for (const [id, tickets] of open) {
    const service = hall.services.find((one) => one.id === id)?.name.zh ?? id;
    if (!next.services.some((one) => one.id === id)) {
      throw new Refusal('config.serviceOpen', { service, numbers: numbersOf(tickets) });
    }
    const waits = tickets.filter((ticket) => waiting.has(ticket.id));
    const wasServed = hall.windows.some(({ services }) => services.includes(id));
    const isServed = next.windows.some(({ services }) => services.includes(id));
    if (waits.length > 0 && wasServed && !isServed) {
      throw new Refusal('config.serviceUnserved', { service, numbers: numbersOf(waits) });
    }
  }
}

/** A number is the letter of a service and a count of its own: a letter goes with one service a day. */
function refuseDoubleNumbers({ state, hall }: Inspected, next: HallConfig): void {
  const used = new Map<string, string>();
  for (const { number, legs } of Object.values(state.tickets)) {
    used.set(number.charAt(0), legs[0]?.service ?? '');
  }
  const nameOf = (id: string) =>
    [...next.services, ...hall.services].find((service) => service.id === id)?.name.zh ?? id;
  for (const { id, prefix } of next.services) {
    const other = used.get(prefix);
    if (other === undefined || other === id) continue;
    throw new Refusal('config.prefixUsed', { prefix, other: nameOf(other), service: nameOf(id) });
  }
}

function numbersOf(tickets: readonly Ticket[]): string {
  const named = tickets.slice(0, MOST_NAMED).map(({ number }) => number);
  return tickets.length > MOST_NAMED ? `${named.join(', ')} …` : named.join(', ');
}
