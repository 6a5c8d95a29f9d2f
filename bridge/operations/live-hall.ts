import type { Actor, Draft, HallEvent } from '../../shared/events/index.ts';
import type { HallConfig } from '../../shared/config/schema.ts';
import { apply } from '../../shared/hall/apply.ts';
import type { HallState } from '../../shared/hall/state.ts';
import { Refusal } from '../../shared/refusals.ts';
import { dayPeriod } from '../../shared/time.ts';
import type { Clock } from '../clock/clock.ts';
import type { Entry } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log.ts';
import { sweepAlerts } from './alerts/sweep.ts';
import { consequencesOf } from './consequences.ts';
import { createCodes } from './codes.ts';
import { sweepDiscipline } from './discipline/sweep.ts';
import { turnDay } from './day.ts';
import { closeLeftWindows } from './hours.ts';
import { passTime } from './queue/time.ts';
import { sweepLedger } from './ledger/sweep.ts';
import { seeEffects } from './response.ts';
import type { Present } from './rules.ts';

/** Where an act comes from: a device with its frame, or a person with a command. */
export interface Origin {
  device?: string;
  frame?: Uint8Array;
  topic?: string;
  /** Whether the frame is about persons. */
  private?: boolean;
  by?: Actor;
  command?: string;
  cause?: number;
  /** When it came to be so, in milliseconds UTC, if not now; never before what is recorded already. */
  at?: number;
}

/** Told of events once they are on disk, in order. */
export type Listener = (events: HallEvent[]) => void;

/** Events between two snapshots: what a restart folds at most. */
const SNAPSHOT_EVERY = 2000;

/**
 * The one place where a decision meets the present state. Decides and folds at once, so
 * that the next decision sees this one; tells others only when it is on disk. If the disk
 * refuses, the state goes back to what the disk has, and whoever asked hears so.
 */
export class LiveHall {
  #hall: HallConfig;
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #log: Log;
  /** A code for a subject: the same each time, and not to be guessed from outside. */
  readonly codeFor: (subject: string) => string;
  readonly #described: (() => string) | undefined;
  readonly #listeners = new Set<Listener>();
  #state: HallState;
  #committed: number;
  #sinceSnapshot = 0;
  /** The end of the business day that is open: until then no event can turn it. */
  #dayEnd = -Infinity;
  #recovery: Promise<void> | null = null;

  /** @param parts with `described`: the hall as a day is judged by it, as JSON, kept when the day ends */
  constructor(parts: {
    hall: HallConfig;
    journal: Journal;
    clock: Clock;
    log: Log;
    state: HallState;
    described?: () => string;
  }) {
    this.#described = parts.described;
    this.codeFor = createCodes(parts.journal.secret);
    this.#hall = parts.hall;
    this.#journal = parts.journal;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#state = parts.state;
    this.#committed = parts.state.seq;
  }

  /** The configuration by which decisions are made. */
  get hall(): HallConfig {
    return this.#hall;
  }

  /** Decides by another configuration from now on. */
  configure(hall: HallConfig): void {
    this.#hall = hall;
    // Its day may end at another hour.
    this.#dayEnd = -Infinity;
  }

  /** The state with everything decided, on disk or on its way there. */
  get state(): Readonly<HallState> {
    return this.#state;
  }

  /** The last event on disk. */
  get committed(): number {
    return this.#committed;
  }

  get epoch(): string {
    return this.#journal.epoch;
  }

  get now(): number {
    return this.#clock.now();
  }

