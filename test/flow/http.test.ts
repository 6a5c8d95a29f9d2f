import { gunzipSync, gzipSync } from 'node:zlib';
import type { Log } from '../../bridge/log.ts';
import { describe, expect, it } from 'vitest';
import type { DailyReport } from '../../shared/api.ts';
import { businessDay } from '../../shared/time.ts';
import { TABLES } from '../../bridge/reports/csv.ts';
import { JournalFile } from '../support/journal-file.ts';
import { runningHall } from '../support/running.ts';
import { rawRequest } from '../support/raw-http.ts';
import { Screen } from '../support/screen.ts';
import { keepingLog } from '../support/log.ts';

/** A hall in which one ticket of service A was served at window 1 today. */
async function servedHall(log?: Log) {
  const hall = await runningHall({}, log ? { log } : {});
  const screen = await Screen.watching(hall.url);
  await screen.command('openWindow', { window: '1' });
  await screen.command('issueTicket', { service: 'A' });
  await screen.command('issueTicket', { service: 'B' });
  await screen.command('callNext', { window: '1' });
  await screen.command('startService', { window: '1' });
  await screen.command('finishService', { window: '1' });
  await screen.sees('ticket.finished');
  const today = businessDay(Date.now(), hall.hall);
  const get = (path: string, language = 'zh') =>
    rawRequest(hall.url, path, { headers: { 'accept-language': language } });
  return { hall, screen, today, get };
}

describe('the daily report over HTTP', () => {
  it('lists the days and tells one from the same definitions as the wall', async () => {
    const { today, get } = await servedHall();
    expect(JSON.parse((await get('/api/days')).body)).toEqual({ days: [today], today });
    const answer = await get(`/api/days/${today}`);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    const report = JSON.parse(answer.body) as DailyReport;
    expect(report).toMatchObject({ date: today, closed: false, leftovers: 0 });
    expect(report.figures.arrivals).toMatchObject({ value: 2, n: 2 });
    expect(report.figures.served).toMatchObject({ value: 1, n: 1 });
    expect(report.windows.find(({ window }) => window === '1')?.figures.served.value).toBe(1);
  });

  it('gives every table as CSV with a byte order mark, in both languages', async () => {
    const { today, get } = await servedHall();
    for (const table of TABLES) {
      const zh = await get(`/api/days/${today}/${table}.csv`);
      const en = await get(`/api/days/${today}/${table}.csv?lang=en`);
      for (const answer of [zh, en]) {
        expect(answer.status).toBe(200);
        expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
        expect(answer.headers['content-disposition']).toBe(
          `attachment; filename="hallwatch-${today}-${table}.csv"`,
        );
        expect(answer.body.startsWith('\uFEFF')).toBe(true);
        expect(answer.body.endsWith('\r\n')).toBe(true);
      }
      expect(zh.body.split('\r\n')[0]).toMatch(/[\u4e00-\u9fff]/);
      expect(en.body.split('\r\n')[0]).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });
});

describe('an event over HTTP', () => {
  it('comes with what led to it and what it led to', async () => {
    const { screen, get } = await servedHall();
    const finished = await screen.sees('ticket.finished');
    const detail = JSON.parse((await get(`/api/events/${finished.seq}`)).body);
    expect(detail).toMatchObject({ event: finished, causes: [], frame: null });
    const some = JSON.parse((await get(`/api/events?seqs=${finished.seq},1,999999,x,1.5,-1`)).body);
    expect(some.events.map(({ seq }: { seq: number }) => seq)).toEqual([1, finished.seq]);
  });
});

describe('a ticket over HTTP', () => {
  it('comes with its number, and a second time with the same when asked again by the same id', async () => {
    const { hall, screen } = await servedHall();
    const ask = async (body: unknown) => {
      const reply = await fetch(`${hall.url}/api/tickets`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': 'en' },
        body: JSON.stringify(body),
      });
      return { status: reply.status, ...(await reply.json()) };
    };
    const first = await ask({ service: 'C', id: 'kiosk-0001' });
    expect(first).toMatchObject({ status: 200, ok: true, number: 'C001' });
    expect(await ask({ service: 'C', id: 'kiosk-0001' })).toEqual(first);
    expect(await ask({ service: 'Z' })).toMatchObject({
      ok: false,
      code: 'service.unknown',
      message: expect.stringMatching(/no service "Z"/),
    });
    expect(await ask({ service: 'A', printer: 'none' })).toMatchObject({
      ok: false,
      code: 'printer.offline',
    });
    for (const body of [null, [], 7, {}, { service: ['A'] }, { service: 'A', id: 'short' }]) {
      expect(await ask(body), JSON.stringify(body)).toMatchObject({ status: 400, code: 'command.malformed' });
    }
    expect(screen.all('ticket.issued').filter(({ data }) => data.service === 'C')).toHaveLength(1);
  });
});

const outside = [
  '/../../package.json',
  '/..%2f..%2fpackage.json',
  '/%2e%2e/%2e%2e/package.json',
  '/assets/../../../package.json',
  '//etc/passwd',
  '/..\\..\\package.json',
  '/.git/config',
  '/%00',
];

