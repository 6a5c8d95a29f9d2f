import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor, EventData } from '../../shared/events/index.ts';
import { differenceOf } from '../../shared/config/difference.ts';
import { lineDifference } from '../../shared/config/line-difference.ts';
import type { HallConfig } from '../../shared/config/schema.ts';
import type {
  ApplyData,
  Candidate,
  CheckAnswer,
  ConfigAnswer,
  ConfigDifference,
  ConfigEdit,
  ConfigVersion,
  VersionOrigin,
} from '../../shared/config/versions.ts';
import { Refusal } from '../../shared/refusals.ts';
import { dateTime } from '../../shared/time.ts';
import type { Driver } from '../drivers/driver.ts';
import { checkHall, mistakesIn } from './check.ts';
import { editText } from './edits.ts';
import { ConfigHistory, digestOf, type KeptVersion } from './history.ts';
import { replaceFile, type Replaced } from './replace.ts';
import { hideSecrets, hideValues, revealSecrets } from './secrets.ts';
import type { HallSource } from './source.ts';
import { recordOf, summaryOf, summaryOfFound } from './summary.ts';

/** Puts a configuration into force: decides, calls `write`, records, and changes the lines. */
export type PutIntoForce = (
  next: HallConfig,
  how: { by: Actor; data: EventData<'hall.configured'>; write: () => Promise<Replaced> },
) => Promise<void>;

export interface ConfigurationParts {
  source: HallSource;
  /** The folder of the data; versions are kept in it. */
  data: string;
  drivers: ReadonlyMap<string, Driver>;
  now: () => number;
  putIntoForce: PutIntoForce;
}

/** A text with what it says. */
interface Written {
  text: string;
  hall: HallConfig;
}

/** The configuration in force: what it says, what it was, and the one way to change it. */
export class Configuration {
  readonly #parts: ConfigurationParts;
  readonly #history: ConfigHistory;
  #present: Written;
  #version: KeptVersion;
  /** One change at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(parts: ConfigurationParts, history: ConfigHistory, version: KeptVersion) {
    this.#parts = parts;
    this.#history = history;
    this.#present = parts.source;
    this.#version = version;
  }

  /**
   * Takes up what the last life of the bridge left: a change that was prepared and never came
   * into force is dropped, and a file that was edited meanwhile is a new version.
   *
   * @param recorded the latest version the journal knows; 0 for none
   * @returns the configuration, and what the journal has still to record of it
   */
  static async open(
    parts: ConfigurationParts,
    recorded: number,
  ): Promise<{
    configuration: Configuration;
    unrecorded: { by: Actor; data: EventData<'hall.configured'> } | null;
  }> {
    const { source, data, now } = parts;
    const history = await ConfigHistory.open(data);
    const sha256 = digestOf(source.text);
    let found: KeptVersion | undefined;
    const before = history.versions.at(-2);
    // The first version is nobody's change, and in no journal.
    const isPrepared = history.latest && history.latest.version > Math.max(1, recorded);
    if (history.latest && isPrepared && before?.sha256 === sha256) await history.drop(history.latest);
    if (history.latest?.sha256 !== sha256 || history.latest.file !== source.file) {
      const number = (history.latest?.version ?? 0) + 1;
      const summary = await summaryOfFound(history, parts);
      const version: KeptVersion = {
        ...{ version: number, at: now(), by: { who: 'file', from: source.file.slice(-80) } },
        ...{ origin: 'found' as const, why: '', sha256, summary, file: source.file },
      };
      // A disk that is full must not keep a hall from opening.
      await history.add(version, source.text).catch(() => undefined);
      found = version;
    }
    const version = found ?? (history.latest as KeptVersion);
    const configuration = new Configuration(parts, history, version);
    // What a hall was first started with is nobody's change.
    const isNews = version.version > Math.max(1, recorded);
    return { configuration, unrecorded: isNews ? { by: version.by, data: recordOf(version) } : null };
  }