  /** Calls `listener` with every run of committed events; returns how to stop. */
  onCommitted(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Decides on the present state and records what came of it, with all that follows.
   * Resolves with the events when they are on disk.
   *
   * @param decide may throw a Refusal, and then nothing is recorded
   * @throws Refusal from `decide`, or `journal.failed`
   */
  async record(origin: Origin, decide: (present: Present) => Draft[]): Promise<HallEvent[]> {
    if (this.#recovery) await this.#recovery;
    const entries: Entry[] = [];
    let folds = false;
    // A clock that was set back must not make a wait negative: time stands until it has caught up.
    const at = Math.max(origin.at ?? this.#clock.now(), this.#state.at);
    try {
      folds = at >= this.#dayEnd;
      if (folds) this.#turnDay(entries, at);
      const turned = entries.length;
      const drafts = decide(this.#present(at));
      folds = true;
      for (const draft of drafts) this.#take(entries, draft, at, origin);
      if (entries.length > 0) await this.#commit(entries);
      return entries.slice(turned).map(({ event }) => event);
    } catch (error) {
      // A refusal comes before anything of it is folded; a turn of the day before it stands.
      if (!(error instanceof Refusal)) await (folds ? this.#recover() : undefined);
      else if (error.code !== 'journal.failed' && entries.length > 0) await this.#commit(entries);
      throw error;
    }
  }

  /** Turns the day if it is time, and does what the passing of time brought. */
  async tick(): Promise<void> {
    await this.record({ by: { who: 'rule:hours', from: 'bridge' } }, closeLeftWindows);
    await this.record({ by: { who: 'rule:queue', from: 'bridge' } }, passTime);
    await this.record({ by: { who: 'rule:alerts', from: 'bridge' } }, sweepAlerts);
    await this.record({ by: { who: 'rule:response', from: 'bridge' } }, seeEffects);
    await this.record({ by: { who: 'rule:discipline', from: 'bridge' } }, sweepDiscipline);
    await this.record({ by: { who: 'rule:ledger', from: 'bridge' } }, sweepLedger);
  }

  /** Keeps the present state on disk, for a quick start. */
  keepSnapshot(): void {
    this.#journal.keep({ seq: this.#state.seq, at: this.#state.at, state: JSON.stringify(this.#state) });
    this.#sinceSnapshot = 0;
  }

  #turnDay(entries: Entry[], at: number): void {
    const by = { who: 'rule:day', from: 'bridge' };
    for (const turn of turnDay(this.#state, at, this.#hall)) this.#take(entries, turn.draft, turn.at, { by });
    const date = this.#state.day?.date;
    if (date !== undefined) this.#dayEnd = dayPeriod(date, this.#hall).to;
  }

  #present(at: number): Present {
    return { state: this.#state, hall: this.#hall, now: at, codeFor: this.codeFor };
  }

  /** Stamps and folds a draft, then all that follows from it. */
  #take(entries: Entry[], draft: Draft, at: number, origin: Origin): void {
    const seq = this.#state.seq + 1;
    const device = draft.device ?? origin.device;
    const event = {
      seq,
      at,
      type: draft.type,
      ...(device !== undefined ? { device } : {}),
      ...(origin.cause !== undefined ? { cause: origin.cause } : {}),
      ...(origin.command !== undefined ? { command: origin.command } : {}),
      ...(origin.by ? { by: origin.by } : {}),
      ...(origin.frame ? { framed: true as const } : {}),
      data: draft.data,
    } as HallEvent;
    if (event.type === 'day.opened') {
      const state = JSON.stringify(this.#state);
      const hall = this.#described?.();
      const opens = { date: event.data.date, seq };
      this.#journal.keep({ seq: seq - 1, at, state, opens, ...(hall !== undefined ? { hall } : {}) });
    }
    apply(this.#state, event);
    entries.push({
      event,
      ...(origin.frame ? { frame: origin.frame } : {}),
      ...(origin.topic !== undefined ? { topic: origin.topic } : {}),
      ...(origin.private ? { private: true } : {}),
    });
    const follow: Origin = { cause: seq, ...(origin.by ? { by: origin.by } : {}) };
    for (const next of this.#consequences(event, at)) this.#take(entries, next, at, follow);
  }

  /** A rule with a fault must not cost the fact that it was asked about. */
  #consequences(event: HallEvent, at: number): Draft[] {
    try {
      return consequencesOf(event, this.#present(at));
    } catch (error) {
      // What it says may name somebody, and is in the journal.
      const { seq, type } = event;
      this.#log.error({ error, seq, type }, 'a rule failed');
      return [];
    }
  }

  async #commit(entries: Entry[]): Promise<void> {
    const events = entries.map(({ event }) => event);
    this.#sinceSnapshot += events.length;
    const appended = this.#journal.append(entries);
    if (this.#sinceSnapshot >= SNAPSHOT_EVERY) this.keepSnapshot();
    try {
      await appended;
    } catch (error) {
      await this.#recover();
      throw error;
    }
    this.#committed = events.at(-1)?.seq ?? this.#committed;
    for (const listener of this.#listeners) {
      try {
        listener(events);
      } catch (error) {
        this.#log.error({ error }, 'a listener failed');
      }
    }
  }

  /** Goes back to what is on disk, once for all who were waiting. */
  #recover(): Promise<void> {
    this.#recovery ??= this.#journal
      .load()
      .then((state) => {
        this.#state = state;
        this.#committed = state.seq;
        this.#dayEnd = -Infinity;
        this.#log.error({ seq: state.seq }, 'the journal refused; the state is as on disk');
      })
      .catch((error: unknown) => {
        this.#log.error({ error }, 'the journal cannot be read');
      })
      .finally(() => {
        this.#recovery = null;
      });
    return this.#recovery;
  }
}

/** Turns whatever was thrown into a refusal; what is not one is an error of ours. */
export function asRefusal(error: unknown, log: Log): Refusal {
  if (error instanceof Refusal) return error;
  log.error({ error }, 'unexpected');
  return new Refusal('internal');
}
