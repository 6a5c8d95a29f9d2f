import { z } from 'zod';
import { outcomeSchema } from '../events/ticket.ts';
import { localInstant, minutesOf, SECOND } from '../time.ts';

/** What another queue system can tell. */
export const observedKindSchema = z.enum([
  ...(['issued', 'called', 'recalled', 'passed', 'started', 'held', 'resumed', 'finished'] as const),
  ...(['transferred', 'abandoned', 'cancelled'] as const),
  ...(['windowOpened', 'windowClosed', 'windowPaused', 'windowResumed'] as const),
]);
export type ObservedKind = z.infer<typeof observedKindSchema>;

const word = z.string().trim().min(1).max(40);

/** One thing another queue system says has happened, in the words of this hall. */
export const observationSchema = z.object({
  /** The other system's own number of it: told twice, it is one. */
  id: z.string().min(1).max(64),
  what: observedKindSchema,
  /** The number on the ticket. */
  ticket: word.optional(),
  service: word.optional(),
  window: word.optional(),
  class: word.optional(),
  outcome: outcomeSchema.optional(),
  /** Milliseconds UTC; now where it is absent. */
  at: z.number().optional(),
});
export type Observation = z.infer<typeof observationSchema>;

const path = z.string().min(1).max(200);
const words = z.record(z.string().max(80), z.string().max(40));

/** How another system's records are read: where each thing stands, and what its words mean here. */
export const observedMapSchema = z.strictObject({
  /** Where each thing stands in a record, with dots: `data.ticketNo`. */
  fields: z
    .strictObject({
      id: path.default('id'),
      what: path.default('what'),
      ticket: path.default('ticket'),
      service: path.default('service'),
      window: path.default('window'),
      class: path.default('class'),
      outcome: path.default('outcome'),
      at: path.default('at'),
    })
    .prefault({}),
  /** Its words and ours; a word that is not named means itself. */
  words: z
    .strictObject({
      what: z.record(z.string().max(80), observedKindSchema).default({}),
      service: words.default({}),
      window: words.default({}),
      class: words.default({}),
      outcome: z.record(z.string().max(80), outcomeSchema).default({}),
    })
    .prefault({}),
  /** How it writes an instant. */
  time: z.enum(['iso', 'local', 'seconds', 'milliseconds']).default('iso'),
});
export type ObservedMap = z.infer<typeof observedMapSchema>;

/** A record that cannot be read, with the field that is wrong and what stands there. */
// A type, and not an interface, so that it can be the values of a sentence.
export type Unread = {
  field: keyof ObservedMap['fields'];
  value: string;
};

/**
 * Reads a record of another queue system.
 *
 * @param record JSON as it came
 * @param zone the hall's, for instants that are written as local time
 */
export function readObservation(
  record: unknown,
  map: ObservedMap,
  zone: string,
): Observation | { unread: Unread } {
  const said = (field: keyof ObservedMap['fields']) => at(record, map.fields[field]);
  const read: Record<string, unknown> = {};
  for (const field of Object.keys(map.fields) as (keyof ObservedMap['fields'])[]) {
    const value = said(field);
    if (value === undefined || value === null || value === '') continue;
    read[field] = field === 'at' ? instantOf(value, map.time, zone) : meant(field, String(value), map);
  }
  const parsed = observationSchema.safeParse(read);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path[0] as Unread['field'];
  return { unread: { field, value: String(said(field) ?? '').slice(0, 80) } };
}

function meant(field: keyof ObservedMap['fields'], value: string, { words: known }: ObservedMap): string {
  const list = field in known ? (known as Record<string, Record<string, string>>)[field] : undefined;
  return list && Object.hasOwn(list, value) ? (list[value] as string) : value;
}

function instantOf(value: unknown, time: ObservedMap['time'], zone: string): number | undefined {
  if (time === 'seconds') return Number(value) * SECOND;
  if (time === 'milliseconds') return Number(value);
  const text = String(value);
  if (time === 'iso') return Date.parse(text);
  const [, date, clock, seconds] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d(?:\.\d+)?))?$/.exec(text) ?? [];
  if (date === undefined || clock === undefined) return NaN;
  return localInstant(date, minutesOf(clock), zone) + Number(seconds ?? 0) * SECOND;
}

function at(record: unknown, where: string): unknown {
  let here = record;
  for (const name of where.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Record<string, unknown>)[name];
  }
  return here;
}
