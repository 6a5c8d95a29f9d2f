import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { Journal } from '../../bridge/journal/journal.ts';
import { JournalReader } from '../../bridge/journal/reader.ts';
import { temporaryFolder } from '../support/folder.ts';

const run = promisify(execFile);
const CLI = new URL('../../bridge/cli.ts', import.meta.url).pathname;

const CONFIG = `
name: { zh: 小厅, en: Small hall }
hours: { open: '08:30', close: '17:30' }
queue: { source: {} }
services: [{ id: a, prefix: A, name: { zh: 甲, en: A } }, { id: b, prefix: B, name: { zh: 乙, en: B } }]
windows: [{ id: w1, number: 1, services: [a] }, { id: w2, number: 2, services: [b] }]
`;
const LOG = `ticket,service,window,issued_at,called_at,started_at,ended_at,outcome
A1,a,w1,2026-03-02T09:00:00,2026-03-02T09:05:00,2026-03-02T09:06:00,2026-03-02T09:10:00,done
A2,a,w1,2026-03-02T09:01:00,2026-03-02T09:12:00,2026-03-02T09:13:00,2026-03-02T09:15:00,accepted
A3,a,,2026-03-02T09:02:00,,,2026-03-02T09:40:00,abandoned
A1,a,w1,2026-03-03T09:00:00,2026-03-03T09:01:00,2026-03-03T09:02:00,2026-03-03T09:04:00,done
A9,z,w1,2026-03-03T10:00:00,,,,open
`;

async function hall(folder: string, words: string[], rows = LOG) {
  const [config, log] = [join(folder, 'hall.yaml'), join(folder, 'log.csv')];
  writeFileSync(config, CONFIG);
  writeFileSync(log, rows);
  const asked = [CLI, 'import', log, '--config', config, '--data', join(folder, 'data'), ...words];
  const env = { ...process.env, HALL_LANG: 'en' };
  return run(process.execPath, asked, { env }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
  );
}

test('a log that is not there is told in words', async () => {
  const folder = temporaryFolder();
  const { code, stdout } = await hall(folder, ['--map', join(folder, 'nowhere.yaml')]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('cannot be read: ENOENT') });
});

test('a log of tickets becomes business days, opened and closed, and is not taken twice', async () => {
  const folder = temporaryFolder();
  const checked = await hall(folder, ['--dry-run']);
  expect(checked).toEqual({ code: 0, stdout: expect.stringContaining('5 rows, 0 of them not understood') });

  const done = await hall(folder, []);
  expect(done.stdout).toContain('1 times: There is no service "z". (first on line 6)');
  expect(done.code).toBe(1);

  const { journal, state } = await Journal.open({ folder: join(folder, 'data') });
  await journal.close();
  expect(state.day?.date).toBe('2026-03-03');
  expect(Object.values(state.tickets).map(({ number, legs }) => [number, legs[0]?.end])).toEqual([
    ['A1', 'done'],
  ]);
  expect(state.windows['w1']).toMatchObject({ implied: true });
  const reader = new JournalReader(journal.file);
  const types = (await reader.range(1, Infinity)).map(({ type }) => type);
  await reader.close();
  const count = (type: string) => types.filter((one) => one === type).length;
  expect([count('day.opened'), count('day.closed')]).toEqual([2, 1]);
  expect([count('ticket.issued'), count('ticket.finished'), count('ticket.abandoned')]).toEqual([4, 3, 1]);

  const again = await hall(folder, []);
  expect(again).toEqual({ code: 1, stdout: expect.stringContaining('use an empty data folder') });
});

test('rows whose times cannot be are told one by one, and what was put right is counted', async () => {
  const [head] = LOG.split('\n');
  const rows = `${head}
A1,a,w1,2026-03-02T09:00:02,2026-03-02T09:00:01,2026-03-02T09:00:00,2026-03-02T09:10:00,done
A2,a,w1,2026-03-02T09:01:00,2026-03-02T09:08:00,2026-03-02T09:08:00,2026-03-02T09:15:00,done
A3,a,w1,2026-03-02T23:58:00,2026-03-02T23:59:00,2026-03-02T23:59:00,2026-03-02T00:03:00,done
`;
  const { code, stdout } = await hall(temporaryFolder(), [], rows);
  expect(code).toBe(1);
  expect(stdout).toContain('line 4, ended_at: "2026-03-02T00:03:00", before started_at');
  expect(stdout).toContain('In 1 rows a time is later than the step after it');
  expect(stdout).toContain('1 times: A service ends after its window called the next');
});

test('a transferred ticket has its second service, and rows and classes that lead to nothing are told', async () => {
  const folder = temporaryFolder();
  const rows = `ticket,service,window,class,issued_at,called_at,started_at,ended_at,outcome
A1,a,w1,vip,2026-03-02T09:00:00,2026-03-02T09:05:00,2026-03-02T09:06:00,2026-03-02T09:10:00,transferred
A1,b,w2,vip,2026-03-02T09:10:00,2026-03-02T09:12:00,2026-03-02T09:13:00,2026-03-02T09:15:00,done
A2,a,w1,priority,2026-03-02T09:20:00,2026-03-02T09:25:00,2026-03-02T09:26:00,2026-03-02T09:30:00,done
A2,z,w1,,2026-03-02T10:20:00,2026-03-02T10:25:00,,,open
A2,a,w1,,2026-03-02T11:20:00,2026-03-02T11:25:00,,2026-03-02T11:30:00,done
`;
  const { code, stdout } = await hall(folder, [], rows);
  expect(code).toBe(1);
  expect(stdout).toContain('No class of this hall is called "vip"');
  expect(stdout).toContain('2 rows (first on line 2)');
  expect(stdout).toContain('There is no service "z". (first on line 5)');
  expect(stdout).toContain('1 rows led to nothing');
  expect(stdout).toContain('(first on line 6)');
  const { journal, state } = await Journal.open({ folder: join(folder, 'data') });
  await journal.close();
  const legs = Object.values(state.tickets).map(({ number, class: one, legs }) => [
    ...[number, one],
    ...legs.map(({ service, window, end }) => `${service} ${window} ${end}`),
  ]);
  expect(legs).toEqual([
    ['A1', undefined, 'a w1 transferred', 'b w2 done'],
    ['A2', 'priority', 'a w1 done'],
  ]);
});
