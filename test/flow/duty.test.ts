import { expect, it } from 'vitest';
import type { DutyLogView, DutyTerms } from '../../shared/duty/api.ts';
import { digestOf } from '../../bridge/journal/digest.ts';
import { businessDay } from '../../shared/time.ts';
import { hallWithService } from '../support/bad-rating.ts';
import { asking } from '../support/config.ts';
import { temporaryFolder } from '../support/folder.ts';
import { JournalFile } from '../support/journal-file.ts';
import { checkReadiness, signing } from '../support/readiness.ts';
import { runningHall } from '../support/running.ts';
import { until } from '../support/until.ts';

const zone = { zone: 'Asia/Shanghai', dayStart: '00:00' };

/** The log of today, and what may be done to it. */
function logAt(url: string) {
  const date = businessDay(Date.now(), zone);
  const path = `/api/duty/log/${date}`;
  return {
    date,
    read: () => asking<DutyLogView>(url, path),
    ask: (what: string, body: object) => asking<DutyLogView>(url, `${path}/${what}`, body),
  };
}

const topicsOf = ({ lines }: DutyLogView) => new Set(lines.map(({ topic }) => topic));

it('the day writes its own log, the leader edits and signs it, and corrections stand beside it', async () => {
  const folder = temporaryFolder();
  const { hall, screen, rateBadly } = await hallWithService({}, folder);
  await screen.command('takeOverDuty', { leader: '王主任' });
  const { data } = await rateBadly();
  await screen.command('handOverDuty', { to: '李主任', note: '差评待回访' });
  await screen.sees('duty.handedOver', ({ data: handed }) => handed.entries.includes(data.entry));
  const log = logAt(hall.url);
  const written = await log.read();
  expect(topicsOf(written)).toEqual(
    new Set(['opening', 'readiness', 'duty', 'flow', 'peak', 'wait', 'rating']),
  );
  const rating = written.lines.find(({ topic }) => topic === 'rating');
  expect(rating?.text.zh).toMatch(new RegExp(`1号窗口 A001 不满意，台账 ${data.entry}`));
  expect(rating?.seqs).toHaveLength(2);

  const line = rating?.id ?? '';
  expect(await log.ask('edit', { name: '李主任', line, was: '别的话', now: '改' })).toMatchObject({
    code: 'duty.noLine',
  });
  await log.ask('edit', { name: '李主任', line, was: rating?.text.zh, now: '1号窗口差评，已当面致歉' });
  const noted = await log.ask('note', { name: '李主任', text: '下午局长巡查' });
  expect(noted.lines.find(({ id }) => id === line)).toMatchObject({
    ...{ text: { zh: '1号窗口差评，已当面致歉' }, by: '李主任', was: rating?.text },
  });
  expect(
    await log.ask('sign', { name: '李主任', digest: written.digest, until: written.until, seq: written.seq }),
  ).toMatchObject({
    code: 'duty.changed',
  });
  expect(await log.ask('correct', { name: '李主任', line, now: '对', reason: '不对' })).toMatchObject({
    code: 'duty.notSigned',
  });
  const signed = await log.ask('sign', {
    name: '李主任',
    digest: noted.digest,
    until: noted.until,
    seq: noted.seq,
  });
  expect(signed.signed).toMatchObject({ name: '李主任', intact: true });
  expect(await log.ask('note', { name: '李主任', text: '再补一句' })).toMatchObject({ code: 'duty.signed' });

  const correction = { name: '陈局长', line, now: '2号窗口', reason: '窗口号写错' };
  const corrected = await log.ask('correct', correction);
  expect(corrected.lines).toEqual(signed.lines);
  expect(corrected.corrections).toMatchObject([{ ...correction, was: '1号窗口差评，已当面致歉' }]);
  await hall.stop();

  const again = await runningHall({}, { folder });
  const kept = await logAt(again.url).read();
  expect(kept.lines).toEqual(signed.lines);
  expect(kept.corrections).toHaveLength(1);
  const detail = await asking<{ event: { data: { log: unknown; sha256: string } } }>(
    again.url,
    `/api/events/${kept.signed?.seq}`,
  );
  expect(digestOf(detail.event.data.log)).toBe(detail.event.data.sha256);
});

