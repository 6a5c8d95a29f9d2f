import { expect, it } from 'vitest';
import type { CommandInput } from '../../shared/commands.ts';
import type {
  EntryDetail,
  ImportAnswer,
  LedgerArchive,
  LedgerTerms,
  PersonAnswer,
} from '../../shared/ledger/api.ts';
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
  expect(detail).toMatchObject({ status: 200, entry: { state: 'closed', person: { name: '张*明' } } });
  expect(detail.events.map(({ type }) => type)).toEqual([
    ...['ledger.opened', 'ledger.personNamed', 'ledger.actionTaken', 'ledger.calledBack', 'ledger.closed'],
  ]);
  expect(detail.events[0]?.data).toEqual(opened.data);
  const csv = await (await fetch(`${again.url}/api/ledger/ledger.csv?lang=zh`)).text();
  expect(csv).toContain(entry);
  expect(csv).toContain('立行立改');
  expect(csv).not.toContain('张小明');
});

it('who a person is is told to whoever says what for, once that is on disk, and to nobody else', async () => {
  const folder = temporaryFolder();
  const hall = await runningHall({}, { folder });
  const screen = await Screen.watching(hall.url);
  await screen.command('openEntry', {
    ...namedRating,
    ...{ title: '张小明反映排队太久', text: '张小明留言：请打 13812345678，或找家人 13900001111' },
  });
  const { data } = await screen.sees('ledger.opened');
  const { entry } = data;
  const act = (asked: Act) => screen.command('actOnEntry', { entry, officer: '王主任', do: asked });
  await act({ act: 'act', branch: 'explain', text: '已向张小明说明' });
  await act({ act: 'note', text: '张小明下午可接 13812345678' });
  await act({
    ...{ act: 'correct', corrects: (await screen.sees('ledger.opened')).seq, field: 'title' },
    ...{ now: '张小明反映排队太久', reason: '核对' },
  });
  const path = `/api/ledger/entries/${entry}`;
  const read = async () => {
    const { entries } = await asking<LedgerArchive>(hall.url, '/api/ledger/entries');
    const detail = await asking<EntryDetail>(hall.url, path);
    const seqs = detail.events.map(({ seq }) => seq);
    const pages = await Promise.all(seqs.map((seq) => asking(hall.url, `/api/events/${seq}`)));
    const listed = await asking(hall.url, `/api/events?seqs=${seqs.join(',')}`);
    const state = await asking(hall.url, '/api/state');
    const csv = await (await fetch(`${hall.url}/api/ledger/ledger.csv`)).text();
    return JSON.stringify([entries, detail, pages, listed, state, csv, screen.events, screen.state]);
  };
  const secret = /张小明|13812345678|13900001111/;
  expect(await read()).not.toMatch(secret);
  expect(await asking<EntryDetail>(hall.url, path)).toMatchObject({
    entry: { title: '张*明反映排队太久', person: { name: '张*明', contact: '********678' } },
    events: [
      { data: { text: '张*明留言：请打 ********678，或找家人 ********111' } },
      { data: { text: '已向张*明说明' } },
      { data: { text: '张*明下午可接 ********678' } },
      { data: { now: '张*明反映排队太久' } },
    ],
  });

  // Nobody is told without a word what for.
  const ask = (body: object) => asking<PersonAnswer>(hall.url, '/api/ledger/person', { entry, ...body });
  expect(await ask({ officer: '王主任', reason: '' })).toMatchObject({ code: 'command.malformed' });
  expect(await ask({ officer: '', reason: '回访' })).toMatchObject({ code: 'command.malformed' });
  const nowhere = { entry: '2001-01-01/001', officer: '王主任', reason: '回访' };
  expect(await ask(nowhere)).toMatchObject({ status: 404, code: 'ledger.unknown' });
  const told = await ask({ officer: '王主任', reason: '回访张小明' });
  expect(told.person).toEqual({ name: '张小明', contact: '13812345678' });
  expect(told.events[0]?.data).toMatchObject({ text: expect.stringContaining('13900001111') as string });

  // The look stands in the story; who goes on with it leaves no second one, somebody else does.
  const looks = async () =>
    (await asking<EntryDetail>(hall.url, path)).events
      .filter(({ type }) => type === 'ledger.personViewed')
      .map(({ seq, data: look }) => ({ seq, ...look }));
  expect(await looks()).toEqual([{ seq: told.look, entry, officer: '王主任', reason: '回访张*明' }]);
  expect(await ask({ officer: '王主任', reason: '再打一次', look: told.look })).toMatchObject({
    look: told.look,
  });
  const other = await ask({ officer: '李主任', reason: '复核', look: told.look });
  expect((await looks()).map(({ seq }) => seq)).toEqual([told.look, other.look]);
  await screen.sees('ledger.personViewed', ({ seq }) => seq === other.look);
  expect(await read()).not.toMatch(secret);

  // A life later nothing has come out, and who was named can still be asked for.
  await hall.stop();
  const again = await runningHall({}, { folder });
  expect(JSON.stringify(again.bridge.live.state)).not.toMatch(secret);
  const later = await asking<PersonAnswer>(again.url, '/api/ledger/person', {
    ...{ entry, officer: '王主任', reason: '回访' },
  });
  expect(later.person?.name).toBe('张小明');
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
  const broken = await asking(hall.url, '/api/ledger/preview', {
    ...table,
    text: '标题,类别\n"无人值守,纪律\n',
  });
  expect(broken).toMatchObject({
    status: 409,
    code: 'table.quotes',
    message: expect.stringContaining('line 2'),
  });
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
