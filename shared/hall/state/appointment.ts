import type { EventData } from '../../events/index.ts';

/** A booked slot, from booking until the end of its day. */
export interface Appointment {
  id: string;
  service: string;
  /** Milliseconds UTC, half-open. */
  from: number;
  to: number;
  name?: string;
  status: 'booked' | 'arrived' | 'missed' | 'cancelled';
  ticket?: string;
  /** What the system it comes from has said of it last; absent for one that is booked here alone. */
  said?: { service: string; from: number; to: number } | 'cancelled';
  /** The event that says so. */
  seq: number;
}

/** A card that lets somebody go ahead, until it is used or no longer good. */
export interface Card {
  reason: EventData<'card.issued'>['reason'];
  /** The last day on which it is good. */
  until: string;
  usedBy?: string;
}
