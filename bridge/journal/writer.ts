/** The journal's worker: the one connection that writes. One message, one transaction, one answer. */
import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { foldId } from './fold-id.ts';
import type { Loaded, SnapshotRow, WriterMessage, WriterReply } from './messages.ts';
import { refold } from './refold.ts';
import { eventsBetween } from './rows.ts';
import { EVENT_COLUMNS, prepareTables, type EventValues } from './schema.ts';
import { openStore } from './sqlite.ts';

/** Between two business days only the latest few snapshots are of use. */
const SNAPSHOTS_KEPT = 3;

/** Commands a restart still knows in any case, and at most. */
const COMMANDS_KNOWN = 1000;
const MOST_COMMANDS = 10_000;

/** Of commands this recent, in milliseconds, all are known: whoever had no answer may send them again. */
const SENT_AGAIN = 120_000;

/** Events among which they are looked for: a search through years would delay every start. */
const EVENTS_SEARCHED = 20_000;

const store = openStore((workerData as { file: string }).file, 'write');
prepareTables(store.raw, randomUUID());

// Prepared once: a row costs no more than its bytes.
const insertEvent = store.raw.prepare(
  `INSERT INTO events (${EVENT_COLUMNS.join()}) VALUES (${EVENT_COLUMNS.map(() => '?').join()})`,
);
const insertSnapshot = store.raw.prepare(
  'INSERT OR REPLACE INTO snapshots (seq, at, state, fold) VALUES (?, ?, ?, ?)',
);
const insertDay = store.raw.prepare('INSERT INTO days (date, seq) VALUES (?, ?)');
const closeDay = store.raw.prepare(
  'UPDATE days SET hall = ? WHERE seq = (SELECT max(seq) FROM days WHERE seq < ?)',
);
const pruneSnapshots = store.raw.prepare(`
  DELETE FROM snapshots
  WHERE seq NOT IN (SELECT seq - 1 FROM days)
    AND seq NOT IN (SELECT seq FROM snapshots ORDER BY seq DESC LIMIT ${SNAPSHOTS_KEPT})`);

let last = Number(Object.values(store.raw.prepare('SELECT max(seq) FROM events').get() ?? {})[0] ?? 0);

function commit(first: number, rows: EventValues[], snapshots: SnapshotRow[]): void {
  if (rows.length > 0 && first !== last + 1) throw new Error(`event ${first} does not follow ${last}`);
  store.raw.exec('BEGIN IMMEDIATE');
  try {
    for (const row of rows) insertEvent.run(...row);
    for (const { seq, at, state, opens, hall } of snapshots) {
      insertSnapshot.run(seq, at, state, foldId);
      if (opens && hall !== undefined) closeDay.run(hall, opens.seq);
      if (opens) insertDay.run(opens.date, opens.seq);
    }
    if (snapshots.length > 0) pruneSnapshots.run();
    store.raw.exec('COMMIT');
    last += rows.length;
  } catch (error) {
    if (store.raw.isTransaction) store.raw.exec('ROLLBACK');
    throw error;
  }
}

/** The latest events that commands became, so that none is carried out twice. */
function knownCommands(): Loaded['commands'] {
  const among = 'FROM events WHERE command IS NOT NULL AND seq > ?';
  const from = last - EVENTS_SEARCHED;
  const recent = store.first<{ count: number }>(
    `SELECT count(*) AS count ${among} AND at >= (SELECT at FROM events WHERE seq = ?) - ?`,
    ...[from, last, SENT_AGAIN],
  );
  const known = Math.min(Math.max(recent?.count ?? 0, COMMANDS_KNOWN), MOST_COMMANDS);
  return store.all(`SELECT command, seq, type, data ${among} ORDER BY seq DESC LIMIT ?`, from, known);
}

function load(): Loaded {
  refold(store);
  const meta = store.all<{ key: string; value: string }>('SELECT key, value FROM meta');
  const metaOf = (key: string) => meta.find((row) => row.key === key)?.value ?? '';
  const snapshot = store.first<{ seq: number; state: string }>(
    'SELECT seq, state FROM snapshots ORDER BY seq DESC LIMIT 1',
  );
  const rows = eventsBetween(store, (snapshot?.seq ?? 0) + 1, Number.MAX_SAFE_INTEGER);
  return {
    epoch: metaOf('epoch'),
    secret: metaOf('secret'),
    snapshot: snapshot?.state ?? null,
    rows,
    commands: knownCommands(),
  };
}

function answer(message: WriterMessage): WriterReply {
  try {
    if (message.kind === 'load') return { kind: 'loaded', loaded: load() };
    if (message.kind === 'commit') {
      commit(message.first, message.rows, message.snapshots);
      return { kind: 'committed' };
    }
    store.close();
    return { kind: 'closed' };
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (message: WriterMessage) => {
  parentPort?.postMessage(answer(message));
});
