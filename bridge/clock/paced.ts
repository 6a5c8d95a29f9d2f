import type { Cancel, Clock } from './clock.ts';

interface Entry {
  at: number;
  order: number;
  /** Null when it was cancelled. */
  task: (() => void) | null;
}

/** Tasks between two turns of the event loop: what else the process has to do goes on meanwhile. */
const TASKS_A_TURN = 1000;

/**
 * A clock of its own: stands still until it is run through a stretch of time as fast as
 * the work allows (`runTo`), or goes along with the real one, `speed` times as fast
 * (`start`). Tasks due at the same instant run in the order they were asked for, so that
 * two runs are equal.
 */
export class PacedClock implements Clock {
  #now: number;
  #order = 0;
  #heap: Entry[] = [];
  #pace: { since: number; base: number; speed: number } | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    if (!this.#pace) return this.#now;
    const { since, base, speed } = this.#pace;
    return Math.max(this.#now, Math.floor(base + (performance.now() - since) * speed));
  }

  after(ms: number, task: () => void): Cancel {
    const entry: Entry = { at: this.now() + Math.ceil(Math.max(0, ms)), order: this.#order++, task };
    this.#push(entry);
    if (this.#heap[0] === entry) this.#arm();
    return () => {
      entry.task = null;
    };
  }

  every(ms: number, task: () => void): Cancel {
    let cancel: Cancel;
    let stopped = false;
    const again = () => {
      if (stopped) return;
      cancel = this.after(ms, again);
      task();
    };
    cancel = this.after(ms, again);
    return () => {
      stopped = true;
      cancel();
    };
  }

  /**
   * Runs every task due until `end` and sets the clock there. Between two tasks the
   * promises they settled are followed to their end, so that awaiting code keeps its order;
   * what settles by the disk or a socket is not waited for.
   *
   * @param turned told the present time now and then, and waited for
   */
  async runTo(end: number, turned?: (now: number) => Promise<void> | void): Promise<void> {
    let ran = 0;
    for (let entry = this.#heap[0]; entry && entry.at <= end; entry = this.#heap[0]) {
      this.#pop();
      if (!entry.task) continue;
      this.#now = Math.max(this.#now, entry.at);
      entry.task();
      // The queue of ticks is looked at when no promise is left to follow.
      await new Promise<void>(process.nextTick);
      if (++ran % TASKS_A_TURN > 0) continue;
      await new Promise(setImmediate);
      await turned?.(this.#now);
    }
    this.#now = Math.max(this.#now, end);
  }

  /** Goes along with the real clock from now on, `speed` times as fast. */
  start(speed = 1, base = this.#now): void {
    this.#pace = { since: performance.now(), base, speed };
    this.#arm();
  }

  /** Stands still. */
  stop(): void {
    this.#now = this.now();
    this.#pace = null;
    clearTimeout(this.#timer);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const next = this.#heap[0];
    if (!this.#pace || !next) return;
    const wait = Math.max(0, (next.at - this.now()) / this.#pace.speed);
    this.#timer = setTimeout(() => this.#runDue(), Math.min(wait, 2 ** 31 - 1));
  }

  #runDue(): void {
    for (let entry = this.#heap[0]; entry && entry.at <= this.now(); entry = this.#heap[0]) {
      this.#pop();
      this.#now = Math.max(this.#now, entry.at);
      entry.task?.();
    }
    this.#arm();
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let place = heap.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!before(entry, heap[parent] as Entry)) break;
      heap[place] = heap[parent] as Entry;
      place = parent;
    }
    heap[place] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let place = 0;
    for (let child = 1; child < heap.length; child = 2 * place + 1) {
      if (child + 1 < heap.length && before(heap[child + 1] as Entry, heap[child] as Entry)) child += 1;
      if (!before(heap[child] as Entry, last)) break;
      heap[place] = heap[child] as Entry;
      place = child;
    }
    heap[place] = last;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
