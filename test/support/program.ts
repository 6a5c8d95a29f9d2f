import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../bridge/main.ts', import.meta.url));

/** A bridge that runs as people run it: a program of its own, told by its environment. */
export interface Program {
  child: ChildProcess;
  url: string;
  stop(): Promise<void>;
  /** Ends it as a lost power supply would: at once, without a last word. */
  kill(): Promise<void>;
}

/**
 * Starts the bridge and resolves when it has said where it is reached.
 *
 * @throws Error with what it printed when it ends before
 */
export async function startProgram(env: Record<string, string>): Promise<Program> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, HALL_LANG: 'en', HALL_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /http:\/\/[\d.]+:\d+(?=\/wall)/.exec(printed);
      if (found) resolve(found[0]);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => reject(new Error(printed)));
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return { child, url, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
