import { expect, it } from 'vitest';
import type { DutyLogView, DutyTerms } from '../../shared/duty/api.ts';
import { digestOf } from '../../bridge/journal/digest.ts';
import { businessDay } from '../../shared/time.ts';
import { hallWithService } from '../support/bad-rating.ts';
import { asking } from '../support/config.ts';
import { temporaryFolder } from '../support/folder.ts';
import { JournalFile } from '../support/journal-file.ts';
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
