import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { Journal } from '../../../bridge/journal/journal.ts';
import { JournalReader } from '../../../bridge/journal/reader.ts';
import { Boards } from '../../../bridge/reports/boards.ts';
import { publicHall, smallHall } from '../../support/hall.ts';
import { temporaryFolder } from '../../support/folder.ts';

it('a channel that held a phone is known by every configuration that a day ended with, and those since', async () => {
  const { journal } = await Journal.open({ folder: temporaryFolder() });
  await journal.close();
  const ended = (...devices: object[]) => JSON.stringify({ devices });
  const database = new DatabaseSync(journal.file);
  database.exec(
    `INSERT INTO days (date, seq, hall) VALUES
      ('2026-03-02', 1, '${ended({ id: 'old', phones: [9, 10] }, { id: 'pad' })}'),
      ('2026-03-03', 2, '${ended({ id: 'old', phones: [9] })}'),
      ('2026-03-04', 3, NULL)`,
  );
  database.close();
  const boards = new Boards(new JournalReader(journal.file), publicHall(smallHall()));
  const board = { ...{ id: 'new', line: 'l', kind: 'locker', driver: 'd' }, name: { zh: '', en: '' } };
  boards.configure({ devices: [{ ...board, phones: [3] }] });
  boards.configure({ devices: [board] });
  expect(boards.devices).toEqual([
    { id: 'new', phones: [3] },
    { id: 'old', phones: [9, 10] },
  ]);
});
