import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock, type Cancel, type Clock } from '../../bridge/clock/clock.ts';
import type { DailyReport } from '../../shared/api.ts';
import type { CommandAnswer, CommandInput, CommandName } from '../../shared/commands.ts';
import type { HallInput } from '../../shared/config/schema.ts';
import type { EventType, HallEvent } from '../../shared/events/index.ts';
import { lastLeg, type HallState, type Ticket } from '../../shared/hall/state.ts';
import { MINUTE, addDays, businessDay, localInstant } from '../../shared/time.ts';
import { asking } from './config.ts';
import { temporaryFolder } from './folder.ts';
import { runningHall, type RunningHall } from './running.ts';
import { Screen } from './screen.ts';

const ZONE = 'Asia/Shanghai';

/** The hall's time stands where the story has put it; what waits for a device waits by the real one. */
export class StoryClock implements Clock {
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

  after(ms: number, task: () => void): Cancel {
    return systemClock.after(ms, task);
  }

  every(ms: number, task: () => void): Cancel {
    return systemClock.every(ms, task);
  }
}

export interface StoryParts {
  date: string;
  /** When the bridge is started, `HH:MM`. */
  at: string;
  hall: Partial<HallInput>;
}

/**
 * A day told by the times at which things happen, in a hall that really runs: every act is a
 * command over HTTP or the bytes of a device, on a journal on disk. Between two times every
 * minute passes, so that what comes by itself comes when it is due.
 */
export class Story {
  readonly clock: StoryClock;
  readonly #config: Partial<HallInput>;
  #date: string;
  #running: RunningHall | undefined;
  #screen: Screen | undefined;

  private constructor({ date, at, hall }: StoryParts) {
    this.#config = { zone: ZONE, ...hall };
    this.#date = date;
    this.clock = new StoryClock(this.#instant(at, date));
  }

  static async begin(parts: StoryParts): Promise<Story> {
    const story = new Story(parts);
    await story.#open(temporaryFolder());
    return story;
  }

  get hall(): RunningHall {
    if (!this.#running) throw new Error('the hall does not run');
    return this.#running;
  }

  /** What a screen of the hall has seen since the bridge was started last. */
  get screen(): Screen {
    if (!this.#screen) throw new Error('no screen watches');
    return this.#screen;
  }

  /** The state as the screen has folded it. */
  get state(): HallState {
    return this.screen.state;
  }

  get date(): string {
    return this.#date;
  }

  /** Lets time pass until then: by the minute within a day, by the hour between days. */
  async at(clock: string, date = this.#date): Promise<void> {
    const end = this.#instant(clock, date);
    if (end < this.clock.now()) throw new Error(`${date} ${clock} is over`);
    while (this.clock.now() < end) {
      const step = businessDay(this.clock.now(), this.#day) === date ? MINUTE : 60 * MINUTE;
      this.clock.set(Math.min(end, this.clock.now() + step));
      await this.hall.bridge.live.tick();
    }
    this.#date = date;
    await this.screen.reaches(this.hall.bridge.live.committed);
  }

  /** Asks at that time over HTTP; resolves with what it became, once the screen has seen it. */
  async ask<N extends CommandName>(clock: string, name: N, data: CommandInput<N>): Promise<HallEvent[]> {
    await this.at(clock);
    const answer = await this.#send(name, data);
    if (!answer.ok) throw new Error(`${clock} ${name}: ${answer.code} ${JSON.stringify(answer.params)}`);
    await this.screen.reaches(Math.max(0, ...answer.seqs));
    return this.screen.events.filter(({ seq }) => answer.seqs.includes(seq));
  }

  /** The code with which it is refused at that time. */
  async refusal<N extends CommandName>(clock: string, name: N, data: CommandInput<N>): Promise<string> {
    await this.at(clock);
    const answer = await this.#send(name, data);
    if (answer.ok) throw new Error(`${clock} ${name} was not refused`);
    return answer.code;
  }

  /** Somebody takes a ticket, which has this number. */
  async issue(
    clock: string,
    number: string,
    more: Partial<CommandInput<'issueTicket'>> = {},
  ): Promise<string> {
    const events = await this.ask(clock, 'issueTicket', { service: number.charAt(0), ...more });
    return this.#numbered(clock, number, ofType(events, 'ticket.issued')[0]?.data.ticket);
  }

  /** The window calls whoever is next, which is this number. */
  async call(clock: string, window: string, number: string): Promise<HallEvent<'ticket.called'>> {
    const [called] = ofType(await this.ask(clock, 'callNext', { window }), 'ticket.called');
    this.#numbered(clock, number, called?.data.ticket);
    return called as HallEvent<'ticket.called'>;
  }

  start(clock: string, window: string): Promise<HallEvent[]> {
    return this.ask(clock, 'startService', { window });
  }

  finish(
    clock: string,
    window: string,
    more: Partial<CommandInput<'finishService'>> = {},
  ): Promise<HallEvent[]> {
    return this.ask(clock, 'finishService', { window, ...more });
  }

  /** A ticket of the day by its number. */
  ticket(number: string): Ticket {
    const found = Object.values(this.state.tickets).find((ticket) => ticket.number === number);
    if (!found) throw new Error(`there is no ticket ${number}`);
    return found;
  }

  /** Where each ticket came to in the end, by number. */
  ends(): Record<string, string | undefined> {
    return Object.fromEntries(
      Object.values(this.state.tickets).map((ticket) => [ticket.number, lastLeg(ticket).end]),
    );
  }

  /** The power fails: what is on disk at this instant is all that the next life of the hall has. */
  async powerFails(clock: string): Promise<void> {
    await this.at(clock);
    const copy = temporaryFolder();
    cpSync(this.hall.folder, copy, { recursive: true });
    for (const file of ['lock.sqlite', 'journal.sqlite-shm']) rmSync(join(copy, file), { force: true });
    this.screen.socket.disconnect();
    await this.hall.stop();
    await this.#open(copy);
  }

  /** The report of a business day, as a page reads it. */
  report(date = this.#date): Promise<DailyReport> {
    return asking<DailyReport>(this.hall.url, `/api/days/${date}`);
  }

  /** The night passes: resolves on the morning after, with the report of the day that is over. */
  async night(): Promise<DailyReport> {
    const date = this.#date;
    await this.at('08:00', addDays(date, 1));
    return this.report(date);
  }

  async #open(folder: string): Promise<void> {
    this.#running = await runningHall(this.#config, { folder, clock: this.clock });
    this.#screen = await Screen.watching(this.hall.url);
  }

  async #send(name: string, data: unknown): Promise<CommandAnswer> {
    const envelope = { id: crypto.randomUUID(), name, data, expires: this.clock.now() + MINUTE };
    return asking<CommandAnswer>(this.hall.url, '/api/commands', envelope);
  }

  #numbered(clock: string, number: string, ticket: string | undefined): string {
    const found = ticket === undefined ? undefined : this.state.tickets[ticket]?.number;
    if (ticket === undefined || found !== number) {
      throw new Error(`${clock}: ${found ?? 'nobody'} instead of ${number}`);
    }
    return ticket;
  }

  get #day() {
    return { zone: ZONE, dayStart: '00:00' };
  }

  #instant(clock: string, date: string): number {
    const [hours = 0, minutes = 0] = clock.split(':').map(Number);
    return localInstant(date, hours * 60 + minutes, ZONE);
  }
}

/** The events of a type, in their order. */
export function ofType<T extends EventType>(events: readonly HallEvent[], type: T): HallEvent<T>[] {
  return events.filter((event) => event.type === type) as HallEvent<T>[];
}
