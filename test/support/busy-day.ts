import { Random } from '../../bridge/sim/random.ts';
import type { Draft, Grade, HallEvent } from '../../shared/events/index.ts';
import { MINUTE, SECOND } from '../../shared/time.ts';
import { day, type Day } from './day.ts';
import { DATE, smallHall } from './hall.ts';

const WINDOWS = 44;
const KIOSKS = 8;

interface Said {
  at: number;
  draft: Draft;
}

/**
 * A day on which so many came, each with a ticket on paper, at times as uneven as those of people:
 * what no regular day shows is how large its state is when it is packed.
 */
export function busyDay(tickets: number): Day {
  const hall = smallHall({
    windows: Array.from({ length: WINDOWS }, (_, index) => ({
      ...{ id: `w${index + 1}`, number: index + 1, services: ['A', 'B', 'C'] },
    })),
  });
  const told = day(hall);
  const random = new Random(`busy/${tickets}`);
  const free = hall.windows.map(() => told.at('08:30') + random.between(0, 10) * MINUTE);
  const said: Said[] = [];
  for (const { id } of hall.windows) told.open(id, '08:20');
  for (let n = 0; n < tickets; n += 1) {
    const place = n % WINDOWS;
    free[place] = visit(said, random, n, `w${place + 1}`, free[place] ?? 0);
  }
  for (const { at, draft } of said.toSorted((a, b) => a.at - b.at)) told.say(at, draft);
  return told;
}

/** One visit from the kiosk to its rating; returns when the window is free again. */
function visit(said: Said[], random: Random, n: number, window: string, free: number): number {
  const service = random.pick(['A', 'B', 'C']);
  const number = `${service}${String(n + 1).padStart(3, '0')}`;
  const ticket = `${DATE}/${number}`;
  const kiosk = random.whole(1, KIOSKS);
  const printer = `printer-${kiosk}`;
  const request = `kiosk-${kiosk}-${random.whole(0, 36 ** 6).toString(36)}-${String(n).padStart(6, '0')}`;
  const called = Math.floor(free + random.between(5, 60) * SECOND);
  const came = Math.floor(called - random.between(10, 1500) * SECOND);
  const started = Math.floor(called + random.between(8, 60) * SECOND);
  const ended = Math.floor(started + random.between(60, 900) * SECOND);
  const say = (at: number, draft: Draft) => said.push({ at, draft });
  say(came, {
    ...{ type: 'ticket.issued', device: `kiosk-${kiosk}` },
    data: { ticket, number, service, printer, request },
  });
  say(came + random.whole(900, 2500), { type: 'ticket.printed', data: { ticket, printer } });
  say(called, { type: 'ticket.called', data: { ticket, window, why: { rule: 'order' } } });
  say(started, { type: 'ticket.started', data: { ticket, window } });
  say(ended, { type: 'ticket.finished', data: { ticket, window, outcome: 'done' } });
  if (random.chance(0.7)) {
    const grade = random.weighted<Grade>([
      [5, 75],
      [4, 21],
      [3, 4],
    ]);
    const rated = ended + random.whole(2000, 4500);
    say(rated, { type: 'rating.given', data: { window, ticket, leg: 0, grade } });
  }
  return ended;
}

/** The events of a day as the journal takes them. */
export function entriesOf(events: readonly HallEvent[]): { event: HallEvent }[] {
  return events.map((event) => ({ event }));
}
