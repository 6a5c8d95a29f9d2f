import type { AlertKind, EventData, Severity } from '../../events/index.ts';

export interface Alert {
  id: string;
  kind: AlertKind;
  severity: Severity;
  about: Record<string, string | number>;
  raisedAt: number;
  raisedSeq: number;
  /** The alert that brought it about. */
  under?: string;
  acknowledgedAt?: number;
}

/** Alerts kept after they were cleared; the oldest go first. */
export const ALERTS_OVER_KEPT = 300;

/** An alert that was cleared today: how long it took. */
export type AlertOver = Pick<Alert, 'raisedAt' | 'raisedSeq' | 'acknowledgedAt'> & {
  /** What it told of is over; nobody settled it. */
  byItself?: true;
  clearedAt: number;
};

/** A system of others that the hall works with, and cannot. */
export interface Outage {
  id: string;
  system: string;
  from: number;
  to?: number;
  /** The event that declared it. */
  seq: number;
}

/** The figures of the hall at an instant, by which an action is judged. */
export type Effect = EventData<'playbook.started'>['before'];

/** A checklist as it is worked through. */
export interface PlaybookRun {
  id: string;
  playbook: string;
  /** The alert it answers. */
  alert?: string;
  from: number;
  to?: number;
  before: Effect;
  after?: Effect;
  steps: Record<string, { at: number; note?: string }>;
  seq: number;
}
