import { readFile, rm } from 'node:fs/promises';
import type { z } from 'zod';
import { replaceFile } from './config/replace.ts';
import type { Log } from './log.ts';

/**
 * One thing under way that is to outlive the process, as JSON in a file that is replaced whole. Nobody
 * depends on it: what cannot be read is nothing, and what cannot be written is logged.
 */
export class KeptFile<T> {
  /** What an earlier life of the process left. */
  readonly found: T | null;
  readonly #file: string;
  readonly #log: Log;
  #next: T | null = null;
  #writing: Promise<void> | null = null;

  private constructor(file: string, found: T | null, log: Log) {
    [this.#file, this.found, this.#log] = [file, found, log];
  }

  /** Reads what a file keeps. */
  static async open<T>(file: string, schema: z.ZodType<T>, log: Log): Promise<KeptFile<T>> {
    const text = await readFile(file, 'utf8').catch(() => null);
    return new KeptFile(file, text === null ? null : understood(text, schema, file, log), log);
  }

  /** Keeps the present value, or nothing any more; resolves when it is on disk, unless another came. */
  keep(value: T | null): Promise<void> {
    this.#next = value;
    // Values that come while one is written are not written one by one: only the last counts.
    return (this.#writing = this.#writing
      ? this.#writing.then(() => this.#write(value))
      : this.#write(value));
  }

  async #write(value: T | null): Promise<void> {
    if (value !== this.#next) return;
    try {
      if (value === null) await rm(this.#file, { force: true });
      else await (await replaceFile(this.#file, JSON.stringify(value))).keep();
    } catch (error) {
      this.#log.error({ error, file: this.#file }, 'what is under way cannot be kept');
    }
  }
}

function understood<T>(text: string, schema: z.ZodType<T>, file: string, log: Log): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    log.warn({ error, file }, 'what was under way cannot be read');
    return null;
  }
}
