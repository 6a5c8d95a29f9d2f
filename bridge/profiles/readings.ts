import { z } from 'zod';
import { contactSchema, availabilitySchema, padKeySchema } from '../../shared/events/device.ts';
import { gradeSchema } from '../../shared/events/rating.ts';
import type { Reading } from '../drivers/driver.ts';

const count = z.int().min(0);
const words = z.string().max(200);

/**
 * What a device can say, by the name a profile calls it, and what belongs to it. A value
 * outside of these is not said at all: a grade of 9 is no grade.
 */
export const readingSchemas = {
  key: z.object({ key: padKeySchema, digits: z.array(count.max(9)).default([]) }),
  rating: z.object({ raw: z.int(), grade: gradeSchema.nullable().default(null) }),
  printer: z.object({
    flags: z
      .object({
        offline: z.boolean(),
        cover: z.boolean(),
        cutter: z.boolean(),
        recoverable: z.boolean(),
        unrecoverable: z.boolean(),
        paper: z.enum(['ok', 'low', 'out']),
      })
      .partial(),
  }),
  channels: z.object({ states: z.array(contactSchema).max(512) }),
  channel: z.object({ channel: count.min(1), state: contactSchema }),
  contact: z.object({ state: contactSchema }),
  battery: z.object({ percent: z.number().min(0).max(100) }),
  button: z.object({ action: words }),
  availability: z.object({ availability: availabilitySchema, reason: words.default('reported') }),
  ticketRequest: z.object({ service: words, request: words }),
  result: z.object({ ok: z.boolean(), detail: words.optional() }),
  value: z.object({
    name: z.string().min(1).max(40),
    value: z.union([z.number(), words, z.boolean()]),
    unit: z.string().max(20).optional(),
  }),
} as const;

export type ReadingKind = keyof typeof readingSchemas;
export const readingKinds = Object.keys(readingSchemas) as ReadingKind[];

/** Words that stand for themselves in the property of a reading. */
export const readingWords: Record<string, readonly string[]> = {
  key: padKeySchema.options,
  state: contactSchema.options,
  availability: availabilitySchema.options,
  paper: ['ok', 'low', 'out'],
};

/** The properties a reading has. */
export function propertyNames(kind: ReadingKind): string[] {
  const { shape } = readingSchemas[kind];
  return Object.keys('flags' in shape ? shape.flags.shape : shape);
}

/** The reading with these properties, or null where they are none. */
export function readingOf(kind: ReadingKind, properties: Record<string, unknown>): Reading | null {
  const given = kind === 'printer' ? { flags: properties } : properties;
  const parsed = readingSchemas[kind].safeParse(given);
  return parsed.success ? ({ kind, ...parsed.data } as Reading) : null;
}
