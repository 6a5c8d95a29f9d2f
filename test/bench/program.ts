import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sleep } from './bench.ts';
import { endProcess, freePort } from './process.ts';
import type { Scratch } from './scratch.ts';

const root = new URL('../../', import.meta.url);
const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  scripts: { start: string };
};

/** What `npm start` tells Node: flags, and the script it starts. */
export const startWords: readonly string[] = scripts.start
  .split(' ')
  .slice(1)
  .map((word) => (word.startsWith('-') ? word : fileURLToPath(new URL(word, root))));

/** Between two attempts to be answered. */
const TRY_EVERY = 3;
/** The demo hall lives ten days before it answers for the first time. */
const TRY_FOR = 180_000;

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('error', () => resolve(false));
  });
}

/**
 * Resolves when `GET /` is answered.
 *
 * @throws Error when the process ends before, or never answers
 */
export async function answered(child: ChildProcess, port: number): Promise<void> {
  const began = performance.now();
  let printed = '';
  child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`it ended: ${printed}`);
    if (performance.now() - began > TRY_FOR) throw new Error(`it does not answer: ${printed}`);
    await sleep(TRY_EVERY);
  }
}

/** A bridge that runs and answers. */
export interface Running {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** Runs the bridge as `npm start` does; it ends with the benchmark. */
export async function runProgram(scratch: Scratch, env: Record<string, string>): Promise<Running> {
  const port = await freePort();
  const child = spawn(process.execPath, startWords, {
    env: { ...process.env, HALL_PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = () => endProcess(child, 'SIGTERM');
  scratch.onEnd(stop);
  await answered(child, port);
  return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop };
}

let lived: string | undefined;

/**
 * A folder of its own with the demo hall's past, lived to its end by a program that has
 * stopped. The past is lived once a run and copied for whoever asks again.
 *
 * @param run ends with the run, and the first copy with it
 */
export async function livedDemo(run: Scratch, scratch: Scratch): Promise<string> {
  if (lived === undefined) {
    const folder = run.folder();
    const living = await runProgram(scratch, { HALL_DATA: folder });
    await living.stop();
    lived = folder;
  }
  const copy = join(scratch.folder(), 'data');
  cpSync(lived, copy, { recursive: true });
  return copy;
}
