import { Refusal } from '../../shared/refusals.ts';
import type { Cancel, Clock } from '../clock/clock.ts';
import type { Request } from '../drivers/driver.ts';

/** Who goes first on a shared line. */
export const PRIORITY = { command: 0, acknowledgement: 1, fast: 2, slow: 3 } as const;
export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY];

const ANSWER_TIMEOUT = 500;
/** Quiet between two requests, so that a half-duplex bus can turn round. */
const GAP = 5;

interface Job {
  request: Request;
  device: string;
  priority: Priority;
  /** Milliseconds UTC after which it must not begin. */
  expires: number;
  resolve: (answer: Uint8Array | null) => void;
  reject: (error: Error) => void;
}

/**
 * One request at a time on a line: writes it, waits for the frame that answers it or for
 * its time to run out, leaves a gap, takes the next by priority. A late answer finds no
 * request waiting and satisfies none.
 */
export class Exchange {
  readonly #clock: Clock;
  readonly #write: (bytes: Uint8Array, device: string) => Promise<void>;
  #queue: Job[] = [];
  #present: Job | null = null;
  #cancel: Cancel | undefined;
  /** Until when the line is to be quiet, and the wait for that, if something waits. */
  #quietUntil = 0;
  #gap: Cancel | undefined;

  constructor(clock: Clock, write: (bytes: Uint8Array, device: string) => Promise<void>) {
    this.#clock = clock;
    this.#write = write;
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
      const job: Job = { request, device, priority, expires, resolve, reject };
      const place = this.#queue.findIndex((other) => other.priority > priority);
      this.#queue.splice(place < 0 ? this.#queue.length : place, 0, job);
      this.#next();
    });
  }

  /** Offers a frame as the answer to the present request. */
  answer(frame: Uint8Array): void {
    const job = this.#present;
    if (!job?.request.answeredBy?.(frame)) return;
    this.#finish(() => job.resolve(frame));
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
    this.#gap?.();
    this.#gap = undefined;
    begun?.reject(new Refusal('device.noAnswer'));
    for (const { reject } of waiting) reject(reason);
  }

  /** As `clear`, for what one device was asked; the others go on. */
  dismiss(device: string, reason: Refusal): void {
    const leaving = this.#queue.filter((job) => job.device === device);
    this.#queue = this.#queue.filter((job) => job.device !== device);
    for (const { reject } of leaving) reject(reason);
    const begun = this.#present;
    if (begun?.device === device) this.#finish(() => begun.reject(new Refusal('device.noAnswer')));
  }

  #next(): void {
    if (this.#present || this.#gap || this.#queue.length === 0) return;
    const now = this.#clock.now();
    if (now < this.#quietUntil) {
      // A clock that was set back must not make the line wait for it.
      this.#gap = this.#clock.after(Math.min(GAP, this.#quietUntil - now), () => {
        this.#quietUntil = 0;
        this.#gap = undefined;
        this.#next();
      });
      return;
    }
    const job = this.#queue.shift() as Job;
    if (now > job.expires) {
      job.reject(new Refusal('command.expired'));
      this.#next();
      return;
    }
    this.#present = job;
    // The time for the answer begins when the bytes have left.
    this.#write(job.request.bytes, job.device).then(
      () => this.#written(job),
      (error: unknown) => {
        // Some of the bytes may have left, unless there was no connection at all.
        const refusal = error instanceof Refusal ? error : new Refusal('device.noAnswer');
        if (this.#present === job) this.#finish(() => job.reject(refusal));
      },
    );
  }

  #written(job: Job): void {
    if (this.#present !== job) return;
    if (!job.request.answeredBy) {
      this.#finish(() => job.resolve(null));
      return;
    }
    this.#cancel = this.#clock.after(job.request.timeout ?? ANSWER_TIMEOUT, () => {
      // After a standstill the answer may lie ready: one more turn of the loop to read it.
      this.#cancel = this.#clock.after(0, () => {
        if (this.#present === job) this.#finish(() => job.reject(new Refusal('device.noAnswer')));
      });
    });
  }

  #finish(settle: () => void): void {
    this.#cancel?.();
    this.#present = null;
    this.#quietUntil = this.#clock.now() + GAP;
    settle();
    this.#next();
  }
}
