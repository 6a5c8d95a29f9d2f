import type { EventData } from '../../events/index.ts';
import type { Verdict } from '../../events/discipline.ts';

/** A clerk may have the phone for a while. */
export interface Permission {
  clerk: string;
  reason: string;
  from: number;
  /** Its end, also where it was ended early. */
  until: number;
  by: string;
  seq: number;
}

/** Somebody looked at the record of a clerk, or at the list of a day. */
export type Look = EventData<'record.viewed'> & { at: number; seq: number };

/** A clerk says that a stretch of the own record is wrong. */
export type Contest = EventData<'record.contested'> & {
  at: number;
  seq: number;
  answer?: { decision: Verdict; text: string; by: string; at: number };
};

/** What is about persons. Screens have none of it. */
export interface DisciplineState {
  /** Of today. */
  permissions: Permission[];
  looks: Look[];
  contests: Contest[];
}