it('a signed log that was altered in the file is said to be so', async () => {
  const folder = temporaryFolder();
  const hall = await runningHall({}, { folder });
  const log = logAt(hall.url);
  const { digest, until: seen, seq } = await log.read();
  const { signed } = await log.ask('sign', { name: '王主任', digest, until: seen, seq });
  expect(signed?.intact).toBe(true);
  await hall.stop();
  const file = new JournalFile(folder);
  file.run(`UPDATE events SET data = replace(data, '未开窗', '已开窗') WHERE seq = ${signed?.seq}`);
  file.close();
  const again = await runningHall({}, { folder });
  expect((await logAt(again.url).read()).signed).toMatchObject({ intact: false });
});

it('the roster comes from the rotation of the configuration, and says which days are off', async () => {
  const date = businessDay(Date.now(), zone);
  const hall = await runningHall({
    duty: { leaders: ['王主任', '李主任'], from: date, holidays: true },
    calendar: { holidays: [date] },
  });
  const terms = await asking<DutyTerms>(hall.url, '/api/duty');
  expect(terms.days.slice(0, 3)).toMatchObject([
    { date, leader: '王主任', by: 'rotation', workday: false },
    { leader: '李主任' },
    { leader: '王主任' },
  ]);
  expect(terms.logs).toEqual([date]);
  expect(await asking(hall.url, '/api/duty/log/2001-01-01')).toMatchObject({
    code: 'duty.noDay',
    status: 404,
  });
});

it('a log is signed as it was seen, though a failure goes on and somebody waits meanwhile', async () => {
  const { hall, screen } = await hallWithService();
  await screen.command('issueTicket', { service: 'A' });
  await screen.command('declareOutage', { system: '金税系统' });
  const log = logAt(hall.url);
  const seen = await log.read();
  const open = seen.lines.filter(({ id }) => id.startsWith('outage/'));
  expect(open).toHaveLength(1);
  // Time goes on, and the words with it.
  const later = await until(async () => {
    const next = await log.read();
    return next.digest === seen.digest ? null : next;
  }, 'another text');
  await screen.command('issueTicket', { service: 'A' });
  const name = '王主任';
  const noted = await log.ask('note', { name, text: '金税系统已报修' });
  expect(
    await log.ask('sign', { name, digest: later.digest, until: later.until, seq: later.seq }),
  ).toMatchObject({ code: 'duty.changed' });
  const {
    signed,
    until: told,
    lines,
  } = await log.ask('sign', {
    ...{ name, digest: noted.digest, until: noted.until, seq: noted.seq },
  });
  expect(signed).toMatchObject({ name, intact: true });
  expect([told, lines]).toEqual([noted.until, noted.lines]);
});

it('a log that was looked at long ago is looked at anew before it is signed', async () => {
  const { hall } = await hallWithService();
  const log = logAt(hall.url);
  const { digest, seq, until: seen } = await log.read();
  const former = { digest, seq, until: seen - 3_600_000 };
  expect(await log.ask('sign', { name: '王主任', ...former })).toMatchObject({ code: 'duty.changed' });
});

it('whoever has the turn is published and stands in the log before anybody has taken the duty over', async () => {
  const { hall } = await hallWithService({ duty: { leaders: ['李局'], from: '2026-01-01', holidays: true } });
  const terms = await asking<DutyTerms>(hall.url, '/api/duty');
  expect(terms.days[0]?.leader).toBe('李局');
  expect(await asking(hall.url, '/api/public')).toMatchObject({ leader: '李局' });
  expect((await logAt(hall.url).read()).leader).toBe('李局');
});

it('a line whose figures have moved since it was read is edited, and what the leader wrote is what stands', async () => {
  const { hall, screen } = await hallWithService();
  await screen.command('issueTicket', { service: 'A' });
  const log = logAt(hall.url);
  const seen = await log.read();
  const flow = seen.lines.find(({ id }) => id === 'flow');
  await screen.command('issueTicket', { service: 'A' });
  await screen.command('issueTicket', { service: 'B' });
  const moved = (await log.read()).lines.find(({ id }) => id === 'flow');
  expect(moved?.text).not.toEqual(flow?.text);
  const moment = { until: seen.until, seq: seen.seq };
  const asked = { name: '王主任', line: 'flow', was: flow?.text.zh, now: '上午平稳' };
  // Words that it never said are no reading of it.
  expect(await log.ask('edit', { ...asked, ...moment, was: '取号 999' })).toMatchObject({
    code: 'duty.noLine',
  });
  const edited = await log.ask('edit', { ...asked, ...moment });
  const line = edited.lines.find(({ id }) => id === 'flow');
  // What the day says by now stands beside it, and goes on.
  expect(line).toMatchObject({ text: { zh: '上午平稳' }, by: '王主任', was: moved?.text });
  await screen.command('issueTicket', { service: 'A' });
  const later = (await log.read()).lines.find(({ id }) => id === 'flow');
  expect(later).toMatchObject({ text: { zh: '上午平稳' }, by: '王主任' });
  expect(later?.was).not.toEqual(moved?.text);

  // Asked once more because the answer was lost, it is not written twice.
  const again = await log.ask('edit', { ...asked, ...moment });
  expect(again.lines.find(({ id }) => id === 'flow')?.edited).toBe(line?.edited);
});

