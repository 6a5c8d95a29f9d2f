import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { apply } from '../../shared/hall/apply.ts';
import type { CommandAnswer } from '../../shared/commands.ts';
import type { EventData } from '../../shared/events/index.ts';
import { emptyState, type HallState } from '../../shared/hall/state.ts';
import { Refusal } from '../../shared/refusals.ts';
import { JournalError, isOutside } from './journal-error.ts';
import { toEvent, toValues, type Entry } from './entry.ts';
import type { EventValues } from './schema.ts';
import type { Loaded, SnapshotRow, WriterMessage, WriterReply } from './messages.ts';

/** Rows of one commit at most: a bound on the memory that a burst takes. */
const MOST_ROWS = 1000;

/**
 * Commits on their way to the disk at once: while one is written, the next is made ready.
 * The writer refuses what does not follow on, so none can stand without the one before it.
 */
const IN_FLIGHT = 2;

/** The journal's file in its folder. */
const FILE = 'journal.sqlite';

interface Waiting {
  entries: Entry[];
  done: () => void;
  failed: (error: Error) => void;
}

export interface JournalOptions {
  /** The folder that holds the journal. */
  folder: string;
  /** Answers at once and commits in large groups: for making a past, where nobody waits for the disk. */
  bulk?: boolean;
}

/**
 * The one journal: appends events and answers when they are on disk.
 *
 * Commits are grouped by what arrives while the disk is busy with the one before: at once
 * when idle, in growing groups under load. The order of `append` calls is the order on disk.
 */
export class Journal {
  readonly file: string;
  #epoch = '';
  #secret = '';
  #groups = 0;
  #answered = new Map<string, CommandAnswer>();
  readonly #bulk: boolean;
  readonly #worker: Worker;
  readonly #lock: DatabaseSync;
  #queue: Waiting[] = [];
  #snapshots: SnapshotRow[] = [];
  #busy: Promise<void> | null = null;
  #replies: { resolve: (reply: WriterReply) => void; reject: (error: Error) => void }[] = [];
  #broken: Error | null = null;

