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

/** Pauses by window, with their reasons and their length so far: the same stretches as the figure adds up. */
export function pauseLines({ state, events, hall, until }: LoggedDay): LogLine[] {
  const named = new Set(hall.windows.map(({ id }) => id));
  const windows = [...named, ...Object.keys(state.windows).filter((id) => !named.has(id))];
  const found = windows.flatMap((window) => {
    const { timeline = [] } = state.windows[window] ?? {};
    const pauses = timeline.flatMap(({ at, is, reason = 'other' }, index) => {
      const to = Math.max(at, Math.min(timeline[index + 1]?.at ?? until, until));
      return is === 'paused' ? [{ at, reason, ms: to - at }] : [];
    });
    return [...Map.groupBy(pauses, ({ reason }) => reason)].map(([reason, own]) => ({ window, reason, own }));
  });
  if (found.length === 0) return [];
  const parts = found.map(({ window, reason, own }) => {
    const minutes = Math.round(own.reduce((sum, { ms }) => sum + ms, 0) / MINUTE);
    const { zh, en } = windowOf(window, hall);
    const name = pauseName(reason);
    return says(
      `${zh}${name.zh} ${own.length} 次 ${minutes} 分钟`,
      `${en} ${name.en} ${own.length}×, ${minutes} min`,
    );
  });
  const all = found.flatMap(({ own }) => own);
  const text = join(parts);
  const words = says(`暂停 ${all.length} 次：${text.zh}`, `${all.length} pauses: ${text.en}`);
  return [
    lineOf(
      'pause',
      'pause',
      Math.max(...all.map(({ at }) => at)),
      words,
      ofType(events, 'window.paused').map(({ seq }) => seq),
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
