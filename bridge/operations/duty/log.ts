import type { z } from 'zod';
import {
  type DutyLogView,
  type ShownLine,
  type logCorrectSchema,
  type logEditSchema,
  type logNoteSchema,
  type logSignSchema,
} from '../../../shared/duty/api.ts';
import type { DutyLog, LogLine } from '../../../shared/events/duty.ts';
import type { Actor } from '../../../shared/events/index.ts';
import { Refusal } from '../../../shared/refusals.ts';
import { digestOf } from '../../journal/digest.ts';
import { MINUTE } from '../../../shared/time.ts';
import type { LiveHall } from '../live-hall.ts';

/** A log that was looked at longer ago is looked at again before it is signed: the day has gone on. */
const SEEN_FOR = 10 * MINUTE;

/** When a log was looked at: what it says is told up to that instant, and from the events up to that one. */
export type LogMoment = Pick<DutyLogView, 'until' | 'seq'>;

export interface DutyDeskParts {
  live: LiveHall;
  /** The log of a business day as it is now, or as it was; null for a day there is not. */
  log: (date: string, as?: LogMoment) => Promise<DutyLogView | null>;
  /** The digest of the log signed last. */
  previous: () => Promise<string | null>;
}

type Edit = z.output<typeof logEditSchema>;

/** Whether a line says so in either language. */
function saysSo({ text }: ShownLine, words: string): boolean {
  return text.zh === words || text.en === words;
}

/** What of a line is signed: what it said before a person changed it is in the journal. */
function signedLine({ was: _, edited: __, ...line }: ShownLine): LogLine {
  return line;
}

/** What a leader may do to the log of a day: add, change, sign, and after that correct. */
export class DutyDesk {
  readonly #parts: DutyDeskParts;
  /** One hand at a log at a time: what was looked at is what is changed. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: DutyDeskParts) {
    this.#parts = parts;
  }

  /** @throws Refusal `duty.noDay` */
  async view(date: string): Promise<DutyLogView> {
    const view = await this.#parts.log(date);
    if (!view) throw new Refusal('duty.noDay', { date });
    return view;
  }

  /** Adds a line. @throws Refusal where the log is signed */
  note(date: string, { name, topic, text }: z.output<typeof logNoteSchema>, by: Actor): Promise<DutyLogView> {
    return this.#inTurn(date, async (view) => {
      refuseSigned(view);
      const written = view.lines.filter(({ id }) => id.startsWith('note/')).length;
      const line = `note/${written + 1}`;
      await this.#parts.live.record({ by }, () => [
        { type: 'duty.logNoted', data: { date, line, topic, text, name } },
      ]);
    });
  }

  /**
   * Lets a line say something else. Its figures may have moved since it was read, and it may be
   * written no more: what was read is what is changed. What another person wrote there meanwhile is
   * not written over by who has not read it.
   *
   * @throws Refusal where the log is signed, the line was changed by another, or never said so
   */
  edit(date: string, asked: Edit, by: Actor): Promise<DutyLogView> {
    const { name, line, was, now } = asked;
    return this.#inTurn(date, async (view) => {
      refuseSigned(view);
      const present = view.lines.find(({ id }) => id === line);
      // Asked once more because no answer came.
      if (present?.edited !== undefined && present.by === name && present.text.zh === now) return;
      if (present?.edited !== undefined && present.edited > (asked.seq ?? view.seq))
        throw new Refusal('duty.lineEdited', { name: present.by ?? '', now: present.text.zh });
      const found = present && saysSo(present, was) ? present : await this.#lineRead(view, asked);
      const { topic } = found;
      await this.#parts.live.record({ by }, () => [
        { type: 'duty.logEdited', data: { date, line, was, now, name, topic } },
      ]);
    });
  }

  /**
   * Signs what was seen, up to the instant when it was, with the digest of it and of the log before.
   *
   * @throws Refusal where somebody has written in it since, or it was seen long ago
   */
  sign(date: string, asked: z.output<typeof logSignSchema>, by: Actor): Promise<DutyLogView> {
    const { name, digest, until, seq } = asked;
    return this.#inTurn(date, async (present) => {
      refuseSigned(present);
      // Words such as "not back after 26 minutes" move with the clock: what was seen is written again.
      const isOld = present.until - until > SEEN_FOR || until > present.until || seq > present.seq;
      const view = isOld ? present : ((await this.#parts.log(date, { until, seq })) ?? present);
      if (isOld || view.digest !== digest) throw new Refusal('duty.changed');
      const log: DutyLog = {
        ...{ date, hall: view.hall, name, until: view.until, signedAt: this.#parts.live.now },
        lines: view.lines.map(signedLine),
        previous: await this.#parts.previous(),
      };
      await this.#parts.live.record({ by }, () => [
        { type: 'duty.logSigned', data: { log, sha256: digestOf(log) } },
      ]);
    });
  }

  /** Says what a signed line should have said; the line stays. @throws Refusal where it is not signed */
  correct(
    date: string,
    { name, line, now, reason }: z.output<typeof logCorrectSchema>,
    by: Actor,
  ): Promise<DutyLogView> {
    return this.#inTurn(date, async (view) => {
      const { signed } = view;
      if (!signed) throw new Refusal('duty.notSigned', { date });
      const found = view.lines.find(({ id }) => id === line);
      if (!found) throw new Refusal('duty.noLine');
      const was = view.corrections.findLast((one) => one.line === line)?.now ?? found.text.zh;
      await this.#parts.live.record({ by }, () => [
        { type: 'duty.logCorrected', data: { date, signed: signed.seq, line, was, now, reason, name } },
      ]);
    });
  }

  /** A line as it said when it was read. @throws Refusal `duty.noLine` */
  async #lineRead(present: DutyLogView, { line, was, until, seq }: Edit): Promise<ShownLine> {
    const isPast = until !== undefined && seq !== undefined && until <= present.until && seq <= present.seq;
    const read = isPast ? await this.#parts.log(present.date, { until, seq }) : null;
    const found = read?.lines.find((one) => one.id === line && saysSo(one, was));
    if (!found) throw new Refusal('duty.noLine');
    return found;
  }

  #inTurn(date: string, write: (view: DutyLogView) => Promise<void>): Promise<DutyLogView> {
    const done = this.#turn.then(async () => {
      await write(await this.view(date));
      return this.view(date);
    });
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

function refuseSigned({ date, signed }: DutyLogView): void {
  if (signed) throw new Refusal('duty.signed', { date, name: signed.name });
}