  private constructor({ folder, bulk = false }: JournalOptions) {
    // Names of persons lie in it, and the secret from which codes follow.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#bulk = bulk;
    this.file = join(folder, FILE);
    this.#lock = lockFolder(folder);
    this.#worker = new Worker(new URL('./writer.ts', import.meta.url), { workerData: { file: this.file } });
    this.#worker.on('message', (reply: WriterReply) => this.#replies.shift()?.resolve(reply));
    this.#worker.on('error', (error) =>
      this.#giveUp(error instanceof Error ? error : new Error(String(error))),
    );
  }

  /** The identity of this journal; another file, another epoch. */
  get epoch(): string {
    return this.#epoch;
  }

  /** Known to this journal alone; codes that nobody may guess follow from it. */
  get secret(): string {
    return this.#secret;
  }

  /**
   * Opens or creates the journal of a folder and folds it.
   *
   * @throws JournalError when another process has it open, or when it cannot be used or read
   */
  static async open(options: JournalOptions): Promise<{ journal: Journal; state: HallState }> {
    const { folder } = options;
    const place = { folder, file: join(folder, FILE) };
    let journal: Journal;
    try {
      journal = new Journal(options);
    } catch (error) {
      // What SQLite calls busy is held by another process.
      const isHeld = (error as { errcode?: number }).errcode === 5;
      throw new JournalError(isHeld ? 'locked' : 'folder', place, error);
    }
    try {
      return { journal, state: await journal.load() };
    } catch (error) {
      await journal.#worker.terminate();
      journal.#lock.close();
      throw new JournalError(isOutside(error) ? 'folder' : 'damaged', place, error);
    }
  }

  /** Commits so far: fewer than events, since they are grouped. */
  get groups(): number {
    return this.#groups;
  }

  /** The answers that commands of the recent past were given, by command id. */
  get answered(): ReadonlyMap<string, CommandAnswer> {
    return this.#answered;
  }

  /** The state on disk: the latest snapshot and what came after it. */
  async load(): Promise<HallState> {
    while (this.#busy) await this.#busy;
    const reply = await this.#ask({ kind: 'load' });
    if (reply.kind !== 'loaded') throw new Error(reply.kind === 'failed' ? reply.error : reply.kind);
    this.#epoch = reply.loaded.epoch;
    this.#secret = reply.loaded.secret;
    this.#answered = answersOf(reply.loaded);
    return fold(reply.loaded);
  }

  /**
   * Resolves when the entries are on disk.
   *
   * @throws Refusal `journal.failed` when they are not, and then nothing appended after
   *   them is either: whoever folds ahead of the disk must `load` again
   */
  append(entries: Entry[]): Promise<void> {
    if (this.#bulk) {
      this.#queue.push({ entries, done: () => undefined, failed: (error) => this.#giveUp(error) });
      if (this.#queue.length >= MOST_ROWS) this.#busy ??= this.#drain();
      return Promise.resolve();
    }
    return new Promise((done, failed) => {
      this.#queue.push({ entries, done, failed });
      this.#busy ??= this.#drain();
    });
  }

  /** Keeps a state with the commit that comes next. */
  keep(snapshot: SnapshotRow): void {
    this.#snapshots.push(snapshot);
  }

  /** Commits everything appended so far. */
  async flush(): Promise<void> {
    if (!this.#busy && (this.#queue.length > 0 || this.#snapshots.length > 0)) this.#busy = this.#drain();
    while (this.#busy) await this.#busy;
    if (this.#broken) throw this.#broken;
  }

  async close(): Promise<void> {
    if (!this.#broken) {
      await this.flush();
      await this.#ask({ kind: 'close' });
    }
    await this.#worker.terminate();
    this.#lock.close();
  }

  async #drain(): Promise<void> {
    const commits = new Set<Promise<void>>();
    while (this.#queue.length > 0 || this.#snapshots.length > 0 || commits.size > 0) {
      const isFree = commits.size < IN_FLIGHT && (this.#queue.length > 0 || this.#snapshots.length > 0);
      if (!isFree) {
        await Promise.race(commits);
        continue;
      }
      const commit: Promise<void> = this.#commitNext().finally(() => commits.delete(commit));
      commits.add(commit);
    }
    this.#busy = null;
  }

  /** Commits what waits now, as one transaction. */
  async #commitNext(): Promise<void> {
    const rows: EventValues[] = [];
    let taken = 0;
    for (; taken < this.#queue.length && rows.length < MOST_ROWS; taken += 1) {
      for (const entry of (this.#queue[taken] as Waiting).entries) rows.push(toValues(entry));
    }
    const group = this.#queue.splice(0, taken);
    const first = group[0]?.entries[0]?.event.seq ?? 0;
    const last = rows.length > 0 ? first + rows.length - 1 : Infinity;
    const snapshots = this.#snapshots.filter(({ seq }) => seq <= last);
    this.#snapshots = this.#snapshots.filter(({ seq }) => seq > last);
    const reply = await this.#ask({ kind: 'commit', first, rows, snapshots }).catch(
      (error: Error): WriterReply => ({ kind: 'failed', error: error.message }),
    );
    this.#groups += 1;
    if (reply.kind === 'committed') for (const { done } of group) done();
    else this.#refuse(group, reply.kind === 'failed' ? reply.error : reply.kind);
  }

  /** What waits behind a failed commit was decided on a state that never came to be. */
  #refuse(group: Waiting[], error: string): void {
    const refused = [...group, ...this.#queue];
    this.#queue = [];
    this.#snapshots = [];
    for (const { failed } of refused) failed(new Refusal('journal.failed', { detail: error }));
  }

  #ask(message: WriterMessage): Promise<WriterReply> {
    if (this.#broken) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => {
      this.#replies.push({ resolve, reject });
      this.#worker.postMessage(message);
    });
  }

  #giveUp(error: Error): void {
    this.#broken = error;
    for (const { reject } of this.#replies.splice(0)) reject(error);
  }
}

function fold({ snapshot, rows }: Loaded): HallState {
  const state: HallState = snapshot === null ? emptyState() : JSON.parse(snapshot);
  for (const row of rows) apply(state, toEvent(row));
  return state;
}

function answersOf({ commands }: Loaded): Map<string, CommandAnswer> {
  const answers = new Map<string, CommandAnswer>();
  for (const { command, seq, type, data } of commands.toReversed()) {
    const known = answers.get(command);
    if (type === 'command.refused') {
      const { code, params = {} } = JSON.parse(data) as EventData<'command.refused'>;
      answers.set(command, { ok: false, code, params });
    } else if (known?.ok) known.seqs.push(seq);
    else if (!known) answers.set(command, { ok: true, seqs: [seq] });
  }
  return answers;
}

/**
 * Holds the folder for this process. A lock of the database itself is given back by the
 * system however the process ends, so that a crash leaves nothing to tidy up.
 */
function lockFolder(folder: string): DatabaseSync {
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'));
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}
