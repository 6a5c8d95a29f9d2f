import type { PublicHall } from '../config/public.ts';
import type { Outcome } from '../events/index.ts';
import { lastLeg, type HallState, type Leg, type Ticket } from '../hall/state.ts';
import { outOfHours, type OutOfHours } from '../queue/hours.ts';
import { placeOf, type Place } from '../queue/place.ts';
import { classSentence } from '../queue/words.ts';
import type { Bilingual } from '../text.ts';

/** Where a ticket is, as its owner sees it. */
export type TicketStep =
  'waiting' | 'called' | 'serving' | 'held' | 'served' | 'passed' | 'abandoned' | 'cancelled' | 'leftover';

/** `GET /api/t/:token`: the page behind the code on a ticket. Nothing in it tells whose it is. */
export interface TicketPage {
  hall: Bilingual;
  /** IANA zone of the hall, for its times. */
  zone: string;
  /** The bridge's clock, milliseconds UTC. */
  now: number;
  number: string;
  service: Bilingual;
  /** Matters it is for. */
  items: number;
  class?: { name: Bilingual; mark: Bilingual; sentence: Bilingual };
  issuedAt: number;
  /** Local times between which the hall is open. */
  hours: { open: string; close: string };
  /** Nobody is served now, and by the hours of the hall nobody is to be. */
  rest?: OutOfHours;
  step: TicketStep;
  /** How it was served: done at once, accepted for later, or sent back for what is missing. */
  outcome?: Outcome;
  /** When it came to this step, where that is known. */
  since?: number;
  /** Whoever waits: the people before, and the minutes by "queue × mean service ÷ windows". */
  place?: Place;
  /** Number of the window it is called to, served at, or sent to. */
  window?: number;
  /** It was sent on from another window and waits anew. */
  isSentOn: boolean;
  mayGiveUp: boolean;
  /** Where it would stand after it was passed over and came back. */
  passedReturn: 'place' | 'end';
}

const ends: Record<string, TicketStep> = {
  passed: 'passed',
  unseen: 'passed',
  abandoned: 'abandoned',
  cancelled: 'cancelled',
  leftover: 'leftover',
};

function stepOf(state: Readonly<HallState>, ticket: Ticket): { step: TicketStep; since?: number } {
  const leg = lastLeg(ticket);
  if (leg.end !== undefined) {
    const step = ends[leg.end] ?? 'served';
    return leg.endedAt === undefined ? { step } : { step, since: leg.endedAt };
  }
  if (leg.heldAt !== undefined) return { step: 'held', since: leg.heldAt };
  const window = state.windows[leg.window ?? ''];
  if (window?.ticket !== ticket.id) return { step: 'waiting', since: leg.arrivedAt };
  const step = window.step === 'serving' ? 'serving' : 'called';
  return window.stepSince === undefined ? { step } : { step, since: window.stepSince };
}

function outcomeOf(end: Leg['end']): Outcome {
  return end === 'accepted' || end === 'returned' ? end : 'done';
}

/** What the owner of a ticket may see of it, and of the queue in front of it. */
export function ticketPage(
  view: { state: HallState; hall: PublicHall; now: number },
  ticket: Ticket,
): TicketPage {
  const { state, hall, now } = view;
  const leg = lastLeg(ticket);
  const { step, since } = stepOf(state, ticket);
  const name = hall.services.find(({ id }) => id === leg.service)?.name ?? {
    zh: leg.service,
    en: leg.service,
  };
  const ofClass = hall.classes.find(({ id }) => id === ticket.class);
  const at = step === 'waiting' ? leg.to : leg.window;
  const window = hall.windows.find(({ id }) => id === at)?.number;
  const rest = outOfHours(view);
  return {
    ...{ hall: hall.name, zone: hall.zone, now, number: ticket.number, service: name, step },
    items: ticket.items ?? 1,
    ...(ofClass
      ? {
          class: {
            name: ofClass.name,
            mark: ofClass.mark,
            sentence: classSentence(ofClass, hall.queue.overtakes),
          },
        }
      : {}),
    issuedAt: ticket.legs[0]?.arrivedAt ?? leg.arrivedAt,
    hours: hall.hours,
    ...(rest ? { rest } : {}),
    ...(since !== undefined ? { since } : {}),
    ...(step === 'served' ? { outcome: outcomeOf(leg.end) } : {}),
    ...(step === 'waiting' ? { place: placeOf(view, ticket.id) } : {}),
    ...(window !== undefined ? { window } : {}),
    isSentOn: ticket.legs.length > 1,
    mayGiveUp: step === 'waiting' || step === 'called' || step === 'held',
    passedReturn: hall.queue.passedReturn,
  };
}
