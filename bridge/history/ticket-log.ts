import { z } from 'zod';
import { outcomeSchema } from '../../shared/events/ticket.ts';
import { readInstant } from '../../shared/queue/instants.ts';
import { observationSchema, type Observation, type ObservedKind } from '../../shared/queue/observed.ts';
import { HOUR, MINUTE } from '../../shared/time.ts';

const column = z.string().min(1).max(80);
const words = z.record(z.string().max(80), z.string().max(40));

/** How a log with one row for each ticket is read: which column says what, and what its words mean here. */
export const logMapSchema = z.strictObject({
  columns: z
    .strictObject({
      ticket: column.default('ticket'),
      service: column.default('service'),
      window: column.default('window'),
      class: column.default('class'),
      issued: column.default('issued_at'),
      called: column.default('called_at'),
      started: column.default('started_at'),
      ended: column.default('ended_at'),
      outcome: column.default('outcome'),
    })
    .prefault({}),
  words: z
    .strictObject({
      service: words.default({}),
      window: words.default({}),
      /** A class of ours, which also means itself; a word that means no class is given as an empty one. */
      class: words.default({}),
      outcome: z
        .record(
          z.string().max(80),
          z.union([outcomeSchema, z.enum(['passed', 'abandoned', 'transferred', 'open'])]),
        )
        .default({}),
    })
    .prefault({}),
  /** How instants are written: as local time of the hall, or with a zone. */
  time: z.enum(['local', 'iso']).default('local'),
});
export type LogMap = z.infer<typeof logMapSchema>;

/** What is wrong with a row: the column, what stands in it, and the column it must not be earlier than. */
export interface LogMistake {
  line: number;
  column: string;
  value: string;
  before?: string;
}

/** A row of a log, read. */
export interface ReadRow {
  line: number;
  observations: Observation[];
  /** A time was later than that of the step after it. */
  aligned?: true;
  /** The word of a class that this hall does not have; the ticket is taken without. */
  strangeClass?: string;
}

/** A row of a log, or what is wrong with it. */
export type LogRow = ReadRow | { mistake: LogMistake };

/** What of a hall a log is read by: its zone, and the ids of its classes. */
export interface LogHall {
  zone: string;
  classes: readonly string[];
}

/** Whoever is sent on is called within so long, or on no account of that any more. */
const SENT_ON_WITHIN = 12 * HOUR;

/** The printer and the call pads may have clocks that differ by so much; times further out of order are wrong. */
const CLOCKS_DIFFER = MINUTE;

const STEPS = ['issued', 'called', 'started', 'ended'] as const;
type Step = (typeof STEPS)[number];
type Times = Partial<Record<Step, number>>;

/** Steps of a ticket in the order in which they must be told when they happened at the same instant. */
const ORDER: readonly ObservedKind[] = [
  'issued',
  'called',
  'started',
  'passed',
  'abandoned',
  'transferred',
  'finished',
];

