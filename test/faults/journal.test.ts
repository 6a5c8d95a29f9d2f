import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { HallConfig } from '../../shared/config/schema.ts';
import { hallSchema } from '../../shared/config/schema.ts';
import { systemClock } from '../../bridge/clock/clock.ts';
import { Journal } from '../../bridge/journal/journal.ts';
import { createLog } from '../../bridge/log.ts';
import { LiveHall } from '../../bridge/operations/live-hall.ts';
import { temporaryFolder } from '../support/folder.ts';

const hall: HallConfig = hallSchema.parse({
  name: { zh: '测试厅', en: 'Test hall' },
  services: [{ id: 'a', prefix: 'A', name: { zh: '申报', en: 'Filing' } }],
  windows: [{ id: 'w1', number: 1, services: ['a'] }],
});

async function openHall(folder: string): Promise<{ journal: Journal; live: LiveHall }> {
  const { journal, state } = await Journal.open({ folder });
  const live = new LiveHall({ hall, journal, clock: systemClock, log: createLog('silent'), state });
  return { journal, live };
}

const press = (live: LiveHall) =>
  live.record({ device: 'pad-1' }, () => [{ type: 'pad.keyPressed', data: { window: 'w1', key: 'other' } }]);

test('a second bridge on the same folder is told that one is running', async () => {
  const folder = temporaryFolder();
  const { journal } = await Journal.open({ folder });
  await expect(Journal.open({ folder })).rejects.toThrow(/another Hallwatch is running/);
  await journal.close();
  const again = await Journal.open({ folder });
  await again.journal.close();
});

test('the state after a restart equals the state before it', async () => {
  const folder = temporaryFolder();
  const { journal, live } = await openHall(folder);
  for (let n = 0; n < 50; n += 1) await press(live);
  const before = structuredClone(live.state);
  await journal.close();
  const { journal: reopened, state } = await Journal.open({ folder });
  expect(state).toEqual(before);
  expect(reopened.epoch).toBe(journal.epoch);
  await reopened.close();
});

test('of a burst of commands none is carried out twice after a restart', async () => {
  const folder = temporaryFolder();
  const { journal, live } = await openHall(folder);
  const draft = { type: 'pad.keyPressed', data: { window: 'w1', key: 'other' } } as const;
  const commands = Array.from({ length: 1500 }, (_, n) => `command-${n}`);
  await Promise.all(commands.map((command) => live.record({ device: 'pad-1', command }, () => [draft])));
  await journal.close();
  const { journal: reopened } = await Journal.open({ folder });
  expect([...reopened.answered.keys()]).toEqual(commands);
  await reopened.close();
});

test('the folder of a journal is for nobody else: names and the secret of all codes lie in it', async () => {
  const folder = join(temporaryFolder(), 'new', 'hall');
  const { journal } = await Journal.open({ folder });
  expect(statSync(folder).mode & 0o077).toBe(0);
  await journal.close();
});
