import type { DatabaseSync } from 'node:sqlite';

/**
 * An event as a row. `data` and `actor` are JSON; `frame` is the raw frame it came from, and `private`
 * is 1 where that is about persons.
 */
export interface EventRow {
  seq: number;
  at: number;
  type: string;
  device: string | null;
  cause: number | null;
  command: string | null;
  actor: string | null;
  data: string;
  frame: Uint8Array | null;
  topic: string | null;
  private: number;
}

/** The columns of an event, in the order in which a row crosses to the writer. */
export const EVENT_COLUMNS = [
  'seq',
  'at',
  'type',
  'device',
  'cause',
  'command',
  'actor',
  'data',
  'frame',
  'topic',
  'private',
] as const satisfies (keyof EventRow)[];

/** An event as the values of its columns: names need not cross with every row. */
export type EventValues = EventRow[(typeof EVENT_COLUMNS)[number]][];

/** Where a business day begins; a snapshot of the state before it is kept for ever. */
export interface DayRow {
  date: string;
  seq: number;
  /** The hall as it was configured when the day ended, by which it is judged; null until then. */
  hall: string | null;
}

/**
 * What each version of the layout adds to the one before; the version is in `PRAGMA user_version`.
 * A snapshot is the state after `seq` as `fold` makes it, so that a fold need not begin at the first event.
 */
const LAYOUTS = [
  `
  CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    device TEXT,
    cause INTEGER,
    command TEXT,
    actor TEXT,
    data TEXT NOT NULL,
    frame BLOB,
    topic TEXT
  ) STRICT;
  CREATE INDEX events_cause ON events (cause) WHERE cause IS NOT NULL;
  CREATE INDEX events_command ON events (command) WHERE command IS NOT NULL;
  CREATE TABLE snapshots (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
  CREATE TABLE days (date TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT;
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`,
  `ALTER TABLE snapshots ADD COLUMN fold TEXT NOT NULL DEFAULT ''`,
  // From which codes follow that nobody outside may guess.
  `INSERT INTO meta (key, value) VALUES ('secret', hex(randomblob(32)))`,
  `ALTER TABLE days ADD COLUMN hall TEXT`,
  // A frame stays what it was when its device is gone.
  `ALTER TABLE events ADD COLUMN private INTEGER NOT NULL DEFAULT 0`,
];

/**
 * Prepares a database for the journal: creates the tables of a new one, brings an older one up.
 *
 * @throws Error when the file was written by a newer version of the journal
 */
export function prepareTables(database: DatabaseSync, epoch: string): void {
  const version = Number(Object.values(database.prepare('PRAGMA user_version').get() ?? {})[0]);
  const known = LAYOUTS.length;
  if (version > known) throw new Error(`the journal has layout ${version}; this program knows ${known}`);
  if (version === known) return;
  database.exec('BEGIN IMMEDIATE');
  for (const layout of LAYOUTS.slice(version)) database.exec(layout);
  database.prepare("INSERT OR IGNORE INTO meta (key, value) VALUES ('epoch', ?)").run(epoch);
  database.exec(`PRAGMA user_version = ${known}`);
  database.exec('COMMIT');
}
