import { z } from 'zod';
import { outcomeSchema } from '../../shared/events/ticket.ts';
import type { Observation, ObservedKind } from '../../shared/queue/observed.ts';
import { localInstant, MINUTE, minutesOf, SECOND } from '../../shared/time.ts';

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
      /** A class of ours; a word that means no class is given as an empty one. */
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

/** A row of a log, read; `aligned` where a time was later than that of the step after it. */
export type LogRow = { line: number; observations: Observation[]; aligned?: true } | { mistake: LogMistake };

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
export function readLogRow(line: number, record: Record<string, string>, map: LogMap, zone: string): LogRow {
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
    const at = instantOf(cell(name), map.time, zone);
    if (Number.isNaN(at)) return mistake(name);
    written[name] = at;
  }
  if (cell('ticket') === '') return mistake('ticket');
  if (written.issued === undefined) return mistake('issued');
  const order = aligned(written);
  if ('step' in order) return mistake(order.step, order.before);
  const { times } = order;
  const meant = (list: Record<string, string>, value: string) =>
    Object.hasOwn(list, value) ? list[value] : value;
  const end = meant(map.words.outcome, cell('outcome')) ?? '';
  const ofClass = Object.hasOwn(map.words.class, cell('class')) ? map.words.class[cell('class')] : undefined;
  const common = {
    ticket: cell('ticket'),
    service: meant(map.words.service, cell('service')) ?? '',
    ...(cell('window') === '' ? {} : { window: meant(map.words.window, cell('window')) ?? '' }),
    ...(ofClass ? { class: ofClass } : {}),
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
  return { line, observations, ...(order.moved ? { aligned: true } : {}) };
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

/** Everything that happened, in the order in which it did; steps of one instant in the order of a visit. */
export function inOrder(observations: readonly Observation[]): Observation[] {
  return observations.toSorted(
    (a, b) => (a.at ?? 0) - (b.at ?? 0) || ORDER.indexOf(a.what) - ORDER.indexOf(b.what),
  );
}

function instantOf(text: string, time: LogMap['time'], zone: string): number {
  if (time === 'iso') return Date.parse(text);
  const [, date, clock, seconds] =
    /^(\d{4}[-/]\d{1,2}[-/]\d{1,2})[T ](\d{1,2}:\d\d)(?::(\d\d(?:\.\d+)?))?$/.exec(text) ?? [];
  if (date === undefined || clock === undefined) return NaN;
  const day = date
    .split(/[-/]/)
    .map((part) => part.padStart(2, '0'))
    .join('-');
  return localInstant(day, minutesOf(clock), zone) + Number(seconds ?? 0) * SECOND;
}
