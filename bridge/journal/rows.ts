import { sql, type Kysely } from 'kysely';
import type { Tables } from './schema.ts';

const COLUMNS = ['seq', 'at', 'type', 'device', 'cause', 'command', 'actor', 'data'] as const;

/** Events without their frames, which stay on disk until somebody looks at one. */
export function eventRows(tables: Kysely<Tables>) {
  return tables.selectFrom('events').select([...COLUMNS, sql<number>`frame IS NOT NULL`.as('framed')]);
}

/** Events with `from ≤ seq < to`, in order. */
export function eventsBetween(tables: Kysely<Tables>, from: number, to: number) {
  return eventRows(tables).where('seq', '>=', from).where('seq', '<', to).orderBy('seq');
}
