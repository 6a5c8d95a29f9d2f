import { z } from 'zod';

/** Texts longer than what may be asked for never come from here; a journal may hold older ones. */
const text = z.string();
const displays = z.array(z.string()).optional();

/** What people put on the displays of the hall, by who asked. What a sign then shows is an event of its own. */
export const displayEvents = {
  'notice.posted': z.object({
    notice: z.string(),
    text,
    seconds: z.number(),
    /** First and last day or minute, local time of the hall. */
    from: z.string().optional(),
    until: z.string().optional(),
    /** Signs and screens that show it; all where absent. */
    displays,
  }),
  'notice.withdrawn': z.object({ notice: z.string() }),
  /** Takes the displays from everything else until it is cleared; another one takes its place. */
  'emergency.raised': z.object({ text, displays }),
  'emergency.cleared': z.object({}),
};
