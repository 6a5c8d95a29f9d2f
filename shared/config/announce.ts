import { z } from 'zod';
import { id } from './id.ts';

/** How the hall tells other systems of its devices over a broker; they are told nothing without it. */
export const announceSchema = z.strictObject({
  /** A line of the kind mqtt. */
  line: id,
  /** First level of all topics; another for every hall at the same broker. */
  site: z.string().regex(/^[a-z0-9_-]{1,40}$/i, 'letters, digits, "-" and "_", at most 40 characters'),
  /** Where Home Assistant looks for devices. */
  discoveryPrefix: z
    .string()
    .regex(/^[^+#\0/$][^+#\0/]{0,99}$/, 'one level of a topic')
    .default('homeassistant'),
  /** The language of the names that other systems show. */
  language: z.enum(['zh', 'en']).default('zh'),
  /** What may be asked of devices over the broker. A door opens this way only where it is named here. */
  commands: z
    .array(
      z.enum(['showText', 'clearText', 'setPower', 'setBrightness', 'setClock', 'askStatus', 'unlockDoor']),
    )
    .default(['showText', 'clearText']),
});

/** The announcement of a hall, complete with defaults. */
export type AnnounceConfig = z.infer<typeof announceSchema>;
