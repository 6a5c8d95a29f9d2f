import { apply } from '../../shared/hall/apply.ts';
import { emptyState } from '../../shared/hall/state.ts';
import { toEvent } from './entry.ts';
import { foldId } from './fold-id.ts';
import { eventsBetween } from './rows.ts';
import type { DayRow } from './schema.ts';
import type { Store } from './sqlite.ts';

/** Events held in memory at once. */
const CHUNK = 10_000;

/**
 * Folds the journal from its first event and keeps the state before every business day anew,
 * where the states that are kept come from another fold than this program's. Does nothing
 * otherwise. The events are untouched: only what was derived from them is.
 */
export function refold(store: Store): void {
  if (!store.first('SELECT seq FROM snapshots WHERE fold != ? LIMIT 1', foldId)) return;
  const days = store.all<DayRow>('SELECT date, seq, hall FROM days ORDER BY seq');
  const insert = store.raw.prepare(
    'INSERT OR REPLACE INTO snapshots (seq, at, state, fold) VALUES (?, ?, ?, ?)',
  );
  const state = emptyState();
  for (const { seq: opens } of days) {
    for (let from = state.seq + 1; from < opens; from = state.seq + 1) {
      for (const row of eventsBetween(store, from, Math.min(opens, from + CHUNK))) apply(state, toEvent(row));
    }
    insert.run(opens - 1, state.at, JSON.stringify(state), foldId);
  }
  store.raw.prepare('DELETE FROM snapshots WHERE fold != ?').run(foldId);
}
