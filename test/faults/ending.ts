import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { within } from '../support/until.ts';

const MAIN = fileURLToPath(new URL('../../bridge/main.ts', import.meta.url));

/** Runs the program as people run it, where it is to end by itself; tells how and with what words. */
export async function endingOf(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], HOME: '/nowhere', HALL_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await within(
    new Promise<number | null>((resolve) => child.once('close', resolve)),
    'the end of the program',
  );
  return { code, said };
}
