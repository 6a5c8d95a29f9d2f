import { join } from 'node:path';
import { openStore } from '../../bridge/journal/sqlite.ts';
import { toEvent } from '../../bridge/journal/entry.ts';
import { eventRows } from '../../bridge/journal/rows.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import { apply } from '../../shared/hall/apply.ts';
import { emptyState, type HallState } from '../../shared/hall/state.ts';

/** Every event in the journal of a folder, from the first on. */
export async function recorded(folder: string): Promise<HallEvent[]> {
  const store = openStore(join(folder, 'journal.sqlite'), 'read');
  const rows = eventRows(store, 'ORDER BY seq');
  store.close();
  return rows.map(toEvent);
}

/** The state that events lead to from nothing. */
export function foldOf(events: readonly HallEvent[]): HallState {
  return events.reduce(apply, emptyState());
}

/** What happened twice though it can happen but once: to a ticket, by a command, in an alert. */
export function doubled(events: readonly HallEvent[]): string[] {
  const seen = new Set<string>();
  return events.flatMap((event) => {
    const once = onceOf(event);
    if (once === null || !seen.has(once)) {
      if (once !== null) seen.add(once);
      return [];
    }
    return [`${event.seq} ${once}`];
  });
}

function onceOf({ type, data }: HallEvent): string | null {
  switch (type) {
    case 'ticket.issued':
    case 'ticket.printed':
      return `${type} ${(data as { ticket: string }).ticket}`;
    case 'rating.given': {
      const { ticket, leg } = data as { ticket: string; leg: number };
      return `${type} ${ticket}#${leg}`;
    }
    case 'card.issued':
      return `${type} ${(data as { card: string }).card}`;
    case 'ledger.opened':
      return `${type} ${(data as { entry: string }).entry}`;
    case 'day.opened':
    case 'day.closed':
      return `${type} ${(data as { date: string }).date}`;
    default:
      return null;
  }
}
