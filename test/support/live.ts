import { onTestFinished } from 'vitest';
import { Journal } from '../../bridge/journal/journal.ts';
import { createLog } from '../../bridge/log.ts';
import { decide } from '../../bridge/operations/decide.ts';
import { LiveHall } from '../../bridge/operations/live-hall.ts';
import type { CommandInput, CommandName } from '../../shared/commands.ts';
import type { HallConfig } from '../../shared/config/schema.ts';
import type { Draft, HallEvent } from '../../shared/events/index.ts';
import { localInstant } from '../../shared/time.ts';
import type { Clock } from '../../bridge/clock/clock.ts';
import { temporaryFolder } from './folder.ts';
import { DATE, publicHall, smallHall } from './hall.ts';
import { asked } from './present.ts';

/** A clock that is set by hand, also back. */
export class HandClock implements Clock {
  #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  set(now: number): void {
    this.#now = now;
  }

  after(): never {
    throw new Error('nothing waits on this clock');
  }

  every(): never {
    throw new Error('nothing waits on this clock');
  }
}

/** The hall's decisions on a real journal, with a clock that is set by hand. */
export interface Live {
  hall: HallConfig;
  live: LiveHall;
  journal: Journal;
  folder: string;
  clock: HandClock;
  /** Sets the hall's clock, `HH:MM` or `HH:MM:SS` of a date. */
  set(clock: string, date?: string): number;
  ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<HallEvent[]>;
  /** What a device says. */
  hear(draft: Draft, device?: string): Promise<HallEvent[]>;
  /** Ends this life of the hall, so that another may begin on the same folder. */
  close(): Promise<void>;
}

export interface LiveParts {
  hall?: HallConfig;
  at?: string;
  /** As for the journal: answers before the disk does. */
  bulk?: boolean;
  folder?: string;
}

export async function liveHall({
  hall = smallHall(),
  at = '09:00',
  bulk,
  folder,
}: LiveParts = {}): Promise<Live> {
  const place = folder ?? temporaryFolder();
  const instant = (clock: string, date = DATE) => {
    const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
    return localInstant(date, hours * 60 + minutes, hall.zone) + seconds * 1000;
  };
  const clock = new HandClock(instant(at));
  const { journal, state } = await Journal.open({ folder: place, ...(bulk ? { bulk } : {}) });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= journal.close());
  onTestFinished(close);
  const live: LiveHall = new LiveHall({
    ...{ hall, journal, clock, log: createLog('silent'), state },
    described: () => JSON.stringify(publicHall(live.hall)),
  });
  return {
    hall,
    live,
    journal,
    folder: place,
    clock,
    set(time, date) {
      clock.set(instant(time, date));
      return clock.now();
    },
    ask: (name, input) =>
      live.record({ by: { who: 'person:test', from: 'test' } }, (present) =>
        decide(present, asked(name, input)),
      ),
    hear: (draft, device = draft.device ?? 'device-1') => live.record({ device }, () => [draft]),
    close,
  };
}
