import type { Draft, HallEvent } from '../../shared/events/index.ts';
import type { HallConfig } from '../../shared/config/schema.ts';
import type { HallState } from '../../shared/hall/state.ts';

/** The present, as decisions see it. Read, never changed: changes are events. */
export interface Present {
  state: Readonly<HallState>;
  hall: HallConfig;
  now: number;
}

/** What follows from an event by itself: a key becomes a call, a press becomes a rating. */
export type Consequence = (event: HallEvent, present: Present) => Draft[];
