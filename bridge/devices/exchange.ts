import { DAY } from '../../shared/time.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { Cancel, Clock } from '../clock/clock.ts';
import type { Request } from '../drivers/driver.ts';

/** Who goes first on a shared line. */
export const PRIORITY = { command: 0, acknowledgement: 1, fast: 2, slow: 3 } as const;
export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY];

const ANSWER_TIMEOUT = 500;
/** So many fast polls in a row, and a slow one that waits goes next. */
const FAST_IN_A_ROW = 8;
/** After a question without an answer the line rests at least so long: an answer that is late comes now. */
const LATE = 50;
/** A line that is never silent, or a clock that was set back, holds a request no longer than this. */
const LONGEST_REST = 200;

/** What a bus needs between its requests, in milliseconds. */
export interface Pauses {
  /** Quiet between two exchanges. */
  gap: number;
  /** What devices need to turn from hearing to speaking. */
  turnaround: number;
}

interface Job {
  request: Request;
  device: string;
  priority: Priority;
  /** Milliseconds UTC after which it must not begin. */
  expires: number;
  /** How often it may still be asked again. */
  retries: number;
  /** Ends the watch over its expiry. */
  cancel: Cancel | undefined;
  resolve: (answer: Uint8Array | null) => void;
  reject: (error: Error) => void;
}

/**
 * One request at a time on a line: writes it, waits for the frame that answers it or for
 * its time to run out, leaves a gap, takes the next by priority. Nothing is written while
 * the line is heard to speak. An answer that comes late finds no request waiting and
 * satisfies none.
 */
export class Exchange {
  readonly #clock: Clock;
  readonly #write: (bytes: Uint8Array, device: string) => Promise<void>;
  readonly #pauses: Pauses;
  #queue: Job[] = [];
  #present: Job | null = null;
  #cancel: Cancel | undefined;
  /** Until when the line is to rest, the wait for that, and how long it has rested already. */
  #restUntil = 0;
  #rest: Cancel | undefined;
  #rested = 0;
  #fastInRow = 0;
  /** When the bytes of the present request left. */
  #writtenAt = 0;
  readonly #ended: (device: string, ms: number | null) => void;

  /** @param ended told how long an answer took, and null where one was due and none came */
  constructor(
    clock: Clock,
    pauses: Pauses,
    write: (bytes: Uint8Array, device: string) => Promise<void>,
    ended: (device: string, ms: number | null) => void = () => undefined,
  ) {
    this.#clock = clock;
    this.#pauses = pauses;
    this.#write = write;
    this.#ended = ended;
  }

  /** The request that waits for its answer now. */
  get pending(): { request: Request; device: string } | null {
    return this.#present;
  }

