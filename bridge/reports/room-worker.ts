/** The reading room's worker: answers from a read-only connection, so that no report delays a ticket. */
import { parentPort, workerData } from 'node:worker_threads';
import type { HallEvent } from '../../shared/events/index.ts';
import type { HallState } from '../../shared/hall/state.ts';
import { JournalReader } from '../journal/reader.ts';
import { dayTable } from './csv.ts';
import { dailyReport } from './daily.ts';
import type { Answer, Question, QuestionName, Questions, RoomData } from './questions.ts';

/** A chain of causes is short; a loop in it would be a fault. */
const LONGEST_CHAIN = 20;

const { file, ...first } = workerData as RoomData;
let { hall } = first;
const reader = new JournalReader(file);

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

async function dayOf(date: string, now: number): Promise<{ state: HallState; at: number } | null> {
  const found = await reader.stateOf(date);
  return found && { state: found.state, at: Math.max(found.state.at, now) };
}

const answers: Answers = {
  events: ({ seqs }) => reader.some(seqs),
  async event({ seq }) {
    const [event] = await reader.some([seq]);
    if (!event) return null;
    const causes = await causesOf(event);
    const framed = [event, ...causes.toReversed()].find((one) => one.framed);
    const kept = framed && (await reader.frameOf(framed.seq));
    return {
      event,
      causes,
      effects: await reader.effectsOf(seq),
      frame: kept
        ? { seq: framed.seq, device: framed.device ?? '', bytes: kept.frame, topic: kept.topic }
        : null,
    };
  },
  days: () => reader.days(),
  async configure(next) {
    hall = next.hall;
    return null;
  },
  async day({ date, now }) {
    const found = await dayOf(date, now);
    return found && dailyReport(found.state, hall, found.at);
  },
  async table({ date, now, table, language }) {
    const found = await dayOf(date, now);
    return found && dayTable(table, dailyReport(found.state, hall, found.at), found.state, language);
  },
};

parentPort?.on('message', ({ id, name, ask }: Question) => {
  const work = answers[name] as (ask: unknown) => Promise<unknown>;
  work(ask).then(
    (answer) => parentPort?.postMessage({ id, answer } satisfies Answer),
    (error: unknown) => parentPort?.postMessage({ id, error: String(error) } satisfies Answer),
  );
});
