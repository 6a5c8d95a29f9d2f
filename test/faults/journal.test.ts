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
