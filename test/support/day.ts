import type { HallConfig } from '../../shared/config/schema.ts';
import type {
  Availability,
  Draft,
  Grade,
  HallEvent,
  OrphanReason,
  Outcome,
  PauseReason,
} from '../../shared/events/index.ts';
import { apply } from '../../shared/hall/apply.ts';
import { emptyState, lastLeg, type HallState } from '../../shared/hall/state.ts';
import type { Figure, Scope, View } from '../../shared/metrics/figure.ts';
import { figures, type FigureId } from '../../shared/metrics/index.ts';
import { localInstant, type Period } from '../../shared/time.ts';
import { DATE, publicHall, smallHall } from './hall.ts';

/** `HH:MM` or `HH:MM:SS` of the hall, or milliseconds UTC. */
export type Clock = string | number;

/**
 * A day told in facts, folded as it is told.
 * Nothing is decided here: a day can hold what the rules would refuse.
 */
export class Day {
  readonly hall: HallConfig;
  readonly events: HallEvent[] = [];
  readonly state: HallState = emptyState();

  constructor(hall: HallConfig) {
    this.hall = hall;
  }

  /** The instant at which the hall's clock shows `clock`; an instant stays what it is. */
  at(clock: Clock): number {
    if (typeof clock === 'number') return clock;
    const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
    return localInstant(DATE, hours * 60 + minutes, this.hall.zone) + seconds * 1000;
  }

  period(from: Clock, to: Clock): Period {
    return { from: this.at(from), to: this.at(to) };
  }

  /** Any fact at all. */
  say(clock: Clock, draft: Draft): this {
    const event = { seq: this.state.seq + 1, at: this.at(clock), ...draft } as HallEvent;
    apply(this.state, event);
    this.events.push(event);
    return this;
  }

  issue(service: string, clock: Clock): this {
    const prefix = this.hall.services.find(({ id }) => id === service)?.prefix ?? service;
    const number = `${prefix}${String((this.state.issued[service] ?? 0) + 1).padStart(3, '0')}`;
    return this.say(clock, { type: 'ticket.issued', data: { ticket: number, number, service } });
  }

  /** Calls a ticket, by default the first that waits for the window; a closed window opens with it. */
  call(window: string, clock: Clock, ticket = this.#next(window)): this {
    if ((this.state.windows[window]?.mode ?? 'closed') === 'closed') this.open(window, clock);
    return this.say(clock, { type: 'ticket.called', data: { ticket, window } });
  }

  recall(window: string, clock: Clock): this {
    return this.say(clock, { type: 'ticket.recalled', data: { ticket: this.#here(window), window } });
  }

  pass(window: string, clock: Clock): this {
    return this.say(clock, { type: 'ticket.passed', data: { ticket: this.#here(window), window } });
  }

  start(window: string, clock: Clock): this {
    return this.say(clock, { type: 'ticket.started', data: { ticket: this.#here(window), window } });
  }

  finish(window: string, clock: Clock, outcome: Outcome = 'done'): this {
    return this.say(clock, {
      type: 'ticket.finished',
      data: { ticket: this.#here(window), window, outcome },
    });
  }

  transfer(window: string, clock: Clock, service: string): this {
    return this.say(clock, {
      type: 'ticket.transferred',
      data: { ticket: this.#here(window), window, service },
    });
  }

  /** Call, start and end of a service, one after the other. */
  serve(window: string, called: Clock, started: Clock, ended: Clock): this {
    return this.call(window, called).start(window, started).finish(window, ended);
  }

  open(window: string, clock: Clock): this {
    return this.say(clock, { type: 'window.opened', data: { window } });
  }

  close(window: string, clock: Clock): this {
    return this.say(clock, { type: 'window.closed', data: { window } });
  }

  pause(window: string, clock: Clock, reason: PauseReason = 'break'): this {
    return this.say(clock, { type: 'window.paused', data: { window, reason } });
  }

  resume(window: string, clock: Clock): this {
    return this.say(clock, { type: 'window.resumed', data: { window } });
  }

  /** A rating of the service last finished at the window. */
  rate(window: string, clock: Clock, grade: Grade): this {
    const finished = this.state.windows[window]?.finished;
    if (!finished) throw new Error(`nothing was finished at ${window}`);
    const { ticket, leg } = finished;
    return this.say(clock, { type: 'rating.given', data: { window, ticket, leg, grade } });
  }

  orphan(window: string, clock: Clock, grade: Grade, reason: OrphanReason): this {
    return this.say(clock, { type: 'rating.orphaned', data: { window, grade, reason } });
  }

  device(device: string, clock: Clock, availability: Availability): this {
    return this.say(clock, {
      type: 'device.availabilityChanged',
      device,
      data: { availability, reason: 'test' },
    });
  }

  /** Ends the day; every open ticket is left over. */
  end(clock: Clock): this {
    const leftovers = Object.values(this.state.tickets)
      .filter((ticket) => lastLeg(ticket).end === undefined)
      .map(({ id }) => id);
    return this.say(clock, { type: 'day.closed', data: { date: DATE, leftovers } });
  }

  view(clock: Clock): View {
    return { state: this.state, hall: publicHall(this.hall), now: this.at(clock) };
  }

  figure(id: FigureId, clock: Clock, scope?: Scope): Figure {
    return figures[id].compute(this.view(clock), scope);
  }

  #next(window: string): string {
    const services = this.hall.windows.find(({ id }) => id === window)?.services ?? [];
    const ticket = this.state.waiting.find((id) => {
      const waiting = this.state.tickets[id];
      return waiting && services.includes(lastLeg(waiting).service);
    });
    if (ticket === undefined) throw new Error(`nobody waits for ${window}`);
    return ticket;
  }

  #here(window: string): string {
    const ticket = this.state.windows[window]?.ticket;
    if (ticket === undefined) throw new Error(`nobody is at ${window}`);
    return ticket;
  }
}

/** A day of a small hall, opened at `opened`. */
export function day(hall: HallConfig = smallHall(), opened = '08:00'): Day {
  return new Day(hall).say(opened, { type: 'day.opened', data: { date: DATE } });
}
