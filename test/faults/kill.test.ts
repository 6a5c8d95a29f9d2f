import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { JournalReader } from '../../bridge/journal/reader.ts';
import type { HallEvent } from '../../shared/events/index.ts';
import { temporaryFolder } from '../support/folder.ts';
import { NumberedPad, startHall } from './numbered-pad.ts';

test('a kill at any moment loses no acknowledged press and doubles none', async () => {
  const folder = temporaryFolder();
  const pad = await new NumberedPad().listen();
  let n = 0;
  for (let life = 0; life < 6; life += 1) {
    const child = await startHall(folder, pad);
    const ended = once(child, 'exit');
    // Killed after another number of presses each time, and between two turns of its loop.
    const last = n + 3 + ((life * 7) % 23);
    let alive = true;
    while (alive) {
      n += 1;
      const pressed = pad.press(n);
      if (n >= last) setTimeout(() => child.kill('SIGKILL'), (life * 13) % 7);
      alive = await pressed;
    }
    await ended;
  }
  const { recorded, events } = await readPresses(folder);
  expect(pad.acknowledged.size).toBeGreaterThan(20);
  expect(recorded).toEqual(expect.arrayContaining([...pad.acknowledged]));
  expect(new Set(recorded).size).toBe(recorded.length);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
});

test('a full disk leaves presses unacknowledged and is survived', async () => {
  const folder = temporaryFolder();
  const pad = await new NumberedPad().listen();
  // Writing beyond the limit fails as on a full disk, instead of killing the program.
  const child = await startHall(folder, pad, `trap '' XFSZ; ulimit -S -f 1000; exec "$@"`);
  const ended = once(child, 'exit');
  let n = 1;
  // A press that is not recorded is not acknowledged; a pad would press on.
  while (n < 2000 && (await pad.press(n, 1000))) n += 1;
  expect(n).toBeGreaterThan(5);
  expect(n).toBeLessThan(2000);
  execFileSync('prlimit', [`--pid=${child.pid}`, '--fsize=unlimited']);
  n += 1;
  expect(await pad.press(n, 5000)).toBe(true);
  child.kill('SIGKILL');
  await ended;
  const { recorded } = await readPresses(folder);
  expect(recorded).toEqual(expect.arrayContaining([...pad.acknowledged]));
  expect(new Set(recorded).size).toBe(recorded.length);
});

async function readPresses(folder: string): Promise<{ recorded: number[]; events: HallEvent[] }> {
  const reader = new JournalReader(join(folder, 'journal.sqlite'));
  const events = await reader.range(1, Number.MAX_SAFE_INTEGER);
  await reader.close();
  const recorded = events
    .filter((event) => event.type === 'pad.keyPressed')
    .map(({ data }) => Number(data.digits?.join('')));
  return { recorded, events };
}
