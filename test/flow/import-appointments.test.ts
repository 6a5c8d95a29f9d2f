import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { Journal } from '../../bridge/journal/journal.ts';
import { addDays, businessDay } from '../../shared/time.ts';
import { temporaryFolder } from '../support/folder.ts';

const run = promisify(execFile);
const CLI = new URL('../../bridge/cli.ts', import.meta.url).pathname;
const MAIN = new URL('../../bridge/main.ts', import.meta.url).pathname;

const CONFIG = `
name: { zh: 小厅, en: Small hall }
hours: { open: '08:30', close: '17:30' }
services: [{ id: a, prefix: A, name: { zh: 甲, en: A } }]
windows: [{ id: w1, number: 1, services: [a] }]
queue: { bookings: { words: { service: { '01': a } } } }
`;
const tomorrow = addDays(businessDay(Date.now(), { zone: 'Asia/Shanghai', dayStart: '00:00' }), 1);
const TABLE = `预约号,业务,日期,时段
K1,01,${tomorrow},09:00-09:30
K2,09,${tomorrow},09:00-09:30
K3,甲,${tomorrow},10:00
`;

async function imported(folder: string, words: string[] = [], more: NodeJS.ProcessEnv = {}) {
  const [config, table] = [join(folder, 'hall.yaml'), join(folder, 'bookings.csv')];
  writeFileSync(config, CONFIG);
  writeFileSync(table, TABLE);
  const asked = [CLI, 'import', table, '--appointments', '--config', config, '--data', join(folder, 'data')];
  const env = { ...process.env, HALL_LANG: 'en', ...more };
  return run(process.execPath, [...asked, ...words], { env }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
  );
}

test('a table of appointments is taken into the journal of a hall that does not run, and only once', async () => {
  const folder = temporaryFolder();
  const looked = await imported(folder, ['--dry-run']);
  expect(looked.stdout).toContain('3 rows, 2 to be booked, 0 moved, 0 cancelled; 0 there already, 1 refused');
  expect(looked).toEqual({ code: 1, stdout: expect.stringContaining('line 3 K2: There is no service "09"') });
  expect((await imported(folder)).stdout).toContain('3 rows, 2 booked');
  expect((await imported(folder)).stdout).toContain('0 booked, 0 moved, 0 cancelled; 2 there already');
  const { journal, state } = await Journal.open({ folder: join(folder, 'data') });
  await journal.close();
  expect(Object.keys(state.appointments)).toEqual(['K1', 'K3']);
});

test('where the bridge runs, it takes the table in; where it is not found, the words say what holds the data', async () => {
  const folder = temporaryFolder();
  await imported(folder, ['--dry-run']);
  const env = { HALL_CONFIG: join(folder, 'hall.yaml'), HALL_DATA: join(folder, 'data') };
  const bridge = execFile(process.execPath, [MAIN], { env: { ...process.env, ...env, HALL_PORT: '0' } });
  try {
    const port = await new Promise<string>((resolve, reject) => {
      let said = '';
      bridge.on('exit', () => reject(new Error(said)));
      for (const stream of [bridge.stdout, bridge.stderr]) {
        stream?.on('data', (text: string) => {
          said += text;
          const [, found] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said) ?? [];
          if (found) resolve(found);
        });
      }
    });
    const HALL_PORT = port;
    expect((await imported(folder, ['--dry-run'], { HALL_PORT })).stdout).toContain('2 to be booked');
    expect((await imported(folder, [], { HALL_PORT })).stdout).toContain('3 rows, 2 booked');
    const state = (await (await fetch(`http://127.0.0.1:${port}/api/state`)).json()) as {
      appointments: object;
    };
    expect(Object.keys(state.appointments)).toEqual(['K1', 'K3']);
    expect(await imported(folder, [], { HALL_PORT: '1' })).toEqual({
      code: 1,
      stdout: expect.stringContaining('Another Hallwatch is running'),
    });
  } finally {
    bridge.removeAllListeners('exit');
    const ended = new Promise((resolve) => bridge.on('exit', resolve));
    bridge.kill('SIGTERM');
    await ended;
  }
});
