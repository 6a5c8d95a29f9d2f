import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { explain } from '../../bridge/explain.ts';
import { Journal } from '../../bridge/journal/journal.ts';
import { temporaryFolder } from '../support/folder.ts';
import { runningHall } from '../support/running.ts';
import { endingOf } from './ending.ts';

const hallFile = (folder: string, more = '') => {
  const file = join(folder, 'hall.yaml');
  writeFileSync(
    file,
    `name: { zh: 小厅, en: Small hall }
services: [{ id: a, prefix: A, name: { zh: 申报, en: Filing } }]
windows: [{ id: w1, number: 1, services: [a] }]
${more}`,
  );
  return file;
};

/** The program ends with an error, in one language, with these words and no stack. */
async function refuses(env: Record<string, string>, words: (string | RegExp)[]): Promise<void> {
  const { code, said } = await endingOf(env);
  expect(code).toBe(1);
  for (const word of words) expect(said).toMatch(word);
  expect(said).not.toMatch(/^\s+at /m);
}

/** What the program would say of a start that fails, in both languages. */
async function sayingsOf(start: Promise<unknown>, port = 0): Promise<{ zh: string; en: string }> {
  const error = await start.then(
    () => new Error('it started'),
    (reason: unknown) => reason,
  );
  return { zh: explain(error, port, 'zh'), en: explain(error, port, 'en') };
}

/** A journal of a hall that has had a day, closed again. */
async function usedFolder(): Promise<{ folder: string; file: string }> {
  const hall = await runningHall();
  await fetch(`${hall.url}/api/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"service":"A"}',
  });
  await hall.stop();
  return { folder: hall.folder, file: join(hall.folder, 'journal.sqlite') };
}

describe('the program does not start', () => {
  it('with a broken configuration, and says where it is broken and what to do', async () => {
    const folder = temporaryFolder();
    const config = hallFile(folder, 'zone: Mars\nwindow: []\n');
    const env = { HALL_CONFIG: config, HALL_DATA: folder };
    await refuses({ ...env, HALL_LANG: 'en' }, [
      `${config}:4:7  zone: expected an IANA time zone`,
      `${config}:5:1  window: no such field`,
    ]);
    await refuses({ ...env, HALL_LANG: 'zh' }, [
      `${config}:4:7  zone: 应为 IANA 时区名`,
      `${config}:5:1  window: 没有这个字段`,
    ]);
  });

  it('with a setting that is none, and names it', async () => {
    await refuses({ HALL_PORT: 'http', HALL_LANG: 'zh' }, [/^HALL_PORT=http 不是端口号/]);
  });

  it('on a folder that another one uses, and says so', async () => {
    const folder = temporaryFolder();
    const { journal } = await Journal.open({ folder });
    onTestFinished(() => journal.close());
    await refuses({ HALL_CONFIG: hallFile(folder), HALL_DATA: folder, HALL_LANG: 'en' }, [
      `Another Hallwatch is running on ${folder}`,
      'HALL_DATA',
    ]);
    const { zh } = await sayingsOf(Journal.open({ folder }));
    expect(zh).toMatch(`已有另一个厅况正在使用 ${folder}`);
  });

  it('on a journal that is another kind of file, and names it', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'journal.sqlite');
    const content = 'not a database at all, '.repeat(500);
    writeFileSync(file, content);
    await refuses({ HALL_CONFIG: hallFile(folder), HALL_DATA: folder, HALL_LANG: 'zh' }, [
      `日志文件 ${file} 无法读取`,
      '备份',
    ]);
    expect(readFileSync(file, 'utf8')).toBe(content);
  });
});

describe('a journal that cannot be used is named, with what to do', () => {
  it.each<[string, (file: string) => void]>([
    ['overwritten in its middle', (file) => scramble(file)],
    ['with an event that is cut off', (file) => overwrite(file, `UPDATE events SET data = '{"ticket":'`)],
    ['with a gap', (file) => overwrite(file, 'DELETE FROM events WHERE seq = 1')],
    ['without its tables', (file) => overwrite(file, 'DROP TABLE events')],
    ['of a later program', (file) => overwrite(file, 'PRAGMA user_version = 999')],
  ])('%s', async (_name, damage) => {
    const { folder, file } = await usedFolder();
    damage(file);
    const { zh, en } = await sayingsOf(runningHall({}, { folder }));
    expect(en).toMatch(`The journal ${file} cannot be read (`);
    expect(en).toMatch('restore a backup');
    expect(zh).toMatch(`日志文件 ${file} 无法读取`);
    // The folder is free again for whoever mends it.
    rmSync(file);
    for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    await runningHall({}, { folder });
  });

  it('a folder that is a file, which is not taken for another Hallwatch', async () => {
    const folder = join(temporaryFolder(), 'data');
    writeFileSync(folder, '');
    const { zh, en } = await sayingsOf(Journal.open({ folder }));
    expect(en).toMatch(`The data folder ${folder} cannot be used`);
    expect(zh).toMatch(`无法使用数据文件夹 ${folder}`);
  });

  it('a lock that is no lock, which is not taken for another Hallwatch either', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'lock.sqlite'), 'not a database at all, '.repeat(500));
    const { en } = await sayingsOf(Journal.open({ folder }));
    expect(en).toMatch(`The data folder ${folder} cannot be used`);
  });
});

describe('a port that is taken', () => {
  const lines = [{ id: 'mqtt', transport: { kind: 'mqtt' as const, url: 'embedded' } }];
  const devices = [{ id: 'kiosk', driver: 'kiosk-mqtt', line: 'mqtt', settings: { kiosk: 'k1' } }];

  it('of the pages is named with the setting that chooses another', async () => {
    const folder = temporaryFolder();
    const port = await takenPort();
    const env = { HALL_CONFIG: hallFile(folder), HALL_DATA: folder, HALL_PORT: String(port) };
    await refuses({ ...env, HALL_LANG: 'en' }, [`Port ${port} is taken`, 'HALL_PORT=']);
  });

  it('of the broker is named with the field that chooses another, and the folder is free again', async () => {
    const folder = temporaryFolder();
    const port = await takenPort();
    const { zh, en } = await sayingsOf(runningHall({ lines, devices, broker: { port } }, { folder }), 8080);
    expect(en).toMatch(new RegExp(`MQTT.*:${port} .*broker\\.port`));
    expect(zh).toMatch(new RegExp(`MQTT.*:${port}.*broker\\.port`));
    const hall = await runningHall({ lines, devices }, { folder });
    expect((await fetch(`${hall.url}/api/health`)).status).toBe(200);
  });
});

/** Does something to a journal behind its back. The snapshots go first: they would hide it. */
function overwrite(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(`DELETE FROM snapshots; ${sql}`);
  database.close();
}

/** Fills pages in the middle of a file with nonsense, as a bad disk does. */
function scramble(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 4096);
  writeFileSync(file, bytes);
}

async function takenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
