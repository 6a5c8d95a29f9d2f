import type { CallReason, Channel, Grade, Outcome, UnmeasuredPart } from '../../events/index.ts';

/** How a transaction (leg) of a visit ended; `unseen` where another system has not said how. */
export type LegEnd = Outcome | 'passed' | 'unseen' | 'transferred' | 'abandoned' | 'cancelled' | 'leftover';

/**
 * One transaction 业务 of a ticket: from waiting for a service to the end at a window.
 * Times are milliseconds UTC; each `…Seq` is the event that set the time beside it.
 */
export interface Leg {
  service: string;
  arrivedAt: number;
  arrivedSeq: number;
  /** When it became known, where that was after it arrived: written by hand and entered later, or told late. */
  knownAt?: number;
  /** Calls so far, recalls not counted. */
  calls: number;
  recalls: number;
  /** The event of the last recall. */
  recalledSeq?: number;
  window?: string;
  /** The one window that is to call it. */
  to?: string;
  /** Why the last call was this one. */
  why?: CallReason;
  /** How often somebody who came later and could have waited was called before it, by a rule or a person. */
  overtaken?: number;
  /** Stretches in which it had been called and passed over, before it waited again. */
  gaps?: { from: number; to: number }[];
  /** The end of its waiting, for the number of people waiting at a time. */
  firstCalledAt?: number;
  /** The last call decides the wait. */
  calledAt?: number;
  calledSeq?: number;
  startedAt?: number;
  startedSeq?: number;
  /** Set aside since then. */
  heldAt?: number;
  /** When it was last taken up again after that, by whoever was at the window then. */
  resumedAt?: number;
  /** Milliseconds it was set aside before; no part of its service. */
  heldMs?: number;
  /** Some of its facts were not observed, but follow from others. */
  implied?: true;
  /** What of its times was not observed, and is in no figure. */
  unmeasured?: UnmeasuredPart[];
  /** Limits its service has passed. */
  long?: ('usual' | 'promised')[];
  endedAt?: number;
  endedSeq?: number;
  end?: LegEnd;
  /** Where it was when the day closed over it. */
  leftAs?: 'waiting' | 'called' | 'serving' | 'held';
  grade?: Grade;
  ratedAt?: number;
  ratedSeq?: number;
}

/** A visit 办税人次: one ticket with one leg or more, the last of which is the present one. */
export interface Ticket {
  id: string;
  number: string;
  legs: Leg[];
  /** Absent for one that is called in the order of arrival. */
  class?: string;
  /** What its class was before, the earliest first, each until it was changed. */
  classesBefore?: { class?: string; until: number }[];
  /** Matters it is for, when more than one. */
  items?: number;
  channel?: Channel;
  appointment?: string;
  print?: 'pending' | 'printed' | 'failed' | 'uncertain';
  /** The printer that was asked to print it. */
  printer?: string;
  /** The request it answers: asked again, it is answered with this ticket. */
  request?: Request;
}

/** A request of a kiosk, by the kiosk's own id; two kiosks may use the same. */
export interface Request {
  device: string;
  id: string;
}

/** Whether a kiosk asks what it has asked before. */
export function isSameRequest(a: Request | undefined, b: Request): boolean {
  return a?.device === b.device && a.id === b.id;
}

export interface Call {
  at: number;
  seq: number;
  ticket: string;
  number: string;
  window: string;
  again: boolean;
}

/** The present leg of a ticket. */
export function lastLeg(ticket: Ticket): Leg {
  const leg = ticket.legs.at(-1);
  if (!leg) throw new Error(`ticket ${ticket.id} has no leg`);
  return leg;
}
