import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  lstatSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { ConfigHistory, digestOf } from '../../bridge/config/history.ts';
import { replaceFile } from '../../bridge/config/replace.ts';
import type { ConfigAnswer } from '../../shared/config/versions.ts';
import { applying, asking, configOf, editing } from '../support/config.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startProgram } from '../support/program.ts';
import { Screen } from '../support/screen.ts';
import { endingOf } from './ending.ts';
import { NumberedPad, startHall } from './numbered-pad.ts';

const WRITER = fileURLToPath(new URL('./config-writer.ts', import.meta.url));

const text = `# the hall
name: { zh: 小厅, en: Small hall }
services: [{ id: a, prefix: A, name: { zh: 申报, en: Filing } }]
windows: [{ id: w1, number: 1, services: [a] }]
lines: [{ id: bus, transport: { kind: tcp, host: 127.0.0.1, port: 1 } }]
devices: []
`;
const pad = { id: 'pad-1', driver: 'ff68-pad', line: 'bus', window: 'w1', settings: { address: 1 } };

/** A hall of one file, as a program that can be ended and started again. */
function hallOfAFile() {
  const folder = temporaryFolder();
  const file = join(folder, 'hall.yaml');
  writeFileSync(file, text);
  const start = async (more: Record<string, string> = {}) => {
    const program = await startProgram({ HALL_CONFIG: file, HALL_DATA: join(folder, 'data'), ...more });
    onTestFinished(() => program.kill());
    return program;
  };
  return { folder, file, start };
}

test('a writer that is killed between writing and renaming leaves the old file or the new one, whole', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'hall.yaml');
  writeFileSync(file, 'a'.repeat(100_000));
  const seen = new Set<string>();
  for (let round = 0; round < 12; round += 1) {
    const child = spawn(process.execPath, [WRITER, file, 'a', 'b']);
    let steps = 0;
    const watcher = watch(folder, (_event, name) => {
      // The new text lies beside the file: this is the moment.
      if (name === '.hall.yaml.new' && ++steps > 3 * round) child.kill('SIGKILL');
    });
    await once(child, 'exit');
    watcher.close();
    const found = readFileSync(file, 'utf8');
    expect(found).toHaveLength(100_000);
    expect(new Set(found).size).toBe(1);
    seen.add(found.charAt(0));
  }
  // What such an end leaves beside the file is cleared away by the next change.
  await (await replaceFile(file, 'c')).keep();
  expect(readdirSync(folder)).toEqual(['hall.yaml']);
  expect(seen.size).toBeGreaterThan(0);
});

test('a file behind a symbolic link is replaced where it lies, with the rights it had', async () => {
  const folder = temporaryFolder();
  const [file, link] = [join(folder, 'real.yaml'), join(folder, 'hall.yaml')];
  writeFileSync(file, 'old');
  chmodSync(file, 0o640);
  symlinkSync(file, link);
  const replaced = await replaceFile(link, 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  await replaced.undo();
  expect(readFileSync(file, 'utf8')).toBe('old');
  await (await replaceFile(link, 'newer')).keep();
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o640);
});

