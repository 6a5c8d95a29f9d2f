import { expect, it } from 'vitest';
import type { CommandInput } from '../../shared/commands.ts';
import type { EntryDetail, ImportAnswer, LedgerArchive, LedgerTerms } from '../../shared/ledger/api.ts';
import { hallWithService } from '../support/bad-rating.ts';
import { asking } from '../support/config.ts';
import { temporaryFolder } from '../support/folder.ts';
import { namedRating } from '../support/ledger.ts';
import { runningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';

type Act = CommandInput<'actOnEntry'>['do'];

it('a bad key opens an entry, which is put right, called back and closed, and survives a restart', async () => {
  const folder = temporaryFolder();
  const { hall, screen, rateBadly } = await hallWithService({}, folder);
  const opened = await rateBadly();
  const { entry } = opened.data;
  expect(entry).toMatch(/^\d{4}-\d{2}-\d{2}\/001$/);
  const pressed = await screen.sees('evaluator.keyPressed');
  const given = await screen.sees('rating.given', ({ cause }) => cause === pressed.seq);
  expect(opened).toMatchObject({ cause: given.seq, data: { window: '1', grade: 2, source: 'rating' } });
  const evaluator = opened.data.evidence.facts.find(({ name }) => name.zh === '设备 评价器');
  expect(evaluator?.value.zh).toContain('在线');

  const act = (asked: Act, officer = '王主任') => screen.command('actOnEntry', { entry, officer, do: asked });
  expect(await act({ act: 'name', person: { name: '张小明', contact: '13812345678' } })).toMatchObject({
    ok: true,
  });
  expect(await act({ act: 'close' })).toEqual({
    ok: false,
    code: 'ledger.notNew',
    params: { entry },
  });
  await act({ act: 'act', branch: 'atOnce', text: '当场补办并致歉' });
  expect(await act({ act: 'close' })).toMatchObject({ ok: false, code: 'ledger.needsCallBack' });
  await act({ act: 'callBack', reached: true, content: 'satisfied', text: '表示满意' });
  expect(await act({ act: 'close' })).toMatchObject({ ok: true });
  await screen.sees('ledger.closed');
  expect(screen.state.ledger.entries[entry]).toMatchObject({ state: 'closed', how: 'atOnce' });
  // No screen ever hears the name; the entry itself has it.
  expect(JSON.stringify([screen.events, screen.state])).not.toMatch(/张小明|13812345678/);
  const named = await screen.sees('ledger.personNamed');
  expect(await asking(hall.url, `/api/events/${named.seq}`)).toMatchObject({
    event: { data: { person: { name: '张*明', contact: '********678' } } },
  });
  await hall.stop();

  const again = await runningHall({}, { folder });
  const detail = await asking<EntryDetail>(again.url, `/api/ledger/entries/${entry}`);
  expect(detail).toMatchObject({ status: 200, person: { name: '张小明' }, entry: { state: 'closed' } });
  expect(detail.events.map(({ type }) => type)).toEqual([
    ...['ledger.opened', 'ledger.personNamed', 'ledger.actionTaken', 'ledger.calledBack', 'ledger.closed'],
  ]);
  expect(detail.events[0]?.data).toEqual(opened.data);
  const csv = await (await fetch(`${again.url}/api/ledger/ledger.csv?lang=zh`)).text();
  expect(csv).toContain(entry);
  expect(csv).toContain('立行立改');
  expect(csv).not.toContain('张小明');
});

it('a table of findings is looked at before it is taken in, and is taken in once', async () => {
  const hall = await runningHall();
  const table = {
    ...{ source: 'inspection', officer: '王主任', file: '暗访.csv' },
    text: [
      '编号,标题,类别,窗口,内容,姓名,电话',
      'A-1,窗口无人值守,纪律,1,"下午三点,无人",,',
      'A-2,显示屏不亮,设备,2,,李大明,13900001111',
      'A-3,没有这个窗口,纪律,99,,,',
      'A-4,类别不对,天气,,,,',
      'A-1,窗口无人值守,纪律,1,,,',
      ',,,,,,',
    ].join('\r\n'),
  };
  const before = await asking<ImportAnswer>(hall.url, '/api/ledger/preview', table);
  expect(before.rows.map(({ line, verdict }) => [line, verdict])).toEqual([
    ...[
      [2, 'new'],
      [3, 'new'],
      [4, 'wrong'],
      [5, 'wrong'],
      [6, 'known'],
    ],
  ]);
  expect(before.rows[1]?.person).toBe('李*明');
  expect((await asking<LedgerArchive>(hall.url, '/api/ledger/entries')).entries).toEqual([]);
  const taken = await asking<ImportAnswer>(hall.url, '/api/ledger/import', table);
  expect(taken.counts).toEqual({ new: 2, known: 1, wrong: 2 });
  const again = await asking<ImportAnswer>(hall.url, '/api/ledger/import', table);
  expect(again.counts).toEqual({ new: 0, known: 3, wrong: 2 });
  const { entries } = await asking<LedgerArchive>(hall.url, '/api/ledger/entries');
  expect(entries.map(({ title, window }) => [title, window])).toEqual([
    ['显示屏不亮', '2'],
    ['窗口无人值守', '1'],
  ]);
  const empty = await asking(hall.url, '/api/ledger/preview', { ...table, text: 'nothing here' });
  expect(empty).toMatchObject({ status: 409, code: 'ledger.noRows' });
});

it('says by which table and calendar it counts, and asks for another person where one is needed', async () => {
  const hall = await runningHall({
    ledger: { deadlines: { rating: { days: 7, because: '市局通知' } }, owners: ['征管科'] },
  });
  const terms = await asking<LedgerTerms>(hall.url, '/api/ledger');
  expect(terms.rules.find(({ id }) => id === 'rating')).toMatchObject({
    days: 7,
    provenance: { en: 'This hall: 市局通知' },
  });
  expect(terms.owners).toEqual(['征管科']);
  const screen = await Screen.watching(hall.url);
  await screen.command('openEntry', { ...namedRating, person: undefined });
  const { data } = await screen.sees('ledger.opened');
  const exclude: Act = { act: 'exclude', why: 'mistaken', reason: '误按' };
  await screen.command('actOnEntry', { entry: data.entry, officer: '王主任', do: exclude });
  const review: Act = { act: 'review', upheld: true, reason: '同意' };
  const refused = await screen.command('actOnEntry', { entry: data.entry, officer: '王主任', do: review });
  expect(refused).toMatchObject({ code: 'ledger.needsOther', params: { by: '王主任' } });
  expect(await asking(hall.url, '/api/ledger/entries/2001-01-01/001')).toMatchObject({ status: 404 });
});