  /** The version in force and all it says, without its passwords. */
  async answer(): Promise<ConfigAnswer> {
    const { file } = this.#parts.source;
    const disk = await this.#readDisk();
    const isOther = disk !== null && disk.sha256 !== this.#version.sha256;
    return {
      version: publicVersion(this.#version),
      file,
      written: disk !== null,
      text: hideSecrets(this.#present.text),
      hall: hideValues(this.#present.hall),
      disk: isOther
        ? { sha256: disk.sha256, at: disk.at, mistakes: mistakesIn(disk.text, this.#parts.drivers) }
        : null,
    };
  }

  /** The number of the version in force. */
  get version(): number {
    return this.#version.version;
  }

  /** Latest first. */
  versions(): ConfigVersion[] {
    return this.#history.versions.toReversed().map(publicVersion);
  }

  /** @throws Refusal `config.noVersion` */
  async textOf(version: number): Promise<string> {
    return hideSecrets(await this.#keptText(version));
  }

  /** What is different from one version to another. @throws Refusal `config.noVersion` */
  async difference(from: number, to: number): Promise<ConfigDifference> {
    return this.#compare(await this.#keptText(from), await this.#keptText(to));
  }

  /** What a candidate would change, and every mistake in it. */
  async check(candidate: Candidate): Promise<CheckAnswer> {
    const { text } = await this.#textOf(candidate);
    return {
      base: this.#version.version,
      mistakes: mistakesIn(text, this.#parts.drivers),
      difference: this.#compare(this.#present.text, text),
    };
  }

  /** The configuration after some edits, for a trial. @throws Refusal for mistakes */
  edited(edits: ConfigEdit[]): HallConfig {
    return this.#parse(revealSecrets(editText(this.#present.text, edits), this.#present.hall)).hall;
  }

  /**
   * Puts a candidate into force as a new version.
   *
   * @throws Refusal when somebody was faster, when it has mistakes, when it would break what is
   *   under way, or when it cannot be written; everything is then as it was
   */
  apply(input: ApplyData, by: Actor): Promise<ConfigVersion> {
    const work = this.#turn.then(() => this.#apply(input, by));
    this.#turn = work.catch(() => undefined);
    return work;
  }

  async #apply({ candidate, base, why, over }: ApplyData, by: Actor): Promise<ConfigVersion> {
    const { now, putIntoForce, source } = this.#parts;
    if (base !== this.#version.version) throw this.#changedMeanwhile();
    const disk = await this.#readDisk();
    const isEdited = disk !== null && disk.sha256 !== this.#version.sha256;
    const { text, origin } = await this.#textOf(candidate);
    const sha256 = digestOf(text);
    if (isEdited && disk.sha256 !== sha256 && over !== disk.sha256) {
      throw new Refusal('config.fileChanged', { file: source.file, at: this.#timeOf(disk.at) });
    }
    const next = this.#parse(text);
    if (sha256 === this.#version.sha256 && !isEdited) throw new Refusal('config.same');
    const summary = summaryOf(this.#present.hall, next.hall);
    const version: KeptVersion = {
      ...{ version: this.#version.version + 1, at: now(), by, origin, why, sha256, summary },
      file: source.file,
    };
    const write = async (): Promise<Replaced> => {
      try {
        await this.#history.add(version, text);
        if (isEdited && disk.sha256 !== sha256) await this.#setAside(disk.text, version.version);
        return await replaceFile(source.file, text);
      } catch (error) {
        throw new Refusal('config.notWritten', {
          detail: error instanceof Error ? error.message : String(error),
        });
      }
    };
    let replaced: Replaced | undefined;
    try {
      await putIntoForce(next.hall, {
        ...{ by, data: recordOf(version) },
        write: async () => (replaced = await write()),
      });
    } catch (error) {
      await this.#history.drop(version);
      throw error;
    }
    await replaced?.keep();
    this.#present = next;
    this.#version = version;
    return publicVersion(version);
  }

  /** What somebody wrote past the bridge is not lost when it is written over. */
  async #setAside(text: string, version: number): Promise<void> {
    const name = `${String(version).padStart(6, '0')}.set-aside.yaml`;
    await (await replaceFile(join(this.#parts.data, 'config', name), text)).keep();
  }

  async #textOf(candidate: Candidate): Promise<{ text: string; origin: VersionOrigin }> {
    const { text: present, hall } = this.#present;
    switch (candidate.kind) {
      case 'edits':
        return { text: revealSecrets(editText(present, candidate.edits), hall), origin: 'edited' };
      case 'text':
        return { text: revealSecrets(candidate.text, hall), origin: 'imported' };
      case 'version':
        return { text: await this.#keptText(candidate.version), origin: 'restored' };
      case 'disk':
        return { text: (await this.#readDisk())?.text ?? present, origin: 'found' };
    }
  }

  #parse(text: string): Written {
    const checked = checkHall(text, this.#parts.drivers, 'en');
    if ('hall' in checked) return { text, hall: checked.hall };
    const { mistakes } = checked;
    const { line = 1, field = '' } = mistakes[0] ?? {};
    throw new Refusal('config.mistakes', { n: String(mistakes.length), line: String(line), field });
  }

  #compare(before: string, after: string): ConfigDifference {
    const [a, b] = [before, after].map((text) => checkHall(text, this.#parts.drivers, 'en'));
    const changes = a && b && 'hall' in a && 'hall' in b ? differenceOf(a.hall, b.hall) : [];
    return { changes, lines: lineDifference(hideSecrets(before), hideSecrets(after)) };
  }

  async #keptText(version: number): Promise<string> {
    if (!this.#history.find(version)) throw new Refusal('config.noVersion', { version: String(version) });
    return this.#history.textOf({ version });
  }

  async #readDisk(): Promise<{ text: string; sha256: string; at: number } | null> {
    const { file } = this.#parts.source;
    try {
      const text = await readFile(file, 'utf8');
      return { text, sha256: digestOf(text), at: (await stat(file)).mtimeMs };
    } catch {
      return null;
    }
  }

  #changedMeanwhile(): Refusal {
    const { version, by, at } = this.#version;
    return new Refusal('config.changed', {
      version: String(version),
      by: by.who,
      at: this.#timeOf(at),
    });
  }

  #timeOf(at: number): string {
    return dateTime(at, this.#present.hall.zone);
  }
}

function publicVersion({ file: _file, ...version }: KeptVersion): ConfigVersion {
  return version;
}
