import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { until, Watched } from '../support/until.ts';
import { Mosquitto } from './mosquitto.ts';

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

it('runs a device of MQTT at a broker of its own choice, with a fault, and does what is typed', async () => {
  const account = { name: 'hall', password: 'open sesame' };
  const broker = await Mosquitto.running({ account });
  const line = {
    id: 'mqtt',
    transport: { kind: 'mqtt' as const, url: broker.url, username: 'hall', password: account.password },
  };
  const settings = { group: 'hall', node: 'plc' };
  const words = ['--device', 'sparkplug-b', '--settings', JSON.stringify(settings), '--broker', broker.url];
  const refused = runSim(...words, '--username', 'hall', '--password', 'wrong');
  await refused.prints('check its address, the user, the password');
  const sim = runSim(...words, '--username', 'hall', '--password', account.password, '--fault', 'skip=1');
  await sim.prints('Type the name of a key');
  expect(sim.printed()).not.toContain(account.password);
  const hall = await runningHall({
    lines: [line],
    devices: [{ id: 'plc', driver: 'sparkplug-b', line: 'mqtt', settings }],
  });
  const screen = await Screen.watching(hall.url);
  await sim.prints('asked for a new birth');
  await until(() => (screen.state.devices['plc']?.availability === 'online' ? true : null), 'online');
  sim.type('Temperature+');
  await screen.sees('device.valueRead', ({ data }) => data.name === 'Temperature' && data.value === 22);
  sim.type('Temperature');
  await sim.prints('"Temperature" means nothing here');
  expect(await sim.stop()).toBe(0);
  await until(() => (screen.state.devices['plc']?.availability === 'offline' ? true : null), 'offline');
});

it('runs a device of bytes behind a Tasmota device at a broker', async () => {
  const broker = await Mosquitto.running();
  const sim = runSim('--device', 'ff68-evaluator', '--tcp', '0', '--topic', 'bus', '--broker', broker.url);
  await sim.prints('kind: tasmotaSerial');
  const hall = await runningHall({
    lines: [{ id: 'sim', transport: { kind: 'tasmotaSerial', url: broker.url, topic: 'bus' } }],
    devices: [{ id: 'stars', driver: 'ff68-evaluator', line: 'sim', window: '1' }],
  });
  await hall.line('sim', ({ connected }) => connected);
  const screen = await Screen.watching(hall.url);
  sim.type('2');
  await screen.sees('evaluator.keyPressed');
  await sim.prints('the host has it');
});
