import { z } from 'zod';

/** Who asked, and from where. `who` is a role and a name (`pad:pad-1`, `person:loopback`, `rule:day`). */
export const actorSchema = z.object({ who: z.string().max(80), from: z.string().max(80) });
export type Actor = z.infer<typeof actorSchema>;

/** What every event carries beside its own facts. */
export interface Stamp {
  /** Place in the journal: 1, 2, 3 … without a gap. */
  seq: number;
  /** Milliseconds UTC; never before the event with the previous `seq`. */
  at: number;
  /** The device that said it. */
  device?: string;
  /** The earlier event that brought this one about. */
  cause?: number;
  /** Id of the command that asked for it. */
  command?: string;
  by?: Actor;
  /** True when the journal keeps the raw frame it came from. */
  framed?: true;
}