it('two who edit one line: the second hears what the first wrote, loses nothing, and writes knowing it', async () => {
  const { hall, screen } = await hallWithService();
  await screen.command('issueTicket', { service: 'A' });
  const log = logAt(hall.url);
  const seen = await log.read();
  const was = seen.lines.find(({ id }) => id === 'flow')?.text.zh ?? '';
  const moment = { until: seen.until, seq: seen.seq };
  await screen.command('issueTicket', { service: 'A' });
  const [one, other] = await Promise.all([
    log.ask('edit', { name: '王主任', line: 'flow', was, now: '上午平稳', ...moment }),
    log.ask('edit', { name: '李主任', line: 'flow', was, now: '上午拥挤', ...moment }),
  ]);
  const refused = one.status === 409 ? one : other;
  const [first, second] = one.status === 409 ? ['李主任', '王主任'] : ['王主任', '李主任'];
  const [wrote, kept] = one.status === 409 ? ['上午拥挤', '上午平稳'] : ['上午平稳', '上午拥挤'];
  expect([one.status, other.status].sort()).toEqual([200, 409]);
  expect(refused).toMatchObject({ code: 'duty.lineEdited', params: { name: first, now: wrote } });
  expect(refused.message).toContain(wrote);
  const read = await log.read();
  const line = read.lines.find(({ id }) => id === 'flow');
  expect(line).toMatchObject({ text: { zh: wrote }, by: first });
  const knowing = { until: read.until, seq: read.seq };
  const done = await log.ask('edit', { name: second, line: 'flow', was: wrote, now: kept, ...knowing });
  const last = done.lines.find(({ id }) => id === 'flow');
  expect(last).toMatchObject({ text: { zh: kept }, by: second });
  // Both hands are among the events behind the line.
  expect(last?.seqs).toEqual(expect.arrayContaining([line?.edited, last?.edited]));
});

it('a line that was edited stays, also when the day writes it no more', async () => {
  const { hall, screen } = await hallWithService();
  await screen.command('openWindow', { window: '1' });
  const log = logAt(hall.url);
  const seen = await log.read();
  const line = seen.lines.find(({ topic }) => topic === 'readiness');
  expect(line?.id).toBe('readiness');
  const run = { line: 'readiness', was: line?.text.zh, until: seen.until, seq: seen.seq };
  await log.ask('edit', { name: '王主任', now: '因停电未自检，已人工检查', ...run });
  const { id } = await checkReadiness(hall.url);
  const { seq: sheet } = await signing(hall.url, id, { name: '李工' });
  const written = await log.read();
  expect(written.lines.some(({ id }) => id === `readiness/${sheet}`)).toBe(true);
  const kept = written.lines.find(({ id }) => id === 'readiness');
  expect(kept).toMatchObject({
    ...{ topic: 'readiness', by: '王主任', text: { zh: '因停电未自检，已人工检查' } },
    was: { zh: line?.text.zh },
  });
  // Who began before the line went is heard as well.
  const late = await log.ask('edit', { name: '王主任', now: '停电，已人工检查', ...run, was: kept?.text.zh });
  expect(late.code).toBe('duty.lineEdited');
  const { until: known, seq } = written;
  const knowing = { line: 'readiness', was: kept?.text.zh, until: known, seq };
  const done = await log.ask('edit', { name: '李主任', now: '停电，已人工检查', ...knowing });
  expect(done.lines.find(({ id }) => id === 'readiness')?.text.zh).toBe('停电，已人工检查');
  const { signed, lines } = await log.ask('sign', {
    ...{ name: '李主任', digest: done.digest, until: done.until, seq: done.seq },
  });
  expect(signed?.intact).toBe(true);
  expect(lines.some(({ id, text }) => id === 'readiness' && text.zh === '停电，已人工检查')).toBe(true);
});
