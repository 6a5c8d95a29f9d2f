import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../bridge/config/settings.ts';
import { Shelf } from '../../bridge/profiles/shelf.ts';
import { runHall, sourceOf } from '../../bridge/run.ts';
import { createLog } from '../../bridge/log.ts';
import { connectSocket, Screen } from '../support/screen.ts';
import { embeddedLine, runningHall } from '../support/running.ts';
import { rawRequest } from '../support/raw-http.ts';
import { smallHall } from '../support/hall.ts';
import { temporaryFolder } from '../support/folder.ts';

const own = (url: string) => new URL(url).host;

/** Whom a browser on this machine may be made to speak for. */
const strangers: [name: string, lie: Record<string, string>, code: string][] = [
  ['a name that was rebound to this machine', { host: 'evil.example' }, 'rights.host'],
  ['a name that only begins like this machine', { host: '127.0.0.1.evil.example' }, 'rights.host'],
  ['a name that only ends like this machine', { host: 'evil-localhost' }, 'rights.host'],
  ['another address of the network', { host: '192.168.1.20:8080' }, 'rights.host'],
  ['every address', { host: '0.0.0.0:8080' }, 'rights.host'],
  ['a page of another site', { origin: 'https://evil.example' }, 'rights.origin'],
  ['a page of another program here', { origin: 'http://127.0.0.1:1' }, 'rights.origin'],
  ['a page without a place', { origin: 'null' }, 'rights.origin'],
  ['a page of nonsense', { origin: '://' }, 'rights.origin'],
];

describe('a request in the name of a stranger', () => {
  it('is refused over HTTP, whatever it asks, in words', async () => {
    const hall = await runningHall();
    const body = JSON.stringify({
      id: 'stranger-1',
      name: 'openWindow',
      data: { window: '1' },
      expires: 1e15,
    });
    for (const [name, lie, code] of strangers) {
      const headers = { host: own(hall.url), 'accept-language': 'en', ...lie };
      const json = { 'content-type': 'application/json', 'content-length': String(body.length) };
      const posting = { method: 'POST', headers: { ...headers, ...json }, body };
      const answers = [
        await rawRequest(hall.url, '/api/state', { headers }),
        await rawRequest(hall.url, '/', { headers }),
        await rawRequest(hall.url, '/api/days/2026-03-02/tickets.csv', { headers }),
        await rawRequest(hall.url, '/api/commands', posting),
        await rawRequest(hall.url, '/api/tickets', posting),
      ];
      for (const answer of answers) {
        expect(answer.status, name).toBe(403);
        expect(JSON.parse(answer.body), name).toMatchObject({
          ok: false,
          code,
          message: expect.stringMatching(/\w/),
        });
      }
    }
    expect(hall.bridge.live.state.windows).toEqual({});
  });

  it('gets no socket, and hears why', async () => {
    const hall = await runningHall();
    for (const [name, lie, code] of strangers) {
      const refused = await connectSocket(hall.url, lie).then(
        () => null,
        (error: unknown) => error,
      );
      expect(refused, name).toMatchObject({ data: { code } });
    }
  });
});

describe('a request of this machine', () => {
  it('is answered by whatever name of this machine it asks', async () => {
    const hall = await runningHall();
    const { port } = new URL(hall.url);
    for (const name of ['127.0.0.1', 'localhost', '[::1]', '127.1.2.3']) {
      const host = `${name}:${port}`;
      const headers = { host, origin: `http://${host}` };
      expect((await rawRequest(hall.url, '/api/health', { headers })).status, name).toBe(200);
      expect((await connectSocket(hall.url, headers)).connected, name).toBe(true);
    }
  });

  it('is recorded with who asked and from where, also when it is refused', async () => {
    const hall = await runningHall();
    const screen = await Screen.watching(hall.url);
    await fetch(`${hall.url}/api/tickets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '8.8.8.8' },
      body: '{"service":"A"}',
    });
    await screen.command('callNext', { window: '1' });
    await screen.command('openWindow', { window: '1' });
    const by = { who: 'person:loopback', from: '127.0.0.1' };
    expect(await screen.sees('ticket.issued')).toMatchObject({ by });
    expect(await screen.sees('command.refused')).toMatchObject({ by, data: { name: 'callNext' } });
    expect(await screen.sees('window.opened')).toMatchObject({ by });
  });
});

describe('a hall that was opened in words', () => {
  it('answers other names, and still no page of another site', async () => {
    const hall = await runningHall({}, { remoteAllowed: true });
    const host = 'hall.example:8080';
    expect((await rawRequest(hall.url, '/api/health', { headers: { host } })).status).toBe(200);
    const own = { host, origin: `http://${host}` };
    expect((await rawRequest(hall.url, '/api/health', { headers: own })).status).toBe(200);
    const foreign = { host, origin: 'http://evil.example' };
    expect((await rawRequest(hall.url, '/api/health', { headers: foreign })).status).toBe(403);
  });
});

describe('an address beyond this machine', () => {
  const words = 'everyone-may-do-everything';

  it.each(['0.0.0.0', '192.168.1.20', '::', 'hall.example'])('%s is not listened on unasked', (host) => {
    for (const HALL_REMOTE of [undefined, '', '1', 'true', 'everyone']) {
      const env = { HALL_LANG: 'en', HALL_HOST: host, ...(HALL_REMOTE !== undefined ? { HALL_REMOTE } : {}) };
      expect(() => readSettings(env)).toThrow(`HALL_REMOTE=${words}`);
    }
    expect(readSettings({ HALL_HOST: host, HALL_REMOTE: words })).toMatchObject({
      host,
      remoteAllowed: true,
    });
  });

  it('of the broker inside the bridge is not listened on unasked, and nothing stays open', async () => {
    const hall = smallHall({
      broker: { host: '0.0.0.0', port: 0 },
      lines: [embeddedLine],
      devices: [{ id: 'k', driver: 'kiosk-mqtt', line: 'mqtt', settings: { kiosk: 'k' } }],
    });
    const data = temporaryFolder();
    const settings = { ...readSettings({ HALL_LANG: 'en' }), port: 0, data };
    const parts = {
      source: sourceOf(hall, data),
      settings,
      shelf: await Shelf.open(join(data, 'profiles')),
      log: createLog('silent'),
      demo: false,
    };
    await expect(runHall(parts)).rejects.toThrow(/broker\.host.*HALL_REMOTE/s);
    // The journal was opened before and is free again.
    await runningHall({}, { folder: data });
  });
});
