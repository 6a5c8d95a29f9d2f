import type { LogLine } from '../../shared/events/duty.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import { gradeWords, isBad } from '../../shared/ledger/title.ts';
import type { Bilingual } from '../../shared/text.ts';
import { MINUTE } from '../../shared/time.ts';
import { lineOf, ofType, says, timeOf, windowOf, type LoggedDay } from './duty-line.ts';
import { pauseName } from './duty-words.ts';

const join = (parts: readonly Bilingual[]): Bilingual => ({
  zh: parts.map(({ zh }) => zh).join('；'),
  en: parts.map(({ en }) => en).join('; '),
});

/** Every bad rating, and the entry that it opened. */
export function ratingLines({ state, events, hall }: LoggedDay): LogLine[] {
  const opened = ofType(events, 'ledger.opened');
  return ofType(events, 'rating.given')
    .filter(({ data }) => isBad(data.grade))
    .map(({ seq, at, data }) => {
      const entry = opened.find(({ cause }) => cause === seq);
      const number = state.tickets[data.ticket]?.number ?? data.ticket.split('/').at(-1);
      const window = windowOf(data.window, hall);
      const grade = gradeWords[data.grade];
      return lineOf(
        `rating/${seq}`,
        'rating',
        at,
        says(
          `${timeOf(at, hall)} ${window.zh} ${number} ${grade.zh}${entry ? `，台账 ${entry.data.entry}` : ''}`,
          `${timeOf(at, hall)} ${window.en}, ${number}: ${grade.en}${entry ? `, entry ${entry.data.entry}` : ''}`,
        ),
        [seq, entry?.seq ?? 0],
      );
    });
}

/** What came into the ledger and what was closed. */
export function ledgerLines({ events, until }: LoggedDay): LogLine[] {
  const list = (entries: readonly string[]) => entries.map((id) => id.split('/').at(-1)).join('、');
  const opened = ofType(events, 'ledger.opened').filter(({ data }) => data.source !== 'rating');
  const closed = [
    ...ofType(events, 'ledger.closed'),
    ...ofType(events, 'ledger.reviewed').filter(({ data }) => data.upheld && !data.due),
  ];
  const overdue = ofType(events, 'ledger.reminded').filter(({ data }) => data.of === 'overdue');
  const line = (id: string, zh: string, en: string, found: readonly HallEvent[], ids: readonly string[]) =>
    found.length === 0
      ? []
      : [
          lineOf(
            `ledger/${id}`,
            'ledger',
            found.at(-1)?.at ?? until,
            says(
              `${zh} ${found.length} 条：${list(ids)}`,
              `${found.length} entries ${en}: ${ids.join(', ')}`,
            ),
            found.map(({ seq }) => seq),
          ),
        ];
  const ids = (
    found: readonly HallEvent<'ledger.opened' | 'ledger.closed' | 'ledger.reviewed' | 'ledger.reminded'>[],
  ) => found.map(({ data }) => data.entry);
  return [
    ...line('opened', '新登记', 'opened', opened, ids(opened)),
    ...line('closed', '办结', 'closed', closed, ids(closed)),
    ...line('overdue', '超期', 'overdue', overdue, ids(overdue)),
  ];
}

/** When an event ended a pause: a window that was left paused counts as closed since then. */
function endOf(event: HallEvent | undefined): number | undefined {
  return event?.type === 'window.closed' ? (event.data.leftAt ?? event.at) : event?.at;
}

/** Pauses by window, with their reasons and their length so far. */
export function pauseLines({ events, hall, until }: LoggedDay): LogLine[] {
  const found = new Map<
    string,
    { window: string; reason: Bilingual; n: number; ms: number; seqs: number[] }
  >();
  const pauses = ofType(events, 'window.paused');
  for (const { seq, at, data } of pauses) {
    const end = events.find(
      (event) =>
        event.seq > seq &&
        (event.type === 'window.resumed' ||
          event.type === 'window.closed' ||
          event.type === 'window.opened') &&
        event.data.window === data.window,
    );
    const key = `${data.window}/${data.reason}`;
    const sum = found.get(key) ?? {
      window: data.window,
      reason: pauseName(data.reason),
      n: 0,
      ms: 0,
      seqs: [],
    };
    found.set(key, {
      ...sum,
      n: sum.n + 1,
      ms: sum.ms + (endOf(end) ?? until) - at,
      seqs: [...sum.seqs, seq],
    });
  }
  if (found.size === 0) return [];
  const parts = [...found.values()].map(({ window, reason, n, ms }) => {
    const minutes = Math.round(ms / MINUTE);
    const { zh, en } = windowOf(window, hall);
    return says(`${zh}${reason.zh} ${n} 次 ${minutes} 分钟`, `${en} ${reason.en} ${n}×, ${minutes} min`);
  });
  const text = join(parts);
  const words = says(`暂停 ${pauses.length} 次：${text.zh}`, `${pauses.length} pauses: ${text.en}`);
  return [
    lineOf(
      'pause',
      'pause',
      pauses.at(-1)?.at ?? until,
      words,
      pauses.map(({ seq }) => seq),
    ),
  ];
}

/** Who was not served when the day ended, or still waits. */
export function leftoverLines({ state, events, until }: LoggedDay): LogLine[] {
  const [closed] = ofType(events, 'day.closed');
  const numbers = (ids: readonly string[]) =>
    ids.map((id) => state.tickets[id]?.number ?? id.split('/').at(-1)).join('、');
  if (closed) {
    const { leftovers } = closed.data;
    const words =
      leftovers.length === 0
        ? says('无未办结号票', 'No ticket was left over')
        : says(
            `未办结号票 ${leftovers.length} 张：${numbers(leftovers)}`,
            `${leftovers.length} tickets left over: ${numbers(leftovers)}`,
          );
    return [lineOf('leftover', 'leftover', closed.at, words, [closed.seq])];
  }
  if (state.waiting.length === 0) return [];
  const words = says(
    `现在还有 ${state.waiting.length} 人等候`,
    `${state.waiting.length} people are still waiting`,
  );
  return [
    lineOf(
      'leftover',
      'leftover',
      until,
      words,
      state.waiting.map((id) => state.tickets[id]?.legs.at(-1)?.arrivedSeq ?? 0),
    ),
  ];
}
