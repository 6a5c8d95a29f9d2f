import type { Cancel, Clock } from '../clock/clock.ts';
import type { ByteDriver, Poll, Request } from '../drivers/driver.ts';
import { PRIORITY, type Priority } from './exchange.ts';

/** What can be asked. */
export interface Polled {
  id: string;
  settings: unknown;
  driver: Pick<ByteDriver, 'polls'>;
}

/** Polls faster than this go before slow ones, in milliseconds. */
const FAST_POLL = 2000;
/** Unanswered requests in a row after which a device is asked rarely. */
const DEAD = 3;
/** Of a dead device one poll in so many is sent: what waits for its answer keeps all others waiting. */
const REST = 10;

/** Asks a device without anyone waiting for the answer. */
export type Ask<D extends Polled> = (device: D, request: Request, priority: Priority) => void;

/**
 * Asks the devices of a line again and again: each at once when it is to be heard, and then
 * spread over the time between two polls, so that they do not all come due together. A device
 * that does not answer costs the others time and is asked rarely, until it speaks.
 */
export class Polling<D extends Polled> {
  readonly #clock: Clock;
  readonly #pace: number;
  readonly #ask: Ask<D>;
  readonly #isWaiting: (device: D, name: string) => boolean;
  /** Unanswered requests in a row, by device. */
  readonly #misses = new Map<string, number>();
  readonly #cancels = new Map<D, Cancel[]>();

  /**
   * @param pace polls are this many times rarer
   * @param isWaiting whether a request of this name still waits for its turn or its answer: it is not
   *   asked a second time, and no number of a device that counts is spent on it
   */
  constructor(
    clock: Clock,
    pace: number,
    ask: Ask<D>,
    isWaiting: (device: D, name: string) => boolean = () => false,
  ) {
    this.#clock = clock;
    this.#pace = pace;
    this.#ask = ask;
    this.#isWaiting = isWaiting;
  }

  /**
   * Begins to ask a device, at its full pace.
   *
   * @param phase share of the time between two polls by which its polls come later than others
   */
  add(device: D, phase: number): void {
    this.remove(device);
    const cancels: Cancel[] = [];
    this.#cancels.set(device, cancels);
    for (const asked of device.driver.polls?.(device.settings) ?? []) {
      const { every } = asked;
      const priority = every <= FAST_POLL ? PRIORITY.fast : PRIORITY.slow;
      const poll = this.#poll(device, asked, priority, Math.floor(phase * REST));
      const repeat = () => cancels.push(this.#clock.every(every * this.#pace, poll));
      const begin = () => {
        poll();
        repeat();
      };
      poll();
      if (phase === 0) repeat();
      else cancels.push(this.#clock.after(phase * every * this.#pace, begin));
    }
  }

  /** Whether a device is asked. */
  has(device: D): boolean {
    return this.#cancels.has(device);
  }

  remove(device: D): void {
    for (const cancel of this.#cancels.get(device) ?? []) cancel();
    this.#cancels.delete(device);
    this.#misses.delete(device.id);
  }

  stop(): void {
    for (const device of [...this.#cancels.keys()]) this.remove(device);
  }

  /** The device spoke: it is asked at its full pace again. */
  heard(device: string): void {
    this.#misses.delete(device);
  }

  /** A request of the device had no answer. */
  missed(device: string): void {
    this.#misses.set(device, (this.#misses.get(device) ?? 0) + 1);
  }

  /** @param turn of ten in which it is asked when it is dead: two that died together are not asked together */
  #poll(device: D, { request, renew }: Poll, priority: Priority, turn: number): () => void {
    let next: Request | null = request;
    let cycle = 0;
    return () => {
      const isDead = (this.#misses.get(device.id) ?? 0) >= DEAD;
      cycle = isDead ? cycle + 1 : 0;
      if (isDead && cycle % REST !== turn) return;
      if (this.#isWaiting(device, request.name)) return;
      this.#ask(device, next ?? renew!(), priority);
      next = renew ? null : request;
    };
  }
}
