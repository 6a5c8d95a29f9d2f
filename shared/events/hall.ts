import { z } from 'zod';

/** What happened to the hall itself: its configuration, the devices that left with it, the clock of its machine. */
export const hallEvents = {
  /** A version of the configuration came into force. The sentences say what is different in it. */
  'hall.configured': z.object({
    version: z.number().int().positive(),
    sha256: z.string(),
    summary: z.array(z.object({ zh: z.string(), en: z.string() })),
    why: z.string().max(200).optional(),
  }),
  /** A profile of this hall was kept, new or changed; the text lies beside the journal. */
  'profile.kept': z.object({ profile: z.string(), sha256: z.string() }),
  'profile.removed': z.object({ profile: z.string() }),
  /**
   * The clock of the machine was set, or it slept. Milliseconds by which the hall's time jumped on with it, and by
   * which it is ahead of it since; the time of the hall never goes back.
   */
  'clock.stepped': z.object({ jump: z.number(), ahead: z.number() }),
  /** The device is no part of the hall any more; what was known of it is forgotten. */
  'device.removed': z.object({}),
};
