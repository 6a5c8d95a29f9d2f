import { apply } from '../../shared/hall/apply.ts';
import { emptyState } from '../../shared/hall/state.ts';
import { toEvent } from './entry.ts';
import { foldId } from './fold-id.ts';
import { eventsBetween } from './rows.ts';
import type { Store } from './sqlite.ts';

/** Events held in memory at once. */
const CHUNK = 10_000;

/**
 * Folds the journal from its first event and keeps the state before every business day anew,
 * where the states that are kept come from another fold than this program's. Does nothing
 * otherwise. The events are untouched: only what was derived from them is.
 */
export async function refold({ raw, tables }: Store): Promise<void> {
  const stale = await tables
    .selectFrom('snapshots')
    .select('seq')
    .where('fold', '!=', foldId)
    .limit(1)
    .execute();
  if (stale.length === 0) return;
  const days = await tables.selectFrom('days').selectAll().orderBy('seq').execute();
  const insert = raw.prepare('INSERT OR REPLACE INTO snapshots (seq, at, state, fold) VALUES (?, ?, ?, ?)');
  const state = emptyState();
  for (const { seq: opens } of days) {
    for (let from = state.seq + 1; from < opens; from = state.seq + 1) {
      const rows = await eventsBetween(tables, from, Math.min(opens, from + CHUNK)).execute();
      for (const row of rows) apply(state, toEvent(row));
    }
    insert.run(opens - 1, state.at, JSON.stringify(state), foldId);
  }
  await tables.deleteFrom('snapshots').where('fold', '!=', foldId).execute();
}
