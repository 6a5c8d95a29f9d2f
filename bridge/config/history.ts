import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConfigVersion } from '../../shared/config/versions.ts';
import { replaceFile } from './replace.ts';

/** Versions kept; the oldest go first. */
const MOST_VERSIONS = 200;

/** A version as it is kept: with the file it was written to, since another file is another hall. */
export interface KeptVersion extends ConfigVersion {
  file: string;
}

/** The digest by which a text is known. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The numbered versions of a configuration, one text and one note each, in a folder of their
 * own. They may hold passwords: nobody but their owner reads them.
 */
export class ConfigHistory {
  readonly #folder: string;
  #versions: KeptVersion[] = [];

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Reads what a data folder keeps. A version whose text is not what its note says is none. */
  static async open(data: string): Promise<ConfigHistory> {
    const history = new ConfigHistory(join(data, 'config'));
    const names = await readdir(history.#folder).catch(() => []);
    for (const name of names.filter((one) => /^\d{6}\.json$/.test(one)).sort()) {
      const version = await history.#read(Number(name.slice(0, 6)));
      if (version) history.#versions.push(version);
    }
    return history;
  }

  /** Latest last. */
  get versions(): readonly KeptVersion[] {
    return this.#versions;
  }

  get latest(): KeptVersion | undefined {
    return this.#versions.at(-1);
  }

  find(version: number): KeptVersion | undefined {
    return this.#versions.find((one) => one.version === version);
  }

  /** @throws Error when it is not kept */
  textOf({ version }: Pick<ConfigVersion, 'version'>): Promise<string> {
    return readFile(this.#place(version, 'yaml'), 'utf8');
  }

  /**
   * Keeps a version.
   *
   * @throws Error of the system; nothing of it is kept then
   */
  async add(version: KeptVersion, text: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    try {
      await this.#write(version.version, 'yaml', text);
      await this.#write(version.version, 'json', `${JSON.stringify(version, null, 2)}\n`);
    } catch (error) {
      await this.#erase(version.version);
      throw error;
    }
    this.#versions.push(version);
    while (this.#versions.length > MOST_VERSIONS) {
      const oldest = this.#versions.shift();
      if (oldest) await this.#erase(oldest.version);
    }
  }

  /** Lets go of a version that did not come into force. */
  async drop({ version }: Pick<ConfigVersion, 'version'>): Promise<void> {
    this.#versions = this.#versions.filter((one) => one.version !== version);
    await this.#erase(version);
  }

  async #read(version: number): Promise<KeptVersion | null> {
    try {
      const note = JSON.parse(await readFile(this.#place(version, 'json'), 'utf8')) as KeptVersion;
      return digestOf(await this.textOf({ version })) === note.sha256 ? note : null;
    } catch {
      return null;
    }
  }

  async #write(version: number, end: 'yaml' | 'json', text: string): Promise<void> {
    await (await replaceFile(this.#place(version, end), text)).keep();
  }

  async #erase(version: number): Promise<void> {
    for (const end of ['json', 'yaml'] as const) await rm(this.#place(version, end), { force: true });
  }

  #place(version: number, end: 'yaml' | 'json'): string {
    return join(this.#folder, `${String(version).padStart(6, '0')}.${end}`);
  }
}
