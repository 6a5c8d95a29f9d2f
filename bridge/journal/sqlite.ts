import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { Tables } from './schema.ts';

export interface Store {
  /** For SQL that kysely does not speak: pragmas, and statements compiled once. */
  raw: DatabaseSync;
  tables: Kysely<Tables>;
  close(): Promise<void>;
}

type Parameters = (null | number | bigint | string | Uint8Array)[];

/** Lets kysely speak to Node's own SQLite, whose statements differ from better-sqlite3's in form only. */
function adapt(raw: DatabaseSync) {
  return {
    close: () => raw.close(),
    prepare(sql: string) {
      const statement = raw.prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (values: readonly unknown[]) => statement.all(...(values as Parameters)),
        run: (values: readonly unknown[]) => statement.run(...(values as Parameters)),
        iterate: (values: readonly unknown[]) => statement.iterate(...(values as Parameters)),
      };
    },
  };
}

/** Opens a journal's file: write-ahead log, every commit synced to disk before it counts. */
export function openStore(file: string, mode: 'write' | 'read'): Store {
  const raw = new DatabaseSync(file, { readOnly: mode === 'read', timeout: 5000 });
  if (mode === 'write') {
    raw.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -4096');
  }
  const tables = new Kysely<Tables>({ dialect: new SqliteDialect({ database: adapt(raw) }) });
  // Destroying an unused Kysely does not close the database under it.
  const close = async () => {
    await tables.destroy();
    if (raw.isOpen) raw.close();
  };
  return { raw, tables, close };
}
