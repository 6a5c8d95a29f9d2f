import { z } from 'zod';
import { outcomeSchema } from '../../shared/events/ticket.ts';
import type { Observation, ObservedKind } from '../../shared/queue/observed.ts';
import { localInstant, minutesOf, SECOND } from '../../shared/time.ts';

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

/** What is wrong with a row: the column, and what stands in it. */
export interface LogMistake {
  line: number;
  column: string;
  value: string;
}

/** A row of a log, read. */
export type LogRow = { line: number; observations: Observation[] } | { mistake: LogMistake };

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
  const mistake = (name: keyof LogMap['columns']): LogRow => ({
    mistake: { line, column: columns[name], value: cell(name).slice(0, 60) },
  });
  const times: Partial<Record<'issued' | 'called' | 'started' | 'ended', number>> = {};
  for (const name of ['issued', 'called', 'started', 'ended'] as const) {
    if (cell(name) === '') continue;
    const at = instantOf(cell(name), map.time, zone);
    if (Number.isNaN(at)) return mistake(name);
    times[name] = at;
  }
  if (cell('ticket') === '') return mistake('ticket');
  if (times.issued === undefined) return mistake('issued');
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
  const observations = [told('issued', times.issued)];
  if (times.called !== undefined) observations.push(told('called', times.called));
  const started = times.started === undefined ? undefined : Math.max(times.started, times.called ?? 0);
  if (started !== undefined) observations.push(told('started', started));
  if (times.ended !== undefined) {
    const outcome = outcomeSchema.safeParse(end);
    if (outcome.success) observations.push(told('finished', times.ended, { outcome: outcome.data }));
    else if (end === 'passed' || end === 'abandoned' || end === 'transferred') {
      observations.push(told(end, times.ended));
    } else if (end !== 'open') return mistake('outcome');
  }
  return { line, observations };
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
