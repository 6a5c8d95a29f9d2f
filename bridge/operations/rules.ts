import type { HallConfig } from '../../shared/config/schema.ts';
import type { HallState } from '../../shared/hall/state.ts';

/** The present, as decisions see it. Read, never changed: changes are events. */
export interface Present {
  state: Readonly<HallState>;
  hall: HallConfig;
  now: number;
  /** A code for a subject: the same each time, and not to be guessed from outside. */
  codeFor: (subject: string) => string;
}
