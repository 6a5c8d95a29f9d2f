import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { until, Watched } from '../support/until.ts';

const CLI = fileURLToPath(new URL('../../bridge/cli.ts', import.meta.url));

/** `hall sim` as a person runs it, who reads what it prints and types. */
function runSim(...words: string[]) {
  const child = spawn(process.execPath, [CLI, 'sim', ...words], { env: { ...process.env, HALL_LANG: 'en' } });
  const watched = new Watched();
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      watched.tell();
    });
  }
  const stop = async (): Promise<number | null> => {
    if (child.exitCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    }
    return child.exitCode;
  };
  onTestFinished(() => void stop());
  return {
    prints: (words: string) => watched.when(() => printed.includes(words), words),
    printed: () => printed,
    type: (words: string) => child.stdin.write(`${words}\n`),
    stop,
  };
}

it('runs one device at a serial port, tells how to reach it, and does what is typed', async () => {
  const pty = join(temporaryFolder(), 'ttyLock');
  const settings = { address: 2, channels: 8 };
  const sim = runSim(
    '--device',
    'kerong-cu16',
    '--pty',
    pty,
    '--tcp',
    '0',
    '--settings',
    JSON.stringify(settings),
  );
  await sim.prints('Type the number of a door');
  expect(sim.printed()).toContain(`path: ${pty}\n      baudRate: 19200`);
  const hall = await runningHall({
    lines: [{ id: 'sim', transport: { kind: 'serial', path: pty, baudRate: 19200 } }],
    devices: [{ id: 'sim', driver: 'kerong-cu16', line: 'sim', settings: { ...settings, pollMs: 100 } }],
  });
  const screen = await Screen.watching(hall.url);
  const door = (number: number, state: string) =>
    until(
      () => (screen.state.lockers['sim']?.[number - 1] === state ? true : null),
      `door ${number} ${state}`,
    );
  await door(3, 'closed');
  sim.type('3');
  await door(3, 'open');
  await screen.command('unlockDoor', { device: 'sim', door: 5 });
  await sim.prints('lock 5 is powered');
  await door(5, 'open');
  sim.type('nonsense');
  await sim.prints('"nonsense" means nothing here');
  expect(await sim.stop()).toBe(0);
});
