import { z } from 'zod';
import { outcomeSchema } from '../events/ticket.ts';
import { readInstant } from './instants.ts';

/** What another queue system can tell. */
export const observedKindSchema = z.enum([
  ...(['issued', 'called', 'recalled', 'passed', 'started', 'held', 'resumed', 'finished'] as const),
  ...(['transferred', 'abandoned', 'cancelled'] as const),
  ...(['windowOpened', 'windowClosed', 'windowPaused', 'windowResumed'] as const),
]);
export type ObservedKind = z.infer<typeof observedKindSchema>;

const word = z.string().trim().min(1).max(40);
/** The last instant that is written with four digits for the year. */
const LAST = Date.UTC(9999, 11, 31);

/**
 * A number as it is printed and shown to everybody: `A001`, `A-12`, `优A001`. A name or the number
 * of a phone or of a person that stands in its place is none.
 */
const ticketNumber = z
  .string()
  .trim()
  .max(12)
  .regex(/^\p{Script=Han}?[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/u, 'letters, digits and -')
  .regex(/^(?!.*\d{7})/, 'no more than six digits in a row');

/** One thing another queue system says has happened, in the words of this hall. */
export const observationSchema = z.object({
  /** The other system's own number of it: told twice, it is one. */
  id: z.string().min(1).max(64),
  what: observedKindSchema,
  /** The number on the ticket. */
  ticket: ticketNumber.optional(),
  service: word.optional(),
  window: word.optional(),
  class: word.optional(),
  outcome: outcomeSchema.optional(),
  /** Milliseconds UTC; now where it is absent. */
  at: z.number().min(0).max(LAST).optional(),
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
  /** Its words and ours; a word that is not named means itself, and one that means nothing here is given as ''. */
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
  const unread = (field: Unread['field']) => ({ unread: { field, value: shown(said(field)) } });
  const read: Record<string, unknown> = {};
  for (const field of Object.keys(map.fields) as (keyof ObservedMap['fields'])[]) {
    const value = said(field);
    if (value === undefined || value === null || value === '') continue;
    if (typeof value !== 'string' && typeof value !== 'number') return unread(field);
    const means = field === 'at' ? readInstant(value, map.time, zone) : meant(field, String(value), map);
    if (means !== '') read[field] = means;
  }
  const parsed = observationSchema.safeParse(read);
  return parsed.success ? parsed.data : unread(parsed.error.issues[0]?.path[0] as Unread['field']);
}

/** What stands in a field, for whoever is told that it cannot be read. */
function shown(value: unknown): string {
  return (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '')).slice(
    0,
    80,
  );
}

function meant(field: keyof ObservedMap['fields'], value: string, { words: known }: ObservedMap): string {
  const list = field in known ? (known as Record<string, Record<string, string>>)[field] : undefined;
  return list && Object.hasOwn(list, value) ? (list[value] as string) : value;
}

function at(record: unknown, where: string): unknown {
  let here = record;
  for (const name of where.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Record<string, unknown>)[name];
  }
  return here;
}
