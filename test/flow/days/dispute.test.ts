import { expect, it } from 'vitest';
import type { CommandInput } from '../../../shared/commands.ts';
import type { DutyLogView } from '../../../shared/duty/api.ts';
import type { EntryDetail, PersonAnswer } from '../../../shared/ledger/api.ts';
import { asking } from '../../support/config.ts';
import { Invariants } from '../../support/invariants.ts';
import { PadOfOne } from '../../support/pad.ts';
import { doubled, foldOf, recorded } from '../../support/recorded.ts';
import { ofType, Story } from '../../support/story.ts';

type Act = CommandInput<'actOnEntry'>['do'];

/** Services of a quiet morning at window 2: one every ten minutes, called after two, served for five. */
const QUIET = 20;

it('a day with a dispute: seen at once, answered by a checklist, and put right in the ledger', async () => {
  const pad = await PadOfOne.listen();
  const day = await Story.begin({
    date: '2026-03-31',
    at: '08:20',
    // The first two keys of this evaluator are 非常不满意 and 不满意.
    hall: { duty: { leaders: ['王主任', '李主任'] }, ...pad.config({ 0: 1, 1: 2, 2: 4, 3: 5 }) },
  });
  await day.ask('08:25', 'takeOverDuty', { leader: '王主任' });
  await day.ask('08:30', 'openWindow', { window: '1', clerk: '张丽' });
  await day.ask('08:30', 'openWindow', { window: '2', clerk: '李红' });

  // 09:00 At window 1 somebody hears for the third time that a paper is missing.
  await day.issue('08:40', 'B001');
  await pad.call(day, '08:58', 'B001');
  await pad.press(day, '09:00', 'start');
  await day.ask('09:12', 'callHelp', { reason: 'dispute', window: '1' });
  const help = Object.values(day.state.alerts).find(({ kind }) => kind === 'help.called');
  expect(help).toMatchObject({ about: { reason: 'dispute', window: '1' } });

  // 09:13 The leader goes there, and does what the checklist says.
  const [started] = ofType(
    await day.ask('09:13', 'startPlaybook', { playbook: 'conflict', alert: help?.id ?? '' }),
    'playbook.started',
  );
  const run = started?.data.run ?? '';
  await day.ask('09:13', 'markStep', { run, step: 'go' });
  await day.ask('09:15', 'markStep', { run, step: 'listen', note: '请到洽谈室' });
  await day.finish('09:20', '1', { outcome: 'returned' });

  // 09:21 The worst key: the wall knows at once, with window, ticket and grade.
  await pad.rate(day, '09:21', 0);
  const [rated] = ofType(day.screen.events, 'rating.given');
  const raised = ofType(day.screen.events, 'alert.raised').find(({ data }) => data.kind === 'rating.bad');
  const [opened] = ofType(day.screen.events, 'ledger.opened');
  expect(rated?.data).toMatchObject({ window: '1', grade: 1 });
  expect(raised).toMatchObject({
    cause: rated?.seq,
    data: { about: { window: '1', ticket: rated?.data.ticket, grade: 1 } },
  });
  expect((raised?.at ?? Infinity) - (rated?.at ?? 0)).toBeLessThanOrEqual(2000);
  // An entry with all that was known then, and a deadline of five working days: 清明 lies between.
  const entry = opened?.data.entry ?? '';
  expect(entry).toBe('2026-03-31/001');
  expect(opened?.data).toMatchObject({
    ...{ window: '1', clerk: '张丽', grade: 1, source: 'rating' },
    due: { date: '2026-04-08', days: 5, unit: 'working', certain: true },
  });
  const facts = Object.fromEntries(
    (opened?.data.evidence.facts ?? []).map(({ name, value }) => [name.zh, value.zh]),
  );
  expect(facts).toMatchObject({ 号票: 'B001', 窗口: '1号窗口', 等候: '18:00', 办理: '20:00' });
  expect(opened?.data.evidence.figures.length).toBeGreaterThan(5);
  await day.ask('09:22', 'acknowledgeAlert', { alert: raised?.data.alert ?? '' });
  await day.ask('09:25', 'markStep', { run, step: 'record' });
  await day.ask('09:26', 'markStep', { run, step: 'answer', note: '五个工作日内答复' });
  await day.ask('09:28', 'markStep', { run, step: 'ledger' });
  await day.ask('09:30', 'endPlaybook', { run });

  // The morning goes on elsewhere; a second bad key is a mistake of a child's hand.
  for (let n = 1; n <= QUIET; n += 1) {
    const minute = 580 + 10 * n;
    const clock = (more: number) =>
      `${String(Math.floor((minute + more) / 60)).padStart(2, '0')}:${String((minute + more) % 60).padStart(2, '0')}`;
    const number = `A${String(n).padStart(3, '0')}`;
    await day.issue(clock(0), number);
    await day.call(clock(2), '2', number);
    await day.start(clock(3), '2');
    await day.finish(clock(8), '2');
  }
  await day.issue('14:00', 'B002');
  await pad.call(day, '14:05', 'B002');
  await pad.press(day, '14:06', 'start');
  await pad.press(day, '14:14', 'finish');
  await pad.rate(day, '14:15', 1);
  const mistaken = '2026-03-31/002';
  const act = (clock: string, id: string, officer: string, asked: Act) =>
    day.ask(clock, 'actOnEntry', { entry: id, officer, do: asked });
  const refused = (clock: string, id: string, officer: string, asked: Act) =>
    day.refusal(clock, 'actOnEntry', { entry: id, officer, do: asked });
  await act('14:20', mistaken, '王主任', { act: 'exclude', why: 'mistaken', reason: '孩子误按' });
  const review: Act = { act: 'review', upheld: true, reason: '监控核实，同意' };
  expect(await refused('14:21', mistaken, '王主任', review)).toBe('ledger.needsOther');
  await act('14:22', mistaken, '李主任', review);

  // The person gives the name; the entry goes to a department, and the power fails over it.
  const person = { name: '张小明', contact: '13812345678' };
  await act('15:00', entry, '王主任', { act: 'name', person });
  await act('15:05', entry, '王主任', { act: 'assign', owner: '征管科' });
  const before = structuredClone(day.state.ledger);
  await day.powerFails('15:10');
  expect(day.state.ledger).toEqual(before);
  await act('15:30', entry, '刘科长', { act: 'accept' });

  // 17:40 The windows that nobody closed have closed by themselves; the leader reads the log and signs.
  await day.at('17:40');
  expect(Object.values(day.state.windows).map(({ mode }) => mode)).toEqual(['closed', 'closed']);
  const path = `/api/duty/log/${day.date}`;
  const log = await asking<DutyLogView>(day.hall.url, path);
  const lines = log.lines.map(({ text }) => text.zh).join('\n');
  for (const named of [
    entry,
    '非常不满意',
    'B001',
    '求援',
    '09:13 启动预案“征纳冲突”，完成 5/5 步，09:30 结束',
    '王主任',
    '取号 22，办结 22',
  ]) {
    expect(lines).toContain(named);
  }
  expect(lines).not.toMatch(/张小明|13812345678/);
  const { digest, until, seq } = log;
  await asking(day.hall.url, `${path}/sign`, { name: '王主任', digest, until, seq });
  expect((await asking<DutyLogView>(day.hall.url, path)).signed).toMatchObject({
    name: '王主任',
    intact: true,
  });
  const report = await day.night();
  const value = (id: keyof typeof report.figures) => report.figures[id].value;
  expect(report).toMatchObject({ closed: true, leftovers: 0, grades: { 1: 1, 2: 1 } });
  expect([value('arrivals'), value('served'), value('ratingCount')]).toEqual([22, 22, 2]);
  // Two minutes twenty times, 18 and 5: the middle is two, and one of 22 waited too long.
  expect(value('waitMedian')).toBe(120);
  expect(value('serviceLevel')).toBeCloseTo(21 / 22);
  // One of the two was excluded; the other is open.
  expect(value('ledgerOpen')).toBe(1);
  expect(report.littleDeviation).toBeLessThan(0.01);

  // What was promised is done, but the call-back cannot be skipped, and dissatisfaction goes back.
  await day.at('10:00', '2026-04-03');
  await act('10:00', entry, '刘科长', { act: 'act', branch: 'deadline', text: '补充一次性告知单' });
  expect(await refused('10:05', entry, '王主任', { act: 'close' })).toBe('ledger.needsCallBack');
  await act('10:10', entry, '王主任', { act: 'callBack', reached: false, text: '无人接听' });
  expect(await refused('10:11', entry, '王主任', { act: 'close' })).toBe('ledger.needsCallBack');
  const unhappy: Act = { act: 'callBack', reached: true, content: 'dissatisfied', text: '要求当面致歉' };
  await act('15:00', entry, '王主任', unhappy);
  expect(day.state.ledger.entries[entry]).toMatchObject({ state: 'handling' });

  // Six days later, three of them off: the last working day is told, and it is closed in time.
  await day.at('09:00', '2026-04-08');
  expect(day.state.ledger.entries[entry]?.reminded).toEqual(['soon']);
  await act('10:00', entry, '刘科长', { act: 'act', branch: 'deadline', text: '当面致歉' });
  const content: Act = { act: 'callBack', reached: true, content: 'satisfied', text: '表示满意' };
  await act('11:00', entry, '王主任', content);
  await act('11:05', entry, '王主任', { act: 'close' });
  const closing = await day.report('2026-04-08');
  expect(closing.figures.badOnTimeRate).toMatchObject({ value: 1, n: 1 });
  expect(closing.figures.badClosureRate).toMatchObject({ value: 1, n: 1 });

  // The clerk appeals; another than who appealed looks at it, and a new round begins with a new deadline.
  await day.at('09:00', '2026-04-09');
  await act('09:00', entry, '张丽', { act: 'appeal', reason: '已按规定一次性告知' });
  const again: Act = { act: 'review', upheld: true, reason: '告知单有签收' };
  expect(await refused('09:05', entry, '张丽', again)).toBe('ledger.needsOther');
  await act('09:10', entry, '李主任', again);
  expect(day.state.ledger.entries[entry]).toMatchObject({ state: 'handling', due: { date: '2026-04-16' } });
  await act('09:20', entry, '刘科长', { act: 'act', branch: 'explain', text: '向双方说明' });
  await act('09:30', entry, '王主任', content);
  await act('09:35', entry, '王主任', { act: 'close' });

  // What was frozen on the day is what it says now.
  const detail = await asking<EntryDetail>(day.hall.url, `/api/ledger/entries/${entry}`);
  expect(JSON.stringify(detail)).not.toMatch(/张小明|13812345678/);
  const look = { entry, officer: '王主任', reason: '回访归档' };
  expect((await asking<PersonAnswer>(day.hall.url, '/api/ledger/person', look)).person).toEqual(person);
  expect(detail.entry).toMatchObject({ state: 'closed', how: 'explain' });
  expect(detail.events[0]?.data).toEqual(opened?.data);
  const events = await recorded(day.hall.folder);
  expect(Invariants.of(events)).toEqual([]);
  expect(doubled(events)).toEqual([]);
  expect(foldOf(events)).toEqual(day.hall.bridge.live.state);
  expect((await asking<DutyLogView>(day.hall.url, path)).signed).toMatchObject({ intact: true });
}, 120_000);
