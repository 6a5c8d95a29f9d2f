import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { Journal } from '../../bridge/journal/journal.ts';
import { JournalReader } from '../../bridge/journal/reader.ts';
import { liveHall } from '../support/live.ts';

/** Two days with a visit each, and the states that were kept as another program would have left them. */
async function leftByAnotherProgram() {
  const first = await liveHall({ at: '09:00' });
  for (const date of ['2026-03-02', '2026-03-03', '2026-03-04']) {
    first.set('09:00', date);
    await first.ask('issueTicket', { service: 'A' });
    await first.ask('openWindow', { window: '1' });
    await first.ask('callNext', { window: '1' });
    first.live.keepSnapshot();
  }
  const state = structuredClone(first.live.state);
  await first.close();
  const database = new DatabaseSync(first.journal.file);
  database.exec(`UPDATE snapshots SET fold = 'another', state = '{"seq":' || seq || '}'`);
  database.close();
  return { folder: first.folder, file: first.journal.file, state };
}

test('states kept by another fold are not built upon: the journal is folded from its first event', async () => {
  const { folder, state } = await leftByAnotherProgram();
  const again = await Journal.open({ folder });
  expect(again.state).toEqual(state);
  await again.journal.close();
});

test('the state before every day is kept anew', async () => {
  const { folder, file } = await leftByAnotherProgram();
  const { journal } = await Journal.open({ folder });
  await journal.close();
  const database = new DatabaseSync(file);
  const kept = database
    .prepare('SELECT days.date FROM snapshots JOIN days ON days.seq - 1 = snapshots.seq')
    .all();
  expect(kept.map(({ date }) => date)).toEqual(['2026-03-02', '2026-03-03', '2026-03-04']);
  expect(database.prepare(`SELECT count(*) AS n FROM snapshots WHERE fold = 'another'`).get()).toEqual({
    n: 0,
  });
  database.close();
  const reader = new JournalReader(file);
  const day = await reader.stateOf('2026-03-03');
  expect(Object.keys(day?.state.tickets ?? {})).toHaveLength(1);
  expect(day?.state.day?.date).toBe('2026-03-03');
  await reader.close();
});
