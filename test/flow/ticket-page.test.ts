import { describe, expect, it } from 'vitest';
import { createCodes } from '../../bridge/operations/codes.ts';
import { figures } from '../../shared/metrics/index.ts';
import type { PublicNotice } from '../../shared/visitor/notice.ts';
import type { TicketPage } from '../../shared/visitor/ticket-page.ts';
import { rawRequest } from '../support/raw-http.ts';
import { runningHall, type RunningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';

/** A hall with one window open and a ticket for its service, and what a phone may ask of it. */
async function visited(more: Parameters<typeof runningHall>[0] = {}) {
  const hall = await runningHall(more);
  const screen = await Screen.watching(hall.url);
  await screen.command('openWindow', { window: '1' });
  await screen.command('issueTicket', { service: 'A' });
  const { data } = await screen.sees('ticket.issued');
  const token = tokenOf(hall, data.ticket);
  const get = (path: string, headers: Record<string, string> = {}) =>
    rawRequest(hall.url, path, { headers: { 'accept-language': 'en', ...headers } });
  const page = async () => JSON.parse((await get(`/api/t/${token}`)).body) as TicketPage;
  const giveUp = (id: string, headers: Record<string, string> = {}) => {
    const body = JSON.stringify({ id });
    const json = { 'content-type': 'application/json', 'content-length': String(body.length) };
    return rawRequest(hall.url, `/api/t/${token}/give-up`, {
      ...{ method: 'POST', headers: { ...json, ...headers }, body },
    });
  };
  return { hall, screen, token, ticket: data.ticket, get, page, giveUp };
}

function tokenOf({ bridge }: RunningHall, ticket: string): string {
  return bridge.live.codeFor(`ticket/${ticket}`);
}

describe('the page behind a ticket', () => {
  it('follows it from the queue to the end, and tells nothing else', async () => {
    const { screen, page, ticket } = await visited();
    expect(await page()).toMatchObject({
      ...{ number: 'A001', step: 'waiting', service: { zh: '业务A' }, mayGiveUp: true },
      place: { ahead: 0, minutes: 0, windows: 1 },
    });
    await screen.command('callNext', { window: '1' });
    await screen.sees('ticket.called');
    expect(await page()).toMatchObject({ step: 'called', window: 1, mayGiveUp: true });
    await screen.command('startService', { window: '1' });
    expect(await page()).toMatchObject({ step: 'serving', window: 1, mayGiveUp: false });
    await screen.command('finishService', { window: '1' });
    const last = await page();
    expect(last).toMatchObject({ step: 'served', mayGiveUp: false });
    expect(JSON.stringify(last)).not.toContain(ticket);
  });

  it('is the same answer for a ticket of another day as for one that never was', async () => {
    const { hall, get, token } = await visited();
    const yesterday = await get(`/api/t/${tokenOf(hall, '2020-01-01/A001')}`);
    const never = await get(`/api/t/${createCodes('guessed')('ticket/x')}`);
    expect(yesterday.status).toBe(404);
    expect([yesterday.status, yesterday.body]).toEqual([never.status, never.body]);
    expect(JSON.parse(never.body).message).toMatch(/Scan the code/);
    expect((await get(`/api/t/${token.toLowerCase()}`)).status).toBe(200);
  });

  it('holds back whoever guesses, and nobody who follows a ticket already', async () => {
    const { hall, get, token } = await visited();
    await get(`/api/t/${token}`);
    const answers: number[] = [];
    for (let guess = 0; guess < 12; guess++) answers.push((await get(`/api/t/GUESS${guess}`)).status);
    expect(answers.slice(0, 10)).toEqual(Array<number>(10).fill(404));
    expect(answers.slice(10)).toEqual([429, 429]);
    expect((await get(`/api/t/${token}`)).status).toBe(200);
    // Behind a proxy of this machine, one who guesses is not everybody.
    expect((await get('/api/t/GUESS', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(404);
    expect(tokenOf(hall, 'x')).toHaveLength(10);
  });

  it('gives the ticket up once, however often it is pressed, and not while it is served', async () => {
    const { screen, page, giveUp } = await visited();
    const answers = await Promise.all([giveUp('press-00001'), giveUp('press-00001')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(JSON.parse(answers[0]!.body)).toMatchObject({ step: 'abandoned', mayGiveUp: false });
    await screen.sees('ticket.abandoned');
    expect(screen.all('ticket.abandoned')).toHaveLength(1);
    expect(screen.all('ticket.abandoned')[0]!.by).toMatchObject({ who: 'person:visitor' });
    expect((await page()).step).toBe('abandoned');
    const again = await giveUp('press-00002');
    expect([again.status, JSON.parse(again.body).code]).toEqual([409, 'ticket.over']);
    expect((await giveUp('x')).status).toBe(400);
  });

  it('is reached by its public name, which leads to nothing but the pages for taxpayers', async () => {
    const { hall, get, token, ticket, giveUp } = await visited({ publicUrl: 'https://hall.example/' });
    const named = { host: 'hall.example' };
    const link = JSON.parse((await get(`/api/ticket-link?ticket=${encodeURIComponent(ticket)}`)).body);
    expect(link).toEqual({ link: `https://hall.example/t/${token}` });
    for (const path of [`/api/t/${token}`, '/api/public', `/t/${token}`, '/public']) {
      expect((await get(path, named)).status, path).not.toBe(403);
    }
    for (const path of [
      '/api/state',
      '/api/ticket-link?ticket=x',
      '/',
      '/kiosk',
      '/api/t',
      '/%74/x',
      '/publics',
    ]) {
      expect((await get(path, named)).status, path).toBe(403);
    }
    const origin = 'https://hall.example';
    expect((await giveUp('press-00001', { host: new URL(hall.url).host, origin })).status).toBe(200);
    expect((await giveUp('press-00002', { ...named, origin: 'https://evil.example' })).status).toBe(403);
  });

  it('has no link where no public address is configured', async () => {
    const { get, ticket } = await visited();
    const answer = await get(`/api/ticket-link?ticket=${encodeURIComponent(ticket)}`);
    expect(JSON.parse(answer.body)).toEqual({ link: null });
  });
});

describe('what the hall publishes', () => {
  it('is how it goes today, by the same definitions as everywhere, and no device or clerk', async () => {
    const { screen, get } = await visited({
      services: [
        { id: 'A', prefix: 'A', name: { zh: '业务A', en: 'Service A' }, promiseMinutes: 20 },
        { id: 'B', prefix: 'B', name: { zh: '业务B', en: 'Service B' } },
      ],
      windows: [{ id: '1', number: 1, services: ['A', 'B'] }],
    });
    await screen.command('openWindow', { window: '1', clerk: '0815' });
    const answer = await get('/api/public');
    const notice = JSON.parse(answer.body) as PublicNotice;
    expect(notice).toMatchObject({ leader: null, waiting: { value: 1 }, hours: { open: '08:30' } });
    expect(notice.services).toMatchObject([
      { id: 'A', waiting: 1, promiseMinutes: 20, place: { ahead: 1, minutes: 8, windows: 1 } },
      { id: 'B', waiting: 0, place: { ahead: 0, windows: 1 } },
    ]);
    expect(notice.windows).toMatchObject([{ number: 1, mode: 'open' }]);
    expect(notice.definitions.find(({ id }) => id === 'serviceLevel')?.version).toBe(
      figures.serviceLevel.version,
    );
    expect(answer.body).not.toMatch(/0815|evidence|device/);
  });
});
