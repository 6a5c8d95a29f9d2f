/** The reading room's worker: answers from a read-only connection, so that no report delays a ticket. */
import { setImmediate as turn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { DailyReport } from '../../shared/api.ts';
import type { PublicHall } from '../../shared/config/public.ts';
import type { DutyLogView } from '../../shared/duty/api.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import type { HallState } from '../../shared/hall/state.ts';
import type { SignedSheet } from '../../shared/readiness.ts';
import { withoutPerson } from '../../shared/hall/discipline.ts';
import { JournalReader } from '../journal/reader.ts';
import { Boards } from './boards.ts';
import { dayTable } from './csv.ts';
import { dailyReport } from './daily.ts';
import { dutyLog, logTypes } from './duty-log.ts';
import { healthDay, healthReport, type HealthDay } from './health.ts';
import { ledgerTable } from './ledger-table.ts';
import { WholeLedger } from './ledger.ts';
import { readinessDays, readSheets } from './sheets.ts';
import { sheetTable } from './sheet-table.ts';
import type { Answer, Question, QuestionName, Questions, RoomData } from './questions.ts';

/** A chain of causes is short; a loop in it would be a fault. */
const LONGEST_CHAIN = 20;

const { file, ...first } = workerData as RoomData;
let { hall } = first;
const reader = new JournalReader(file);
const ledger = new WholeLedger(reader);
const boards = new Boards(reader, hall);

/** An event as everyone may see it. */
const shown = async (event: HallEvent): Promise<HallEvent> =>
  withoutPerson(await ledger.masked(event), boards);
const allShown = (events: HallEvent[]): Promise<HallEvent[]> => Promise.all(events.map(shown));

interface DayRead {
  state: HallState;
  events: HallEvent[];
  at: number;
  /** The configuration the day ended with, as JSON. */
  hall: string | null;
}

type Answers = { [N in QuestionName]: (ask: Questions[N]['ask']) => Promise<Questions[N]['answer']> };

async function causesOf(event: HallEvent): Promise<HallEvent[]> {
  const causes: HallEvent[] = [];
  for (let cause = event.cause; cause !== undefined && causes.length < LONGEST_CHAIN;) {
    const [found] = await reader.some([cause]);
    if (!found) break;
    causes.unshift(found);
    cause = found.cause;
  }
  return causes;
}

async function dayOf(date: string, now: number) {
  const found = await reader.stateOf(date);
  return found && { ...found, at: Math.max(found.state.at, now) };
}

/** Days of health that were read and cannot change any more. */
const lived = new Map<string, HealthDay>();
/** More days than any question asks for. */
const MOST_LIVED = 100;

async function healthOf(date: string): Promise<HealthDay | null> {
  const known = lived.get(date);
  if (known) return known;
  const found = await reader.stateOf(date);
  const day = found && healthDay(found.state, found.events);
  if (day?.day.closedAt !== undefined) {
    lived.set(date, day);
    const [oldest] = lived.keys();
    if (lived.size > MOST_LIVED && oldest !== undefined) lived.delete(oldest);
  }
  return day;
}

async function sheetOf(seq: number): Promise<SignedSheet | null> {
  const [event] = await reader.some([seq]);
  if (event?.type !== 'readiness.signed') return null;
  const before = await reader.lastOf('readiness.signed', seq);
  return readSheets([event], before?.data.sha256 ?? null)[0] ?? null;
}

async function logOf({ date, now, turn, as }: Questions['dutyLog']['ask']): Promise<DutyLogView | null> {
  const found = await reader.stateOf(date, as?.seq);
  if (!found) return null;
  const { state, events } = found;
  const own = await reader.ofTypes(logTypes, state.day?.openedSeq ?? 0);
  const written = own.filter(
    ({ type, data }) => (type === 'duty.logSigned' ? data.log.date : data.date) === date,
  );
  const signed = written.find(({ type }) => type === 'duty.logSigned');
  const before = signed && (await reader.lastOf('duty.logSigned', signed.seq));
  const leader = state.duty.onDuty?.date === date ? state.duty.onDuty.leader : turn;
  // What was done to the log of another day belongs there.
  const day = { state, events, hall, until: state.day?.closedAt ?? as?.until ?? now };
  return dutyLog(day, written, leader, before?.data.sha256 ?? null);
}

/** A day that is over is judged by the configuration it ended with, whatever has changed since. */
function reportOf({ state, events, at, hall: then }: DayRead): DailyReport {
  const counted = events.filter((event) => event.type === 'line.counted');
  return dailyReport(
    state,
    then === null ? hall : { ...hall, ...(JSON.parse(then) as PublicHall) },
    at,
    counted,
  );
}

const answers: Answers = {
  events: async ({ seqs }) => allShown(await reader.some(seqs)),
  async event({ seq }) {
    const [event] = await reader.some([seq]);
    if (!event) return null;
    const causes = await causesOf(event);
    const framed = [event, ...causes.toReversed()].find((one) => one.framed);
    const kept = framed && (await reader.frameOf(framed.seq));
    return {
      event: await shown(event),
      causes: await allShown(causes),
      effects: await allShown(await reader.effectsOf(seq)),
      frame: kept ? { seq: framed.seq, device: framed.device ?? '', ...kept } : null,
    };
  },
  days: () => reader.days(),
  async configure(next) {
    hall = next.hall;
    boards.configure(hall);
    return null;
  },
  async day({ date, now }) {
    const found = await dayOf(date, now);
    return found && reportOf(found);
  },
  async state({ date }) {
    return (await reader.stateOf(date))?.state ?? null;
  },
  async readiness({ days }) {
    const starts = await reader.dayStarts(days);
    const types = ['readiness.signed', 'window.opened'] as const;
    return readinessDays(starts, await reader.ofTypes(types, starts.at(-1)?.seq ?? 0));
  },
  sheet: ({ seq }) => sheetOf(seq),
  async sheetTable({ seq, language }) {
    const sheet = await sheetOf(seq);
    return sheet && sheetTable(sheet, hall.zone, language);
  },
  async lastSheet() {
    return (await reader.lastOf('readiness.signed', Number.MAX_SAFE_INTEGER))?.data.sha256 ?? null;
  },
  ledger: () => ledger.entries(),
  entry: ({ id }) => ledger.detail(id),
  namedEntry: ({ id }) => ledger.named(id),
  ledgerTable: async ({ now, language }) => ledgerTable(await ledger.entries(), hall, now, language),
  dutyLog: logOf,
  async lastLog() {
    return (await reader.lastOf('duty.logSigned', Number.MAX_SAFE_INTEGER))?.data.sha256 ?? null;
  },
  async table({ date, now, table, language }) {
    const found = await dayOf(date, now);
    return found && dayTable(table, reportOf(found), found.state, language);
  },
  async health({ days, now }) {
    const found: HealthDay[] = [];
    for (const date of (await reader.days()).slice(0, days)) {
      const day = await healthOf(date);
      if (day) found.unshift(day);
      // Who asks for a single event is not to wait for thirty days.
      await turn();
    }
    return healthReport(found, hall, now);
  },
};

parentPort?.on('message', ({ id, name, ask }: Question) => {
  const work = answers[name] as (ask: unknown) => Promise<unknown>;
  work(ask).then(
    (answer) => parentPort?.postMessage({ id, answer } satisfies Answer),
    (error: unknown) => parentPort?.postMessage({ id, error: String(error) } satisfies Answer),
  );
});
