import type { EventRow } from './schema.ts';
import type { Store } from './sqlite.ts';

/** An event as it is read: its frame stays on disk until somebody looks at it. */
export type ReadRow = Omit<EventRow, 'frame' | 'topic' | 'private'> & { framed: number };

const COLUMNS = 'seq, at, type, device, cause, command, actor, data, frame IS NOT NULL AS framed';

/** Events without their frames; `rest` is what follows in SQL on the name of the table. */
export function eventRows(store: Store, rest: string, ...values: (string | number)[]): ReadRow[] {
  return store.all<ReadRow>(`SELECT ${COLUMNS} FROM events ${rest}`, ...values);
}

/** Events with `from ≤ seq < to`, in order. */
export function eventsBetween(store: Store, from: number, to: number): ReadRow[] {
  return eventRows(store, 'WHERE seq >= ? AND seq < ? ORDER BY seq', from, to);
}
