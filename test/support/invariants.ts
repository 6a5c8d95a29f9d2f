import type { HallEvent } from '../../shared/events/index.ts';

/** Where a ticket is; `over` is the end, and one that was passed over may yet come back. */
type Where = 'waiting' | 'called' | 'serving' | 'held' | 'passed' | 'over';

/** What a fact about a ticket needs it to be, and what it makes of it. */
interface Move {
  from: readonly Where[];
  to: Where;
  /** Whether it takes a window, is at one, or leaves it. */
  window?: 'takes' | 'at' | 'leaves';
}

const moves: Partial<Record<HallEvent['type'], Move>> = {
  'ticket.called': { from: ['waiting', 'passed'], to: 'called', window: 'takes' },
  'ticket.recalled': { from: ['called'], to: 'called', window: 'at' },
  'ticket.passed': { from: ['called'], to: 'passed', window: 'leaves' },
  'ticket.endMissed': { from: ['called'], to: 'passed', window: 'leaves' },
  'ticket.returned': { from: ['passed'], to: 'waiting' },
  'ticket.started': { from: ['called'], to: 'serving', window: 'at' },
  'ticket.held': { from: ['serving'], to: 'held', window: 'leaves' },
  'ticket.resumed': { from: ['held'], to: 'serving', window: 'takes' },
  'ticket.finished': { from: ['called', 'serving'], to: 'over', window: 'leaves' },
  'ticket.transferred': { from: ['called', 'serving'], to: 'waiting', window: 'leaves' },
  'ticket.cancelled': { from: ['waiting'], to: 'over' },
};

/**
 * Looks at the facts of a hall alone, without the fold that the hall itself uses: one service at a
 * window, no ticket in two places, none lost at the end of its day, no number twice, no time that
 * runs backwards.
 */
export class Invariants {
  readonly violations: string[] = [];
  /** Tickets issued. */
  tickets = 0;
  #seq = 0;
  #at = 0;
  readonly #where = new Map<string, Where>();
  readonly #numbers = new Set<string>();
  readonly #windows = new Map<string, string>();

  /** Everything that is wrong with these events. */
  static of(events: readonly HallEvent[]): string[] {
    const invariants = new Invariants();
    for (const event of events) invariants.take(event);
    return invariants.violations;
  }

  take(event: HallEvent): void {
    const say = (what: string) => this.violations.push(`${event.seq} ${event.type}: ${what}`);
    if (this.#seq > 0 && event.seq !== this.#seq + 1) say(`follows ${this.#seq}`);
    if (event.at < this.#at) say(`${this.#at - event.at} ms before the one before`);
    [this.#seq, this.#at] = [event.seq, event.at];
    const move = moves[event.type];
    if (move) this.#move(event.data as { ticket: string; window?: string }, move, say);
    else if (event.type === 'ticket.issued') this.#issue(event, say);
    else if (event.type === 'ticket.abandoned') this.#abandon(event, say);
    else if (event.type === 'day.closed') this.#close(event, say);
  }

  #issue({ data: { ticket, number } }: HallEvent<'ticket.issued'>, say: (what: string) => void): void {
    if (this.#where.has(ticket)) say(`${ticket} a second time`);
    if (this.#numbers.has(number)) say(`number ${number} a second time`);
    this.#where.set(ticket, 'waiting');
    this.#numbers.add(number);
    this.tickets += 1;
  }

  #move({ ticket, window }: { ticket: string; window?: string }, move: Move, say: (what: string) => void) {
    const where = this.#where.get(ticket);
    if (where === undefined || !move.from.includes(where)) say(`${ticket} is ${where ?? 'unknown'}`);
    this.#where.set(ticket, move.to);
    if (window === undefined || move.window === undefined) return;
    const here = this.#windows.get(window);
    if (move.window === 'takes') {
      if (here !== undefined) say(`${here} is at window ${window}`);
      this.#windows.set(window, ticket);
    } else {
      if (here !== ticket) say(`${here ?? 'nobody'} is at window ${window}, and not ${ticket}`);
      if (move.window === 'leaves') this.#windows.delete(window);
    }
  }

  #abandon({ data }: HallEvent<'ticket.abandoned'>, say: (what: string) => void): void {
    const isCalled = data.window !== undefined;
    this.#move(
      data as { ticket: string; window?: string },
      { from: isCalled ? ['called'] : ['waiting', 'held'], to: 'over', window: 'leaves' },
      say,
    );
  }

  /** Whoever is not at an end is named as left over, and nobody else is. */
  #close({ data: { leftovers } }: HallEvent<'day.closed'>, say: (what: string) => void): void {
    const left = new Set(leftovers);
    for (const [ticket, where] of this.#where) {
      const isOver = where === 'over' || where === 'passed';
      if (isOver && left.has(ticket)) say(`${ticket} is ${where} and left over`);
      if (!isOver && !left.has(ticket)) say(`${ticket} is lost, ${where}`);
    }
    this.#where.clear();
    this.#numbers.clear();
    this.#windows.clear();
  }
}