/** Reads a row of a ticket log as what happened, each at its own instant. */
export function readLogRow(
  line: number,
  record: Record<string, string>,
  map: LogMap,
  { zone, classes }: LogHall,
): LogRow {
  const { columns } = map;
  const cell = (name: keyof LogMap['columns']) => record[columns[name]] ?? '';
  const mistake = (name: keyof LogMap['columns'], before?: Step): LogRow => ({
    mistake: {
      ...{ line, column: columns[name], value: cell(name).slice(0, 60) },
      ...(before ? { before: columns[before] } : {}),
    },
  });
  const written: Times = {};
  for (const name of STEPS) {
    if (cell(name) === '') continue;
    const at = readInstant(cell(name), map.time, zone);
    if (Number.isNaN(at)) return mistake(name);
    written[name] = at;
  }
  if (!observationSchema.shape.ticket.unwrap().safeParse(cell('ticket')).success) return mistake('ticket');
  if (written.issued === undefined) return mistake('issued');
  const order = aligned(written);
  if ('step' in order) return mistake(order.step, order.before);
  const { times } = order;
  const meant = (list: Record<string, string>, value: string) =>
    Object.hasOwn(list, value) ? list[value] : value;
  const end = meant(map.words.outcome, cell('outcome')) ?? '';
  const ofClass = meant(map.words.class, cell('class')) ?? '';
  const isKnown = ofClass === '' || classes.includes(ofClass);
  const common = {
    ticket: cell('ticket'),
    service: meant(map.words.service, cell('service')) ?? '',
    ...(cell('window') === '' ? {} : { window: meant(map.words.window, cell('window')) ?? '' }),
    ...(ofClass !== '' && isKnown ? { class: ofClass } : {}),
  };
  const told = (what: ObservedKind, at: number, rest: Partial<Observation> = {}): Observation => ({
    ...{ id: `${line}/${what}`, what, at },
    ...common,
    ...rest,
  });
  const observations = [told('issued', times.issued ?? written.issued)];
  if (times.called !== undefined) observations.push(told('called', times.called));
  if (times.started !== undefined) observations.push(told('started', times.started));
  if (times.ended !== undefined) {
    const outcome = outcomeSchema.safeParse(end);
    if (outcome.success) observations.push(told('finished', times.ended, { outcome: outcome.data }));
    else if (end === 'passed' || end === 'abandoned' || end === 'transferred') {
      observations.push(told(end, times.ended));
    } else if (end !== 'open') return mistake('outcome');
  }
  return {
    ...{ line, observations },
    ...(order.moved ? { aligned: true } : {}),
    ...(isKnown ? {} : { strangeClass: cell('class').slice(0, 60) }),
  };
}

/**
 * The times of a visit in its order: each no later than that of the step after it, since nobody is called after
 * they were served. A service keeps its length; what a call was late by is lost to the wait.
 *
 * @returns the step that is too early to be true, and the one that it must not be before, where there is one
 */
function aligned(written: Times): { times: Times; moved: boolean } | { step: Step; before: Step } {
  const times: Times = {};
  let next: { step: Step; at: number } | undefined;
  let moved = false;
  for (const step of STEPS.toReversed()) {
    const at = written[step];
    if (at === undefined) continue;
    // People are called once more while they are served: of a call alone any lateness is believed.
    if (next && step !== 'called' && at - next.at > CLOCKS_DIFFER) return { step: next.step, before: step };
    moved ||= next !== undefined && at > next.at;
    next = { step, at: Math.min(at, next?.at ?? Infinity) };
    times[step] = next.at;
  }
  return { times, moved };
}

/**
 * What the rows tell, with every transfer to the service of the row that follows it: the next of the
 * same number to be called. That row tells no second ticket.
 */
export function withTransfers(rows: readonly ReadRow[]): Observation[] {
  const byTicket = Map.groupBy(rows, ({ observations }) => observations[0]?.ticket);
  const sentOn = new Map<ReadRow, string | undefined>();
  const followers = new Set<ReadRow>();
  for (const row of rows) {
    const sent = row.observations.find(({ what }) => what === 'transferred');
    if (!sent) continue;
    const from = sent.at ?? 0;
    const [next] = (byTicket.get(sent.ticket) ?? [])
      .filter((one) => one !== row && begins(one) >= from && begins(one) < from + SENT_ON_WITHIN)
      .toSorted((a, b) => begins(a) - begins(b));
    if (!next) continue;
    followers.add(next);
    sentOn.set(row, next.observations[0]?.service);
  }
  return rows.flatMap((row) =>
    row.observations
      .filter(({ what }) => what !== 'issued' || !followers.has(row))
      .map((one) => {
        const service = one.what === 'transferred' ? sentOn.get(row) : undefined;
        return service === undefined ? one : { ...one, service };
      }),
  );
}

/** When a row's own part of a visit begins: its call, where there was one; many repeat the time of the ticket. */
function begins({ observations: [issued, next] }: ReadRow): number {
  return (next ?? issued)?.at ?? 0;
}

/** Everything that happened, in the order in which it did; steps of one instant in the order of a visit. */
export function inOrder(observations: readonly Observation[]): Observation[] {
  return observations.toSorted(
    (a, b) => (a.at ?? 0) - (b.at ?? 0) || ORDER.indexOf(a.what) - ORDER.indexOf(b.what),
  );
}