  /** Whether a request of this name for this device waits its turn or its answer. */
  has(device: string, name: string): boolean {
    const same = (job: Job | null) => job?.device === device && job.request.name === name;
    return same(this.#present) || this.#queue.some(same);
  }

  /**
   * Resolves with the answering frame, or with null for a request that has no answer, once
   * it was written.
   *
   * @throws Refusal `device.noAnswer` once bytes may have left; `command.expired` or
   *   `device.offline` when none did
   */
  send(device: string, request: Request, priority: Priority, expires = Infinity): Promise<Uint8Array | null> {
    return new Promise((resolve, reject) => {
      const { retries = 0 } = request;
      const job: Job = { request, device, priority, expires, retries, cancel: undefined, resolve, reject };
      if (expires !== Infinity) {
        const left = Math.min(DAY, Math.max(0, expires - this.#clock.now()));
        job.cancel = this.#clock.after(left + 1, () => this.#expire(job));
      }
      const place = this.#queue.findIndex((other) => other.priority > priority);
      this.#queue.splice(place < 0 ? this.#queue.length : place, 0, job);
      this.#next();
    });
  }

  /** Offers a frame as the answer to the present request. */
  answer(frame: Uint8Array): void {
    const job = this.#present;
    if (!job?.request.answeredBy?.(frame)) return;
    this.#ended(job.device, Math.max(0, this.#clock.now() - this.#writtenAt));
    this.#finish(this.#pauses.gap, () => job.resolve(frame));
  }

  /** Says that bytes came: whoever speaks is not interrupted. */
  heard(): void {
    this.#leave(this.#pauses.gap);
  }

  /**
   * Refuses everything that waits: the line is gone, and nothing may be sent when it returns.
   * What has begun may have arrived, and only its answer is missing.
   */
  clear(reason = new Refusal('device.offline')): void {
    const begun = this.#present;
    const waiting = this.#queue;
    this.#present = null;
    this.#queue = [];
    this.#cancel?.();
    this.#rest?.();
    this.#rest = undefined;
    begun?.reject(new Refusal('device.noAnswer'));
    for (const { cancel, reject } of waiting) {
      cancel?.();
      reject(reason);
    }
  }

  /** As `clear`, for what one device was asked; the others go on. */
  dismiss(device: string, reason: Refusal): void {
    const leaving = this.#queue.filter((job) => job.device === device);
    this.#queue = this.#queue.filter((job) => job.device !== device);
    for (const { cancel, reject } of leaving) {
      cancel?.();
      reject(reason);
    }
    const begun = this.#present;
    if (begun?.device === device) {
      this.#finish(this.#pauses.gap, () => begun.reject(new Refusal('device.noAnswer')));
    }
  }

  #next(): void {
    if (this.#present || this.#rest || this.#queue.length === 0) return;
    const now = this.#clock.now();
    const left = Math.min(this.#restUntil - now, this.#longestRest - this.#rested);
    if (left > 0) {
      this.#rest = this.#clock.after(left, () => {
        this.#rest = undefined;
        this.#rested += left;
        this.#next();
      });
      return;
    }
    this.#restUntil = 0;
    this.#rested = 0;
    const job = this.#take();
    job.cancel?.();
    if (now > job.expires) {
      job.reject(new Refusal('command.expired'));
      this.#next();
      return;
    }
    this.#present = job;
    this.#writtenAt = now;
    // The time for the answer begins when the bytes have left.
    this.#write(job.request.bytes, job.device).then(
      () => this.#written(job),
      (error: unknown) => {
        // Some of the bytes may have left, unless there was no connection at all.
        const refusal = error instanceof Refusal ? error : new Refusal('device.noAnswer');
        if (this.#present === job) this.#finish(this.#pauses.gap, () => job.reject(refusal));
      },
    );
  }

  get #longestRest(): number {
    return Math.max(LONGEST_REST, 2 * this.#pauses.gap, 2 * this.#pauses.turnaround);
  }

  /** The first by priority; but fast polls do not keep a slow one waiting for ever. */
  #take(): Job {
    const isTurn = this.#queue[0]?.priority === PRIORITY.fast && this.#fastInRow >= FAST_IN_A_ROW;
    const slow = isTurn ? this.#queue.findIndex(isSlow) : -1;
    const [job] = this.#queue.splice(Math.max(0, slow), 1) as [Job];
    if (job.priority === PRIORITY.fast) this.#fastInRow += 1;
    else if (isSlow(job)) this.#fastInRow = 0;
    return job;
  }

  /** A request is refused the moment it is too late, also while the line is held by another. */
  #expire(job: Job): void {
    const place = this.#queue.indexOf(job);
    if (place < 0) return;
    this.#queue.splice(place, 1);
    job.reject(new Refusal('command.expired'));
  }

  #written(job: Job): void {
    if (this.#present !== job) return;
    this.#writtenAt = this.#clock.now();
    const { gap, turnaround } = this.#pauses;
    if (!job.request.answeredBy) {
      this.#finish(Math.max(gap, turnaround), () => job.resolve(null));
      return;
    }
    const timeout = (job.request.timeout ?? ANSWER_TIMEOUT) + turnaround;
    this.#cancel = this.#clock.after(timeout, () => {
      // After a standstill the answer may lie ready: one more turn of the loop to read it.
      this.#cancel = this.#clock.after(0, () => {
        if (this.#present === job) this.#finish(Math.max(gap, LATE), () => this.#unanswered(job));
      });
    });
  }

  /** Asks again what is harmless to repeat, before anything of its kind; else gives up. */
  #unanswered(job: Job): void {
    if (!job.request.optional) this.#ended(job.device, null);
    if (job.retries === 0) {
      job.reject(new Refusal('device.noAnswer'));
      return;
    }
    job.retries -= 1;
    const place = this.#queue.findIndex((other) => other.priority >= job.priority);
    this.#queue.splice(place < 0 ? this.#queue.length : place, 0, job);
  }

  #finish(rest: number, settle: () => void): void {
    this.#cancel?.();
    this.#present = null;
    this.#leave(rest);
    settle();
    this.#next();
  }

  #leave(ms: number): void {
    this.#restUntil = Math.max(this.#restUntil, this.#clock.now() + ms);
  }
}

function isSlow({ priority }: Job): boolean {
  return priority === PRIORITY.slow;
}
