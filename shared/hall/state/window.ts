import type { Grade, OrphanReason, PauseReason } from '../../events/index.ts';
import type { Stretch } from '../timeline.ts';

export interface WindowState {
  mode: 'closed' | 'open' | 'paused';
  /** Since when it is in this mode. */
  since: number;
  pauseReason?: PauseReason;
  clerk?: string;
  /** The ticket called to it or served at it. */
  ticket?: string;
  step?: 'called' | 'serving';
  stepSince?: number;
  /** The last service finished here, to which a rating may belong. */
  finished?: { ticket: string; leg: number; at: number };
  /** Calls here today, and of each class the one that was its last: from this a ratio is kept. */
  calls?: number;
  lastCallOf?: Record<string, number>;
  /** Who signed on here today, one after the other; nobody from an entry without a clerk. */
  signed?: { at: number; clerk?: string }[];
  /** Until when it helps other services, as a person said. */
  lentUntil?: number;
  /** Nobody said that it opened; it was called to. How long it was open is not known then. */
  implied?: true;
  /** What it was used for today, stretch after stretch. */
  timeline: Stretch[];
}

export interface Orphan {
  at: number;
  seq: number;
  window: string;
  grade: Grade;
  reason: OrphanReason;
}
