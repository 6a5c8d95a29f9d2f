import { HOUR, SECOND, businessDay, dayPeriod, zoneOffset, type HallTime } from '../../shared/time.ts';
import type { Cancel, Clock } from '../clock/clock.ts';
import type { Log } from '../log.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import type { LineTally } from './line-tally.ts';

/** A day is counted so long before it ends that its last count is one of its own events. */
const BEFORE_THE_END = SECOND;

/** The next full hour by the clock of the hall, or just before its business day ends if that comes first. */
export function nextCount(now: number, time: HallTime): number {
  const offset = zoneOffset(now, time.zone);
  // Neither a timer that is early nor the last second of a day makes an hour of its own.
  const hour = (Math.floor((now + 2 * BEFORE_THE_END + offset) / HOUR) + 1) * HOUR - offset;
  const end = dayPeriod(businessDay(now, time), time).to - BEFORE_THE_END;
  return end > now ? Math.min(hour, end) : hour;
}

/**
 * Writes what passed the lines into the journal, every full hour and when the bridge stops. A kill
 * costs the counts of the hour that runs, and no more; nothing is counted twice, for every event
 * names its own period and the next one begins where it ended.
 */
export class Counting {
  readonly #live: LiveHall;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #tallies: () => Iterable<LineTally>;
  #cancel: Cancel | undefined;
  #recording: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(parts: { live: LiveHall; clock: Clock; log: Log; tallies: () => Iterable<LineTally> }) {
    this.#live = parts.live;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#tallies = parts.tallies;
  }

  start(): void {
    if (this.#stopped) return;
    const now = this.#clock.now();
    this.#cancel = this.#clock.after(Math.max(1, nextCount(now, this.#live.hall) - now), () => {
      void this.record().finally(() => this.start());
    });
  }

  /** Records what is left, and no more after that. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.record();
  }

  /** Records everything up to now. What the journal does not take is kept for the next time. */
  record(): Promise<void> {
    // One after the other, so that none reads what another is about to forget.
    this.#recording = this.#recording.then(async () => {
      const now = this.#clock.now();
      const read = [...this.#tallies()].map((tally) => ({ tally, counted: tally.read(now) }));
      const past = read.filter(({ counted: { from, to } }) => to > from);
      if (past.length === 0) return;
      try {
        await this.#live.record({ by: { who: 'rule:count', from: 'bridge' } }, () =>
          past.map(({ counted }) => ({ type: 'line.counted', data: counted })),
        );
        for (const { tally, counted } of past) tally.forget(counted);
      } catch (error) {
        this.#log.warn({ error }, 'the counts of the lines wait for the journal');
      }
    });
    return this.#recording;
  }
}
