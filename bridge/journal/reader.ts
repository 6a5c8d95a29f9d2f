import { emptyState, type HallState } from '../../shared/hall/state.ts';
import { apply } from '../../shared/hall/apply.ts';
import type { EventType, HallEvent } from '../../shared/events/index.ts';
import { toEvent } from './entry.ts';
import { foldId } from './fold-id.ts';
import { eventRows, eventsBetween } from './rows.ts';
import type { DayRow, EventRow } from './schema.ts';
import { openStore, type Store } from './sqlite.ts';

/** Reads the journal through a connection of its own that can change nothing. */
export class JournalReader {
  readonly #store: Store;

  constructor(file: string) {
    this.#store = openStore(file, 'read');
  }

  async close(): Promise<void> {
    this.#store.close();
  }

  /** Events with `from ≤ seq < to`, in order. */
  async range(from: number, to: number): Promise<HallEvent[]> {
    return eventsBetween(this.#store, from, to).map(toEvent);
  }

  /** The events of these numbers, in order; unknown numbers are left out. */
  async some(seqs: number[]): Promise<HallEvent[]> {
    const which = 'WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq';
    return eventRows(this.#store, which, JSON.stringify(seqs)).map(toEvent);
  }

  async effectsOf(seq: number): Promise<HallEvent[]> {
    return eventRows(this.#store, 'WHERE cause = ? ORDER BY seq LIMIT 100', seq).map(toEvent);
  }

  /** The frame that is kept with an event, and whether it is about persons; null where there is none. */
  async frameOf(seq: number): Promise<{ bytes: Uint8Array; topic: string | null; private: boolean } | null> {
    const row = this.#store.first<Pick<EventRow, 'frame' | 'topic' | 'private'>>(
      'SELECT frame, topic, private FROM events WHERE seq = ?',
      seq,
    );
    return row?.frame ? { bytes: row.frame, topic: row.topic, private: row.private === 1 } : null;
  }

  /** Events of some types from `from` on, in order. */
  async ofTypes<T extends EventType>(types: readonly T[], from: number): Promise<HallEvent<T>[]> {
    const which = 'WHERE seq >= ? AND type IN (SELECT value FROM json_each(?)) ORDER BY seq';
    return eventRows(this.#store, which, from, JSON.stringify(types)).map(toEvent) as HallEvent<T>[];
  }

  /** The last event of a type before `seq`. */
  async lastOf<T extends EventType>(type: T, before: number): Promise<HallEvent<T> | null> {
    const which = 'WHERE seq < ? AND type = ? ORDER BY seq DESC LIMIT 1';
    const [row] = eventRows(this.#store, which, before, type);
    return row ? (toEvent(row) as HallEvent<T>) : null;
  }

  /** The latest business days with their first events, latest first. */
  async dayStarts(days: number): Promise<{ date: string; seq: number }[]> {
    return this.#store.all('SELECT date, seq FROM days ORDER BY seq DESC LIMIT ?', days);
  }

  /** Channels that held phones, by the configurations with which days ended. */
  phones(): { board: string; phone: number }[] {
    return this.#store.all(`
      SELECT DISTINCT json_extract(device.value, '$.id') AS board, phone.value AS phone
      FROM days, json_each(days.hall, '$.devices') AS device, json_each(device.value, '$.phones') AS phone
      WHERE days.hall IS NOT NULL`);
  }

  /** Business days, latest first. */
  async days(): Promise<string[]> {
    const rows = this.#store.all<{ date: string }>('SELECT date FROM days ORDER BY date DESC');
    return rows.map(({ date }) => date);
  }

  /**
   * The state at the end of a business day (or at present, for the day that runs): the
   * snapshot before the day, and the day's events folded onto it.
   *
   * @param last the last event that counts, for a day as it was when that had happened
   * @returns null for a day the journal does not know; `hall` is the configuration the day ended
   *   with, as JSON, or null for the day that runs
   */
  async stateOf(
    date: string,
    last = Number.MAX_SAFE_INTEGER - 1,
  ): Promise<{ state: HallState; events: HallEvent[]; hall: string | null } | null> {
    const day = this.#store.first<DayRow>('SELECT date, seq, hall FROM days WHERE date = ?', date);
    if (!day) return null;
    const next = this.#store.first<{ seq: number }>(
      'SELECT seq FROM days WHERE seq > ? ORDER BY seq LIMIT 1',
      day.seq,
    );
    const snapshot = this.#store.first<{ state: string }>(
      'SELECT state FROM snapshots WHERE seq < ? AND fold = ? ORDER BY seq DESC LIMIT 1',
      ...[day.seq, foldId],
    );
    const state: HallState = snapshot ? JSON.parse(snapshot.state) : emptyState();
    const events = await this.range(state.seq + 1, Math.min(last + 1, next?.seq ?? Infinity));
    for (const event of events) apply(state, event);
    return { state, events: events.filter(({ seq }) => seq >= day.seq), hall: day.hall };
  }
}
