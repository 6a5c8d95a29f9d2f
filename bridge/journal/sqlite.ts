import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/** A journal's file, asked in SQL: a few queries need no builder, which would take longer to load than they to run. */
export interface Store {
  /** For pragmas, transactions, and statements that are prepared once. */
  raw: DatabaseSync;
  /** The rows of a query; `Row` is what its columns are by the tables of `schema.ts`. */
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[];
  /** Its first row, if there is one. */
  first<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined;
  close(): void;
}

/** Opens a journal's file: write-ahead log, every commit synced to disk before it counts. */
export function openStore(file: string, mode: 'write' | 'read'): Store {
  const raw = new DatabaseSync(file, { readOnly: mode === 'read', timeout: 5000 });
  if (mode === 'write') {
    raw.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -4096');
  }
  return {
    raw,
    all: <Row>(sql: string, ...values: SQLInputValue[]) => raw.prepare(sql).all(...values) as Row[],
    first: <Row>(sql: string, ...values: SQLInputValue[]) =>
      raw.prepare(sql).get(...values) as Row | undefined,
    close() {
      if (raw.isOpen) raw.close();
    },
  };
}
