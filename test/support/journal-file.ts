import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';

/** Another program at the journal's file, as a backup or a person with a database tool would be. */
export class JournalFile {
  readonly #database: DatabaseSync;

  constructor(folder: string) {
    this.#database = new DatabaseSync(join(folder, 'journal.sqlite'), { timeout: 5000 });
    onTestFinished(() => {
      if (this.#database.isOpen) this.#database.close();
    });
  }

  /** Keeps the bridge from committing; it waits up to five seconds for `release`. */
  hold(): void {
    this.#database.exec('BEGIN IMMEDIATE');
  }

  release(): void {
    this.#database.exec('ROLLBACK');
  }

  /** Lets every write of an event fail, as on a full disk, until `mend`. */
  refuse(reason = 'database or disk is full'): void {
    this.#database.exec(
      `CREATE TRIGGER refuse BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, '${reason}'); END`,
    );
  }

  mend(): void {
    this.#database.exec('DROP TRIGGER refuse');
  }

  /** Types of the events on disk, in order. */
  types(): string[] {
    return this.#database
      .prepare('SELECT type FROM events ORDER BY seq')
      .all()
      .map(({ type }) => String(type));
  }

  run(sql: string): void {
    this.#database.exec(sql);
  }

  close(): void {
    this.#database.close();
  }
}
