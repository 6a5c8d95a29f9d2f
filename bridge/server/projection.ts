import type { EventBatch, WatchAnswer } from '../../shared/channel.ts';
import type { PublicHall } from '../../shared/config/public.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import { apply } from '../../shared/hall/apply.ts';
import { withoutPerson, withoutPersons } from '../../shared/hall/discipline.ts';
import { withoutWords } from '../../shared/hall/ledger-person.ts';
import type { HallState } from '../../shared/hall/state.ts';
import type { LiveHall } from '../operations/live-hall.ts';
import type { Packed } from './packing.ts';

/** Events kept in memory for screens that were away for a moment. */
const TAIL = 5000;

/**
 * What screens may see: the state folded from committed events only. The live state runs
 * ahead of the disk by a few milliseconds; what is shown must never have to be taken back.
 */
export class Projection {
  #hall: PublicHall;
  readonly #live: LiveHall;
  #state: HallState;
  #tail: HallEvent[] = [];

  constructor(live: LiveHall, hall: PublicHall) {
    this.#live = live;
    this.#hall = hall;
    this.#state = withoutPersons(structuredClone(live.state) as HallState, hall);
    this.#forgetTold();
  }

  get state(): Readonly<HallState> {
    return this.#state;
  }

  get hall(): PublicHall {
    return this.#hall;
  }

  /** Shows another configuration from now on. */
  configure(hall: PublicHall): void {
    this.#hall = hall;
    // A box that was given to a clerk meanwhile is nobody's business from now on, nor what it said before.
    this.#state = withoutPersons(this.#state, hall);
    this.#tail = this.#tail.map((event) => withoutPerson(event, hall));
  }

  /** Folds a run of committed events; returns them as everyone may see them. */
  take(events: HallEvent[]): HallEvent[] {
    const shown = events.map((event) => {
      const seen = this.#shown(event);
      apply(this.#state, seen);
      this.#tail.push(seen);
      return seen;
    });
    this.#forgetTold();
    if (this.#tail.length > 2 * TAIL) this.#tail.splice(0, this.#tail.length - TAIL);
    return shown;
  }

  /** An event as everyone may see it, by what is known before it. */
  #shown(event: HallEvent): HallEvent {
    const entry = 'entry' in event.data ? event.data.entry : undefined;
    const person = this.#state.ledger.entries[entry ?? '']?.person;
    return withoutPerson(withoutWords(event, person ? [person] : []), this.#hall);
  }

  /** Whether another queue system says something a second time is asked where it is taken in, and on no screen. */
  #forgetTold(): void {
    this.#state.observed = [];
  }

  batch(events: HallEvent[]): EventBatch {
    return { epoch: this.#live.epoch, events, now: this.#live.now };
  }

  /** What a screen needs that has folded `seq` of `epoch`: the tail if it is at hand, else all. */
  answer(epoch: string, seq: number): WatchAnswer {
    const common = { epoch: this.#live.epoch, hall: this.#hall, now: this.#live.now };
    const events = epoch === this.#live.epoch && seq > 0 ? this.#since(seq) : null;
    if (events) return { kind: 'tail', ...common, events };
    return { kind: 'snapshot', ...common, state: this.#state };
  }

  /** A packed state with what has come since; the present unpacked where that is no longer at hand. */
  answerPacked({ seq, state }: Packed): WatchAnswer {
    const events = this.#since(seq);
    if (!events) return this.answer('', 0);
    const { epoch, now } = this.#live;
    return { kind: 'packed', epoch, now, hall: this.#hall, state, events };
  }

  /** What came after `seq`, if all of it is at hand. */
  #since(seq: number): HallEvent[] | null {
    const first = this.#tail[0]?.seq ?? this.#state.seq + 1;
    if (seq < first - 1 || seq > this.#state.seq) return null;
    return this.#tail.slice(seq - first + 1);
  }
}
