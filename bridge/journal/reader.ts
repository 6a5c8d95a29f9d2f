import { emptyState, type HallState } from '../../shared/hall/state.ts';
import { apply } from '../../shared/hall/apply.ts';
import type { EventType, HallEvent } from '../../shared/events/index.ts';
import { toEvent } from './entry.ts';
import { foldId } from './fold-id.ts';
import { eventRows, eventsBetween } from './rows.ts';
import { openStore, type Store } from './sqlite.ts';

/** Reads the journal through a connection of its own that can change nothing. */
export class JournalReader {
  readonly #store: Store;

  constructor(file: string) {
    this.#store = openStore(file, 'read');
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  /** Events with `from ≤ seq < to`, in order. */
  async range(from: number, to: number): Promise<HallEvent[]> {
    const rows = await eventsBetween(this.#store.tables, from, to).execute();
    return rows.map(toEvent);
  }

  /** The events of these numbers, in order; unknown numbers are left out. */
  async some(seqs: number[]): Promise<HallEvent[]> {
    if (seqs.length === 0) return [];
    const rows = await eventRows(this.#store.tables).where('seq', 'in', seqs).orderBy('seq').execute();
    return rows.map(toEvent);
  }

  async effectsOf(seq: number): Promise<HallEvent[]> {
    const rows = await eventRows(this.#store.tables)
      .where('cause', '=', seq)
      .orderBy('seq')
      .limit(100)
      .execute();
    return rows.map(toEvent);
  }

  async frameOf(seq: number): Promise<{ frame: Uint8Array; topic: string | null } | null> {
    const row = await this.#store.tables
      .selectFrom('events')
      .select(['frame', 'topic'])
      .where('seq', '=', seq)
      .executeTakeFirst();
    return row?.frame ? { frame: row.frame, topic: row.topic } : null;
  }

  /** Events of some types from `from` on, in order. */
  async ofTypes<T extends EventType>(types: readonly T[], from: number): Promise<HallEvent<T>[]> {
    const rows = await eventRows(this.#store.tables)
      .where('seq', '>=', from)
      .where('type', 'in', types)
      .orderBy('seq')
      .execute();
    return rows.map(toEvent) as HallEvent<T>[];
  }

  /** The last event of a type before `seq`. */
  async lastOf<T extends EventType>(type: T, before: number): Promise<HallEvent<T> | null> {
    const row = await eventRows(this.#store.tables)
      .where('seq', '<', before)
      .where('type', '=', type)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row ? (toEvent(row) as HallEvent<T>) : null;
  }

  /** The latest business days with their first events, latest first. */
  dayStarts(days: number): Promise<{ date: string; seq: number }[]> {
    return this.#store.tables
      .selectFrom('days')
      .select(['date', 'seq'])
      .orderBy('seq', 'desc')
      .limit(days)
      .execute();
  }

  /** Business days, latest first. */
  async days(): Promise<string[]> {
    const rows = await this.#store.tables.selectFrom('days').select('date').orderBy('date', 'desc').execute();
    return rows.map(({ date }) => date);
  }

  /**
   * The state at the end of a business day (or at present, for the day that runs): the
   * snapshot before the day, and the day's events folded onto it.
   *
   * @returns null for a day the journal does not know; `hall` is the configuration the day ended
   *   with, as JSON, or null for the day that runs
   */
  async stateOf(
    date: string,
  ): Promise<{ state: HallState; events: HallEvent[]; hall: string | null } | null> {
    const day = await this.#store.tables
      .selectFrom('days')
      .selectAll()
      .where('date', '=', date)
      .executeTakeFirst();
    if (!day) return null;
    const next = await this.#store.tables
      .selectFrom('days')
      .select('seq')
      .where('seq', '>', day.seq)
      .orderBy('seq')
      .executeTakeFirst();
    const snapshot = await this.#store.tables
      .selectFrom('snapshots')
      .selectAll()
      .where('seq', '<', day.seq)
      .where('fold', '=', foldId)
      .orderBy('seq', 'desc')
      .executeTakeFirst();
    const state: HallState = snapshot ? JSON.parse(snapshot.state) : emptyState();
    const events = await this.range(state.seq + 1, next?.seq ?? Number.MAX_SAFE_INTEGER);
    for (const event of events) apply(state, event);
    return { state, events: events.filter(({ seq }) => seq >= day.seq), hall: day.hall };
  }
}
