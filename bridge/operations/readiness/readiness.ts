import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Actor } from '../../../shared/events/index.ts';
import type { Sheet, SheetLine } from '../../../shared/events/readiness.ts';
import type { KeptRun, ReadinessRun, RunLine, signSchema } from '../../../shared/readiness.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { HOUR, businessDay } from '../../../shared/time.ts';
import { digestOf } from '../../journal/digest.ts';
import type { Log } from '../../log.ts';
import { find } from './findings.ts';
import { planOf, type Check, type Surroundings } from './plan.ts';

/** A sheet says how things are: what was looked at longer ago is looked at again before it is signed. */
const LONGEST_UNSIGNED = HOUR;

interface Running extends Omit<ReadinessRun, 'interrupted'> {
  /** Who began it, or went on with it. */
  by: Actor;
  /** In the order in which they are gone through. */
  stages: Check[][];
  checks: Map<string, Check>;
  /** Looks under way. */
  looking: number;
  signing: boolean;
}

/** A check as it is run, and what it needs beside its surroundings. */
export interface ReadinessParts extends Omit<Surroundings, 'write'> {
  /** The digest of the last signed sheet of the journal, null where there is none. */
  previous: () => Promise<string | null>;
  /** Where a run that is not signed outlives the bridge. */
  kept: { found: KeptRun | null; keep: (run: KeptRun | null) => Promise<void> };
  log: Log;
}

/**
 * The check before opening: runs through everything once, device by device, lets single lines be
 * looked at again, and ends as a signed sheet in the journal. One run at a time; a run of today that was
 * not signed is there again after a restart of the bridge, and goes on when somebody says so.
 */
export class Readiness {
  readonly #parts: ReadinessParts;
  #run: Running | null = null;
  #isOver = false;

  constructor(parts: ReadinessParts) {
    this.#parts = parts;
    const { found } = parts.kept;
    if (found?.date === businessDay(parts.live.now, parts.live.hall)) this.#run = this.#takenUp(found);
  }

  /** The run there is, as it stands. */
  get present(): ReadinessRun | null {
    if (!this.#run) return null;
    const { id, date, startedAt, finishedAt, lines, signed } = this.#run;
    const interrupted = isInterrupted(this.#run);
    return { id, date, startedAt, finishedAt, interrupted, lines: [...lines], signed };
  }

  /** Begins a run, unless one is under way: then that is the answer. */
  start(by: Actor): ReadinessRun {
    if (this.#run && this.#run.looking > 0) return this.present as ReadinessRun;
    const { live } = this.#parts;
    const date = businessDay(live.now, live.hall);
    const run = this.#planned({
      id: randomUUID(),
      by,
      date,
      startedAt: live.now,
      finishedAt: null,
      lines: [],
    });
    this.#run = run;
    this.#keep(run);
    run.looking = 1;
    void this.#go(run, run.stages);
    return this.present as ReadinessRun;
  }

  /**
   * Goes on with a run in whose middle the bridge ended: looks at what was not looked at.
   *
   * @throws Refusal when there is no such run
   */
  resume(id: string, by: Actor): ReadinessRun {
    const run = this.#run;
    if (run?.id !== id) throw new Refusal('readiness.gone');
    if (isInterrupted(run)) {
      const looked = new Set(run.lines.filter(isLooked).map((line) => line.id));
      run.by = by;
      run.looking = 1;
      void this.#go(
        run,
        run.stages.map((stage) => stage.filter((check) => !looked.has(check.id))),
      );
    }
    return this.present as ReadinessRun;
  }

