import { z } from 'zod';
import type { DisciplineConfig, RestConfig } from '../config/clerks.ts';
import type { PhoneMinutes } from '../events/discipline.ts';
import type { PauseReason } from '../events/index.ts';
import type { Contest, Look, Permission } from '../hall/state.ts';
import type { Period } from '../time.ts';
import type { RecordStretch } from './record.ts';
import type { Unbroken } from './work.ts';

const words = (most: number) => z.string().trim().min(1).max(most);

/** Who looks, and what for: recorded before anything is shown. */
export const lookSchema = z.strictObject({
  who: words(40),
  why: words(200),
  date: z.iso.date().optional(),
  /** A look of a moment ago that this one goes on with: nothing is recorded twice. */
  look: z.int().positive().optional(),
});
export type LookInput = z.input<typeof lookSchema>;

export const personLookSchema = lookSchema.extend({ clerk: words(40) });

/** Who looks at the bytes of devices that speak of persons, and what for. */
export const frameLookSchema = lookSchema.omit({ date: true });
export type FrameLookInput = z.input<typeof frameLookSchema>;

/** What a clerk shows to see the own record. */
export const ownLookSchema = z.strictObject({
  number: words(40),
  code: words(40),
  date: z.iso.date().optional(),
});

/** The day of one clerk, what is lawful first. */
export interface ClerkDay {
  clerk: string;
  number: string;
  /** Minutes paused, by reason; and those in which a system of others had failed. */
  pauses: Partial<Record<PauseReason, number>>;
  outageMinutes: number;
  stretches: RecordStretch[];
  minutes: PhoneMinutes;
  /** Minutes idle at an open window while somebody waited whom it may serve. */
  idleMinutes: number;
  work: Unbroken;
  served: number;
  standardMinutes: number;
  /** Of all standard minutes of the hall; null where there are none. */
  share: number | null;
}

/** What every page about persons says and needs. */
export interface DisciplineTerms {
  date: string;
  today: string;
  /** The first day that may still be looked at. */
  first: string;
  zone: string;
  period: Period;
  purpose: DisciplineConfig['purpose'];
  reasons: DisciplineConfig['reasons'];
  graceSeconds: number;
  retentionDays: number;
  rest: RestConfig;
}

/** The list of a day, as whoever manages the hall sees it. */
export interface DisciplineDay extends DisciplineTerms {
  look: number;
  clerks: ClerkDay[];
  permissions: Permission[];
  looks: Look[];
  contests: Contest[];
}

/** The record of one clerk. */
export interface ClerkRecord extends DisciplineTerms {
  /** The event that recorded the look; absent for one's own. */
  look?: number;
  name?: string;
  day: ClerkDay;
  permissions: Permission[];
  /** Every look at it, and at lists that it stands in. */
  looks: Look[];
  contests: Contest[];
}
