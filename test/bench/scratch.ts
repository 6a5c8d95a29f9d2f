import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endProcess } from './process.ts';

type Close = () => unknown;

/** Everything that is open now, so that an interrupted run leaves nothing behind either. */
const open = new Set<Scratch>();

/** What a benchmark makes on this machine and must not leave there: folders, processes, browsers. */
export class Scratch {
  readonly #closes: Close[] = [];

  /** Has `close` called at the end, in the opposite order of what was opened. */
  onEnd(close: Close): void {
    this.#closes.push(close);
  }

  folder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'hallwatch-bench-'));
    this.onEnd(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }

  /** Starts a script beside this one, which answers lines of JSON with lines of JSON. */
  script(file: string, ...words: string[]): Helper {
    const child = spawn(process.execPath, [join(import.meta.dirname, file), ...words], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const helper = new Helper(file, child);
    this.onEnd(() => helper.stop());
    return helper;
  }

  async end(): Promise<void> {
    open.delete(this);
    for (const close of this.#closes.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        console.error(error);
      }
    }
  }
}

/** A process of a benchmark's own. Speaks first, when it is ready; then answers what it is asked, in order. */
export class Helper {
  readonly child: ChildProcess;
  readonly #answers: ((answer: string) => void)[] = [];
  readonly #early: string[] = [];
  readonly #gone: Promise<never>;

  constructor(file: string, child: ChildProcess) {
    this.child = child;
    this.#gone = once(child, 'exit').then(() => {
      throw new Error(`${file} ended`);
    });
    // Somebody waits for it only while an answer is due.
    this.#gone.catch(() => undefined);
    if (!child.stdout) throw new Error(`${file} has no output`);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const waiting = this.#answers.shift();
      if (waiting) waiting(line);
      else this.#early.push(line);
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The next line it says. */
  async hear<T>(): Promise<T> {
    const line = this.#early.shift() ?? (await Promise.race([this.#line(), this.#gone]));
    return JSON.parse(line) as T;
  }

  /** Asks, and resolves with the answer. */
  ask<T>(question: object): Promise<T> {
    this.child.stdin?.write(`${JSON.stringify(question)}\n`);
    return this.hear<T>();
  }

  stop(): Promise<void> {
    return endProcess(this.child, 'SIGKILL');
  }

  #line(): Promise<string> {
    return new Promise((resolve) => this.#answers.push(resolve));
  }
}

/** Runs `work` and ends what it left, whatever came of it. */
export async function withScratch<T>(work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const scratch = new Scratch();
  open.add(scratch);
  try {
    return await work(scratch);
  } finally {
    await scratch.end();
  }
}

/** Ends all that is open, as when the run is interrupted. */
export async function endAll(): Promise<void> {
  await Promise.all([...open].map((scratch) => scratch.end()));
}

/** The other side of `Helper`: says that it is ready, then answers each line. */
export function serveLines<Q>(ready: unknown, answer: (question: Q) => unknown): void {
  createInterface({ input: process.stdin }).on('line', (line) => {
    void Promise.resolve(answer(JSON.parse(line) as Q)).then((said) => say(said ?? null));
  });
  // Nobody asks any more: the benchmark has gone.
  process.stdin.on('end', () => process.exit(0));
  say(ready);
}

function say(what: unknown): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

/** What several benchmarks share; ends with the run. */
export const wholeRun = new Scratch();
open.add(wholeRun);
