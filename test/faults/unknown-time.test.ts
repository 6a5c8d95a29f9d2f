import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { JournalReader } from '../../bridge/journal/reader.ts';
import { temporaryFolder } from '../support/folder.ts';
import { NumberedPad, startHall } from './numbered-pad.ts';

it('after a kill nothing is known of a device from the last event on, and it does not count as up', async () => {
  const folder = temporaryFolder();
  const pad = await new NumberedPad().listen();
  const child = await startHall(folder, pad);
  expect(await pad.press(1)).toBe(true);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  const reader = new JournalReader(join(folder, 'journal.sqlite'));
  const before = await reader.range(1, Number.MAX_SAFE_INTEGER);
  const last = before.at(-1);
  const again = await startHall(folder, pad);
  expect(await pad.press(2)).toBe(true);
  again.kill('SIGKILL');
  const [doubted] = await reader.range((last?.seq ?? 0) + 1, (last?.seq ?? 0) + 2);
  await reader.close();
  expect(doubted).toMatchObject({
    type: 'device.availabilityChanged',
    device: 'pad-1',
    at: last?.at,
    data: { availability: 'unknown', reason: 'starting' },
  });
});