test('a change that was answered is in force after a kill, and recorded once', async () => {
  const { file, start } = hallOfAFile();
  const first = await start();
  expect(await editing(first.url, { kind: 'putDevice', device: pad })).toMatchObject({ ok: true });
  await first.kill();
  const second = await start();
  expect(await configOf(second.url)).toMatchObject({
    version: { version: 2, origin: 'edited', by: { who: 'person:loopback' } },
    hall: { devices: [{ id: 'pad-1' }] },
  });
  expect(readFileSync(file, 'utf8')).toMatch(/^# the hall\n/);
  const screen = await Screen.watching(second.url);
  expect(screen.state.configuration).toMatchObject({ version: 2 });
});

test('a change that was prepared when the power went, and never came into force, leaves no version', async () => {
  const { folder, file, start } = hallOfAFile();
  await (await start()).stop();
  const history = await ConfigHistory.open(join(folder, 'data'));
  const [first] = history.versions;
  const prepared = text.replace('number: 1', 'number: 2');
  await history.add({ ...first!, version: 2, sha256: digestOf(prepared) }, prepared);
  const { url } = await start();
  expect((await configOf(url)).version).toMatchObject({ version: 1 });
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(await editing(url, { kind: 'putDevice', device: pad })).toMatchObject({ version: { version: 2 } });
});

test('a file that was edited while the bridge was away is a version of its own, with what changed', async () => {
  const { file, start } = hallOfAFile();
  await (await start()).stop();
  writeFileSync(file, readFileSync(file, 'utf8').replace('number: 1', 'number: 7'));
  const { url } = await start();
  expect(await configOf(url)).toMatchObject({
    version: { version: 2, origin: 'found', summary: [{ en: 'Window "w1", number: 1 → 7' }] },
  });
  const screen = await Screen.watching(url);
  expect(screen.state.configuration).toMatchObject({ version: 2 });
});

test('a file that was broken while the bridge was away does not keep the hall shut, and everyone is told', async () => {
  const { folder, file, start } = hallOfAFile();
  await (await start()).stop();
  writeFileSync(file, text.replace('number: 1', 'number: 0'));
  const program = await start();
  const answer = await configOf(program.url);
  expect(answer).toMatchObject({
    version: { version: 1 },
    hall: { windows: [{ number: 1 }] },
    disk: { mistakes: [{ line: 4, field: 'windows[0].number', message: { en: 'must be at least 1' } }] },
  });
  // It is put right from the page, and the broken text is not lost.
  const over = answer.disk?.sha256 ?? '';
  const mended = await applying(program.url, { kind: 'version', version: 1 }, { over });
  expect(mended).toMatchObject({ ok: true, version: { version: 2 } });
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(readFileSync(join(folder, 'data/config/000002.set-aside.yaml'), 'utf8')).toContain('number: 0');
});

test('a broken file that never was in force starts nothing', async () => {
  const { folder, file } = hallOfAFile();
  writeFileSync(file, text.replace('number: 1', 'number: 0'));
  const { code, said } = await endingOf({ HALL_CONFIG: file, HALL_DATA: folder, HALL_LANG: 'en' });
  expect(code).toBe(1);
  expect(said).toContain(`${file}:4:29  windows[0].number: must be at least 1`);
});

test('a full disk refuses a change in words, leaves the old file whole, and is survived', async () => {
  const folder = temporaryFolder();
  const pads = await new NumberedPad().listen();
  const child = await startHall(folder, pads, `trap '' XFSZ; exec "$@"`);
  onTestFinished(() => void child.kill('SIGKILL'));
  const name = { zh: '新名', en: 'New name' };
  const before = await asking<ConfigAnswer>(child.url, '/api/config');
  const [device] = before.hall.devices;
  const change = (zh: string) =>
    editing(child.url, { kind: 'putDevice', device: { ...device, name: { ...name, zh } } });
  expect(await change('一')).toMatchObject({ ok: true });
  const written = readFileSync(join(folder, 'hall.yaml'), 'utf8');
  // Nothing may grow beyond a few bytes, as on a disk that is full.
  execFileSync('prlimit', [`--pid=${child.pid}`, '--fsize=100:unlimited']);
  const refused = await change('二');
  expect(refused).toMatchObject({ status: 503, code: 'config.notWritten' });
  expect(refused.message).toMatch(/cannot be written.*Check the disk/);
  expect(readFileSync(join(folder, 'hall.yaml'), 'utf8')).toBe(written);
  expect((await configOf(child.url)).version.version).toBe(2);
  execFileSync('prlimit', [`--pid=${child.pid}`, '--fsize=unlimited']);
  expect(await change('三')).toMatchObject({ ok: true, version: { version: 3 } });
  const leftovers = readdirSync(folder).filter((one) => one.startsWith('.hall'));
  expect(leftovers).toEqual([]);
});