  /** Looks at nothing any more; resolves when what was looked at is kept. */
  async stop(): Promise<void> {
    this.#isOver = true;
    if (this.#run && this.#run.signed === null) await this.#keep(this.#run);
  }

  /**
   * Looks again at a line, and at all others of its device.
   *
   * @throws Refusal when there is no such run or line, or the run is under way or signed
   */
  recheck(id: string, line: string): ReadinessRun {
    const run = this.#settled(id);
    const asked = run.checks.get(line);
    if (!asked) throw new Refusal('command.malformed', { detail: line });
    const checks = [...run.checks.values()].filter(
      (check) => check === asked || (asked.device !== undefined && check.device === asked.device),
    );
    for (const check of checks) {
      check.again();
      this.#put(run, pending(check));
    }
    run.looking += 1;
    run.finishedAt = null;
    void this.#go(run, [checks]);
    return this.present as ReadinessRun;
  }

  /**
   * Signs the run: its sheet goes into the journal, with the digest of its content.
   *
   * @throws Refusal when it is not this run's turn, was signed, or is too old; `journal.failed`
   */
  async sign(id: string, input: z.output<typeof signSchema>, by: Actor) {
    const run = this.#settled(id);
    const { live, hall, previous, kept } = this.#parts;
    if (live.now - (run.finishedAt ?? live.now) > LONGEST_UNSIGNED) throw new Refusal('readiness.old');
    const stranger = Object.keys(input.notes).find((line) => !run.checks.has(line));
    if (stranger !== undefined) throw new Refusal('command.malformed', { detail: stranger });
    run.signing = true;
    try {
      const sheet: Sheet = {
        ...{ run: id, date: run.date, hall: hall().name, name: input.name },
        ...(input.remark ? { remark: input.remark } : {}),
        ...{ startedAt: run.startedAt, finishedAt: run.finishedAt ?? live.now, signedAt: live.now },
        lines: run.lines.filter(isLooked).map((line) => {
          const note = input.notes[line.id];
          return note ? { ...line, note } : line;
        }),
        previous: await previous(),
      };
      const sha256 = digestOf(sheet);
      // Before it is signed, so that a run that is signed never comes back to be signed again.
      await kept.keep(null);
      const [event] = await live.record({ by }, () => [
        { type: 'readiness.signed', data: { sheet, sha256 } },
      ]);
      run.signed = event?.seq ?? null;
      return { seq: event?.seq ?? 0, sha256 };
    } catch (error) {
      void this.#keep(run);
      throw error;
    } finally {
      run.signing = false;
    }
  }

  /** The run, if it is this one, done and not signed. */
  #settled(id: string): Running {
    const run = this.#run;
    if (run?.id !== id) throw new Refusal('readiness.gone');
    if (run.signed !== null) throw new Refusal('readiness.signed');
    if (run.finishedAt === null || run.signing) throw new Refusal('readiness.running');
    return run;
  }

  /** Stage after stage; within one, lines of devices do not wait for each other. */
  async #go(run: Running, stages: Check[][]): Promise<void> {
    for (const stage of stages) {
      const groups = Map.groupBy(stage, ({ group }) => group);
      await Promise.all([...groups.values()].map((checks) => this.#lookAt(run, checks)));
    }
    if (this.#isOver) return;
    run.looking -= 1;
    if (run.looking > 0) return;
    run.finishedAt = this.#parts.live.now;
    void this.#keep(run);
  }

  async #lookAt(run: Running, checks: Check[]): Promise<void> {
    for (const check of checks) {
      if (this.#isOver) return;
      const finding = await Promise.resolve()
        .then(check.look)
        .catch((error: unknown) => {
          this.#parts.log.error({ error, check: check.id }, 'a readiness check failed');
          return find('failed', { detail: error instanceof Error ? error.message : String(error) });
        });
      // What is found while everything ends is how it ends, and not how the device is.
      if (this.#isOver) return;
      this.#put(run, { ...pending(check), ...finding, at: this.#parts.live.now });
      void this.#keep(run);
    }
  }

  /** A run with all that is to be looked at in this hall, and what of it was looked at already. */
  #planned({ lines, ...kept }: KeptRun): Running {
    const plan = planOf({ ...this.#parts, write: () => this.#write(run) });
    const stages = [plan.first, plan.then, plan.last];
    const checks = new Map(stages.flat().map((check) => [check.id, check]));
    const looked = new Map(lines.map((line) => [line.id, line]));
    const run: Running = {
      ...{ ...kept, stages, checks, signed: null, looking: 0, signing: false },
      lines: [...checks.values()].map((check) => looked.get(check.id) ?? pending(check)),
    };
    return run;
  }

  /** A run of an earlier life of the bridge; a hall that has changed meanwhile has more to be looked at. */
  #takenUp(found: KeptRun): Running {
    const run = this.#planned(found);
    if (!run.lines.every(isLooked)) run.finishedAt = null;
    return run;
  }

  #keep({ id, by, date, startedAt, finishedAt, lines }: Running): Promise<void> {
    const looked = lines.filter(isLooked);
    return this.#parts.kept.keep({ id, by, date, startedAt, finishedAt, lines: looked });
  }

  #put(run: Running, line: RunLine): void {
    const place = run.lines.findIndex(({ id }) => id === line.id);
    run.lines[place] = line;
  }

  async #write({ id, by }: Running) {
    const { live } = this.#parts;
    const from = live.now;
    try {
      const [event] = await live.record({ by }, () => [{ type: 'readiness.started', data: { run: id } }]);
      return { seq: event?.seq ?? 0, ms: Math.max(0, live.now - from) };
    } catch (error) {
      return { error };
    }
  }
}

/** Begun in an earlier life of the bridge, and not gone on with yet. */
function isInterrupted({ finishedAt, looking }: Running): boolean {
  return finishedAt === null && looking === 0;
}

function pending({ id, topic, subject, device }: Check): Extract<RunLine, { verdict: null }> {
  return { id, topic, subject, ...(device !== undefined ? { device } : {}), verdict: null };
}

function isLooked(line: RunLine): line is Extract<RunLine, SheetLine> {
  return line.verdict !== null;
}
