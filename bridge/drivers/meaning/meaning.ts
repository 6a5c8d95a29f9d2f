import { z } from 'zod';
import { padKeySchema } from '../../../shared/events/device.ts';
import { gradeSchema } from '../../../shared/events/rating.ts';

const scalar = z.union([z.string().max(200), z.number(), z.boolean()]);
const raw = z.string().max(200);

/** What can be said in one word, where the raw words are the usual ones. */
const plain = z.enum(['value', 'contact', 'battery', 'button', 'availability', 'ignore']);

/**
 * What something that a device says means, beside whatever else is to be said of it. `map` gives the
 * meaning of each raw word; a raw word it does not name says nothing.
 */
export function meaningWith<More extends z.ZodRawShape>(more: More) {
  return z.discriminatedUnion('reading', [
    z.strictObject({
      ...more,
      reading: z.literal('value'),
      name: z.string().min(1).max(40).optional(),
      unit: z.string().min(1).max(20).optional(),
      map: z.record(raw, scalar).optional(),
    }),
    z.strictObject({
      ...more,
      reading: z.literal('contact'),
      /** Without one, true, 1, closed and OFF are closed, and false, 0, open and ON are open. */
      map: z.record(raw, z.enum(['open', 'closed'])).optional(),
    }),
    z.strictObject({
      ...more,
      reading: z.literal('battery'),
      /** What the device says when it is full; 1 for a device that says 0 to 1. */
      full: z.number().positive().max(10_000).default(100),
    }),
    z.strictObject({
      ...more,
      reading: z.literal('button'),
      map: z.record(raw, z.string().min(1).max(40)).optional(),
    }),
    z.strictObject({ ...more, reading: z.literal('rating'), map: z.record(raw, gradeSchema.nullable()) }),
    z.strictObject({ ...more, reading: z.literal('key'), map: z.record(raw, padKeySchema) }),
    z.strictObject({
      ...more,
      reading: z.literal('availability'),
      map: z.record(raw, z.enum(['online', 'offline'])).optional(),
    }),
    z.strictObject({ ...more, reading: z.literal('ignore') }),
  ]);
}

const full = meaningWith({});

/** The meaning of one thing that a device says, in a word or in full. */
export const meaningSchema = z.union([plain, full]);

/** The meanings of what a device says, by its own names; what is not named here is a value. */
export const meaningsSchema = z
  .record(z.string().min(1).max(200), meaningSchema)
  .refine((map) => Object.keys(map).length <= 200, 'at most 200 names')
  .default({})
  .meta({
    zh: '含义',
    en: 'Meanings',
    help: {
      zh: '设备的哪一项是门、电量、按键或评价；其余为读数',
      en: 'which of its names is a door, a battery, a key or a rating; the rest are values',
    },
  });

export type Meaning = z.output<typeof full>;
export type Meanings = z.output<typeof meaningsSchema>;

/** A meaning in full, however it was written. */
export function inFull(meaning: z.output<typeof meaningSchema>): Meaning {
  if (typeof meaning !== 'string') return meaning;
  return meaning === 'battery' ? { reading: 'battery', full: 100 } : { reading: meaning };
}
