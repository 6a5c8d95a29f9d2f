import { Journal } from '../../bridge/journal/journal.ts';
import type { Entry } from '../../bridge/journal/entry.ts';
import { fromHex } from '../../bridge/framing/bytes.ts';
import type { HallConfig } from '../../shared/config/schema.ts';
import type { Draft, HallEvent } from '../../shared/events/index.ts';
import { apply } from '../../shared/hall/apply.ts';
import { MINUTE, SECOND, addDays, businessDay, localInstant, minutesOf, weekday } from '../../shared/time.ts';

/** Visits of a business day: a hall of eight windows on a usual day. */
const VISITS = 300;

const frame = fromHex('FF 68 03 03 68 01 01 0C 0E 16');

interface Fact {
  at: number;
  draft: Draft;
  framed?: true;
}

/** The facts of a day, in order: people come evenly, wait six minutes, are served five and rate. */
function factsOfDay(hall: HallConfig, date: string): Fact[] {
  const open = localInstant(date, minutesOf(hall.hours.open), hall.zone);
  const close = localInstant(date, minutesOf(hall.hours.close), hall.zone);
  const facts: Fact[] = [{ at: open - 30 * MINUTE, draft: { type: 'day.opened', data: { date } } }];
  const say = (at: number, draft: Draft, framed?: true) =>
    facts.push({ at, draft, ...(framed ? { framed } : {}) });
  for (const { id } of hall.windows) say(open, { type: 'window.opened', data: { window: id } });
  const issued = new Map<string, number>();
  const step = (close - open - 30 * MINUTE) / VISITS;
  for (let visit = 0; visit < VISITS; visit += 1) {
    const place = hall.windows[visit % hall.windows.length] as HallConfig['windows'][number];
    const service = place.services[visit % place.services.length] ?? '';
    const n = (issued.get(service) ?? 0) + 1;
    issued.set(service, n);
    const prefix = hall.services.find(({ id }) => id === service)?.prefix ?? '';
    const number = `${prefix}${String(n).padStart(3, '0')}`;
    const [ticket, window] = [`${date}/${number}`, place.id];
    const came = Math.round(open + visit * step) + SECOND;
    const called = came + 6 * MINUTE;
    const ended = called + 5 * MINUTE;
    const press = (at: number, key: 'call' | 'start' | 'finish') =>
      say(at, { type: 'pad.keyPressed', device: `pad-${window}`, data: { window, key } }, true);
    say(came, { type: 'ticket.issued', data: { ticket, number, service } });
    press(called, 'call');
    say(called, { type: 'ticket.called', data: { ticket, window } });
    press(called + 20 * SECOND, 'start');
    say(called + 20 * SECOND, { type: 'ticket.started', data: { ticket, window } });
    press(ended, 'finish');
    say(ended, { type: 'ticket.finished', data: { ticket, window, outcome: 'done' } });
    if (visit % 4 === 0) continue;
    const grade = visit % 50 === 1 ? 2 : visit % 3 === 0 ? 4 : 5;
    const rated = ended + 10 * SECOND;
    say(rated, { type: 'evaluator.keyPressed', data: { window, raw: grade - 2, grade } }, true);
    say(rated, { type: 'rating.given', data: { window, ticket, leg: 0, grade } });
  }
  for (const { id } of hall.windows) say(close, { type: 'window.closed', data: { window: id } });
  say(close + SECOND, { type: 'day.closed', data: { date, leftovers: [] } });
  return facts.sort((a, b) => a.at - b.at);
}

/** The business days that end with today, by their dates. */
function datesUntil(today: string, days: number): string[] {
  const dates = [today];
  for (let date = addDays(today, -1); dates.length < days; date = addDays(date, -1)) {
    if (weekday(date) !== 0 && weekday(date) !== 6) dates.unshift(date);
  }
  return dates;
}

/**
 * Writes the journal of so many business days, the last of them today until now, as a bridge
 * that was killed would leave it: the snapshot before each day and none after.
 *
 * @returns how many events it holds
 */
export async function writePast(folder: string, hall: HallConfig, days: number): Promise<number> {
  const now = Date.now();
  const { journal, state } = await Journal.open({ folder, bulk: true });
  for (const date of datesUntil(businessDay(now, hall), days)) {
    const entries: Entry[] = [];
    for (const { at, draft, framed } of factsOfDay(hall, date)) {
      if (at >= now) break;
      const seq = state.seq + 1;
      const event = { seq, at, ...draft, ...(framed ? { framed } : {}) } as HallEvent;
      if (event.type === 'day.opened') {
        journal.keep({ seq: state.seq, at, state: JSON.stringify(state), opens: { date, seq } });
      }
      apply(state, event);
      entries.push({ event, ...(framed ? { frame } : {}) });
    }
    await journal.append(entries);
    // A day at a time, so that a year does not lie in memory.
    await journal.flush();
  }
  await journal.close();
  return state.seq;
}
