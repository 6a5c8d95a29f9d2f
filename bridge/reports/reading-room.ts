import { Worker } from 'node:worker_threads';
import type { Answer, Question, QuestionName, Questions, RoomData } from './questions.ts';

/** Idle milliseconds after which the worker and its memory are given back. */
const IDLE = 60_000;

/** Answers questions about the journal in a worker that is there only while it is asked. */
export class ReadingRoom {
  #data: RoomData;
  #worker: Worker | null = null;
  #waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  #next = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(data: RoomData) {
    this.#data = data;
  }

  /** @throws Error when the journal cannot be read */
  ask<N extends QuestionName>(name: N, ask: Questions[N]['ask']): Promise<Questions[N]['answer']> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#open());
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      worker.postMessage({ id, name, ask } satisfies Question<N>);
    });
  }

  /** Reports by another configuration from now on. */
  async configure(hall: RoomData['hall']): Promise<void> {
    this.#data = { ...this.#data, hall };
    if (this.#worker) await this.ask('configure', { hall });
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #open(): Worker {
    const worker = new Worker(new URL('./room-worker.ts', import.meta.url), { workerData: this.#data });
    worker.on('message', (answer: Answer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ('error' in answer) waiting?.reject(new Error(answer.error));
      else waiting?.resolve(answer.answer);
      if (this.#waiting.size === 0) this.#idle = setTimeout(() => void this.close(), IDLE).unref();
    });
    worker.on('error', (error) => {
      this.#worker = null;
      const failure = error instanceof Error ? error : new Error(String(error));
      for (const { reject } of this.#waiting.values()) reject(failure);
      this.#waiting.clear();
    });
    worker.unref();
    return worker;
  }
}