const nowhere = [
  '/api',
  '/api/none',
  '/api/days/2026-02-30',
  '/api/days/0000-00-00',
  '/api/days/20260302',
  "/api/days/2026-03-02'%20OR%20'1'='1",
  '/api/days/%27;DROP%20TABLE%20days;--',
  '/api/days/..%2F..%2Fjournal.sqlite',
  '/api/days/__proto__',
  `/api/days/${'9'.repeat(500)}`,
  '/api/days/2026-02-30/figures.csv',
  '/api/days/2026-02-30/..%2F..%2Fpackage.csv',
  '/api/days/2026-02-30/none.csv',
  '/api/events/0',
  '/api/events/-1',
  '/api/events/1e400',
  '/api/events/9007199254740993',
  '/api/events/99999999999999999999999999',
  '/api/events/1%20OR%201=1',
  '/api/events/NaN',
  '/api/events/%00',
];

describe('what is not there', () => {
  it('is answered so, in both languages, however it is asked for', async () => {
    const hall = await runningHall();
    for (const path of nowhere) {
      for (const [language, words] of [
        ['zh', /[\u4e00-\u9fff]/],
        ['en', /^[A-Z][ -~]+$/],
      ] as const) {
        const answer = await rawRequest(hall.url, path, { headers: { 'accept-language': language } });
        expect(answer.status, path).toBe(404);
        expect(JSON.parse(answer.body), path).toMatchObject({
          ok: false,
          code: 'notFound',
          message: expect.stringMatching(words),
        });
      }
    }
  });

  it('is no file outside the pages', async () => {
    const hall = await runningHall();
    for (const path of outside) {
      const answer = await rawRequest(hall.url, path);
      expect(answer.status, path).toBeLessThan(500);
      expect(answer.body, path).not.toMatch(/"devDependencies"|root:|\[core\]/);
    }
  });

  it('leaves the events that are, where numbers are strange', async () => {
    const hall = await runningHall();
    for (const query of ['?seqs=1&seqs=2', '', `?seqs=${'1,'.repeat(3000)}`, '?seqs[]=1', '?seqs=1e400,-0']) {
      const answer = await rawRequest(hall.url, `/api/events${query}`);
      expect(answer.status, query).toBe(200);
      expect(Array.isArray(JSON.parse(answer.body).events), query).toBe(true);
    }
  });

  it('is refused in words where it is no address at all', async () => {
    const hall = await runningHall();
    for (const path of ['/%E0%A4%A', '/api/days/%', '/api/%ZZ']) {
      const answer = await rawRequest(hall.url, path, { headers: { 'accept-language': 'en' } });
      expect(answer.status, path).toBe(400);
      expect(JSON.parse(answer.body), path).toMatchObject({
        ok: false,
        code: 'command.malformed',
        message: expect.stringMatching(/^The command is not understood/),
      });
    }
  });

  it('is changed by no other method', async () => {
    const { hall, today } = await servedHall();
    const before = hall.bridge.live.state.seq;
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      for (const path of ['/api/state', `/api/days/${today}`, '/api/commands', '/api/events/1']) {
        expect((await rawRequest(hall.url, path, { method })).status, `${method} ${path}`).toBe(404);
      }
    }
    expect(hall.bridge.live.state.seq).toBe(before);
  });
});

describe('a fault inside', () => {
  it('is answered with a clear refusal, logged with its cause, and does not stop the bridge', async () => {
    const { log, entry } = keepingLog();
    const { hall, today, get } = await servedHall(log);
    // A day whose events cannot be folded: the reading room throws.
    new JournalFile(hall.folder).run(`UPDATE events SET data = 'no JSON' WHERE type = 'ticket.issued'`);
    const answer = await get(`/api/days/${today}`, 'en');
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.body)).toMatchObject({
      ok: false,
      code: 'internal',
      message: 'Something went wrong inside; it was logged.',
    });
    expect(answer.body).not.toContain('JSON');
    const logged = await entry(({ level }) => level === 50);
    expect(logged).toMatchObject({ method: 'GET', url: `/api/days/${today}` });
    expect(JSON.stringify(logged)).toContain('is not valid JSON');
    expect((await get('/api/health')).status).toBe(200);
    expect((await get('/api/days')).status).toBe(200);
  });
});

describe('packed answers', () => {
  const gzip = { headers: { 'accept-encoding': 'gzip, deflate, br' } };

  it('packs reports and scripts for whoever unpacks them, and says so to whoever keeps copies', async () => {
    const { hall, today, get } = await servedHall();
    const index = (await get('/wall')).body;
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(index)?.[1] ?? '';
    for (const path of [`/api/days/${today}`, script]) {
      const plain = await get(path);
      const packed = await rawRequest(hall.url, path, gzip);
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(packed.headers).toMatchObject({
        'content-encoding': 'gzip',
        'content-type': plain.headers['content-type'],
        vary: expect.stringContaining('accept-encoding') as string,
      });
      expect(gunzipSync(packed.bytes).length).toBeGreaterThan(packed.bytes.length * 1.5);
    }
  });

  it('leaves alone what would not become smaller, and parts of files', async () => {
    const { hall, get } = await servedHall();
    const index = (await get('/wall')).body;
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(index)?.[1] ?? '';
    const short = await rawRequest(hall.url, '/api/health', gzip);
    expect(short.headers['content-encoding']).toBeUndefined();
    const part = await rawRequest(hall.url, script, { headers: { ...gzip.headers, range: 'bytes=0-4999' } });
    expect(part.status).toBe(206);
    expect(part.headers['content-encoding']).toBeUndefined();
    expect(part.bytes.length).toBe(5000);
  });

  it('does not take packed requests in: a small one could be huge', async () => {
    const { hall } = await servedHall();
    const answer = await rawRequest(hall.url, '/api/commands', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync(JSON.stringify({ id: 'x', filler: ' '.repeat(100_000) })),
    });
    expect(answer.status).toBe(400);
  });
});
