import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { SerialServer } from '../support/serial-server.ts';

const box = (map: string) => `
profile: box
name: {zh: 三键盒, en: Box with keys}
kind: pad
frame:
  - head: AA
  - key: u8
  - bcc: u8
    check: xor8(head..key)
settings:
  address: {type: integer, default: 1}
says:
  - key: {key: {of: key, map: {${map}}, else: other}}
vectors:
  - hex: AA 01 AB
    parts: {key: 1}
`;

async function ask(
  url: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      'accept-language': 'en',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

describe('a profile of the hall', () => {
  it('is kept, used by a device at once, changed under way, and stays while it is used', async () => {
    const device = await SerialServer.listen();
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'profiles'));
    writeFileSync(join(folder, 'profiles', 'box.yaml'), box('1: call'));
    const hall = await runningHall(
      {
        lines: [tcpLine('bus', device.port)],
        devices: [{ id: 'pad', driver: 'box', line: 'bus', window: '1' }],
      },
      { folder },
    );
    const screen = await Screen.watching(hall.url);
    await device.say('AA 01 AB');
    await screen.sees('pad.keyPressed', ({ data }) => data.key === 'call');

    const kept = await ask(hall.url, 'PUT', '/api/profiles', { text: box('1: recall') });
    expect(kept).toEqual({ status: 200, body: { ok: true, id: 'box', vectors: 1 } });
    await screen.sees('profile.kept', ({ data }) => data.profile === 'box');
    expect(readFileSync(join(folder, 'profiles', 'box.yaml'), 'utf8')).toContain('recall');
    await device.say('AA 01 AB');
    await screen.sees('pad.keyPressed', ({ data }) => data.key === 'recall');

    expect(await ask(hall.url, 'DELETE', '/api/profiles/box')).toMatchObject({
      status: 409,
      body: { code: 'profile.inUse', message: expect.stringContaining('pad') },
    });
    const answer = await ask(hall.url, 'GET', '/api/profiles');
    expect(answer.body).toMatchObject({
      profiles: expect.arrayContaining([
        expect.objectContaining({ id: 'box', isOwn: true, devices: ['pad'] }),
      ]),
      unusable: [],
    });
  });

  it('that cannot answer one frame, or cannot ask, loses neither the line nor the others on it', async () => {
    const device = await SerialServer.listen();
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'profiles'));
    const stumbling = box('1: call')
      .replace(
        'says:',
        'requests:\n  ask: {set: {key: args.door}}\npolls: [{request: ask, every: 1000}]\nsays:',
      )
      .replace('else: other}}', 'else: other}}\n    acknowledge: {set: {key: key * 2}}');
    writeFileSync(join(folder, 'profiles', 'box.yaml'), stumbling);
    const hall = await runningHall(
      {
        lines: [tcpLine('bus', device.port)],
        devices: [{ id: 'pad', driver: 'box', line: 'bus', window: '1' }],
      },
      { folder },
    );
    const screen = await Screen.watching(hall.url);
    // Twice C8 is no byte.
    await device.say('AA C8 62', 'AA 01 AB');
    await screen.sees('pad.keyPressed', ({ data }) => data.key === 'call');
    await device.hears('AA 02 A8');
    expect((await hall.line('bus')).counters).toMatchObject({ frames: 2, reconnects: 0 });
  });

  it('with a mistake is not kept, and says line, field and what was meant', async () => {
    const hall = await runningHall();
    const wrong = await ask(hall.url, 'PUT', '/api/profiles', {
      text: box('1: call').replace('xor8', 'xro8'),
    });
    expect(wrong.body).toMatchObject({
      ok: false,
      words: { en: expect.stringMatching(/^profile\.yaml:9:12 {2}frame\[2\]\.check: .*did you mean "xor8"/) },
    });
    expect(
      await ask(hall.url, 'PUT', '/api/profiles', {
        text: box('1: call').replace('profile: box', 'profile: ff68-pad'),
      }),
    ).toMatchObject({
      status: 409,
      body: { code: 'profile.taken' },
    });
    expect((await ask(hall.url, 'GET', '/api/profiles/box')).status).toBe(404);
  });

  it('that cannot be used is left out at the start and told, and the rest goes on', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'profiles'));
    writeFileSync(join(folder, 'profiles', 'broken.yaml'), 'profile: broken\nnmae: x\n');
    const hall = await runningHall({}, { folder });
    const { body } = await ask(hall.url, 'GET', '/api/profiles');
    expect(body).toMatchObject({
      unusable: [{ file: 'broken.yaml', words: { en: expect.stringContaining('did you mean "name"') } }],
    });
  });

  it('is tried on bytes before it is kept', async () => {
    const hall = await runningHall();
    const { body } = await ask(hall.url, 'POST', '/api/profiles/decode', {
      text: box('1: call'),
      hex: '00 AA 01 AB AA 02 AB',
    });
    expect(body).toMatchObject({
      ok: true,
      pieces: [
        { kind: 'noise', hex: '00' },
        { kind: 'frame', parts: { key: 1 }, readings: [{ kind: 'key', key: 'call', digits: [] }] },
        { kind: 'noise', why: 'badChecksum' },
      ],
    });
  });

  it('is learned from presses, kept and in use', async () => {
    const hall = await runningHall();
    const { body } = await ask(hall.url, 'POST', '/api/learn', {
      id: 'learned',
      name: { zh: '学来的', en: 'Learned' },
      kind: 'pad',
      meanings: { 'key 1': 'call', 'key 2': 'recall' },
      presses: [
        { label: 'key 1', hex: 'AA 01 10 BB' },
        { label: 'key 2', hex: 'AA 01 20 8B' },
        { label: 'key 1', hex: 'AA 01 10 BB' },
      ],
    });
    expect(body).toMatchObject({
      ok: true,
      check: { name: 'xor8' },
      uses: ['fixed', 'fixed', 'key', 'checksum'],
    });
    const { text } = body as { text: string };
    expect((await ask(hall.url, 'PUT', '/api/profiles', { text })).body).toMatchObject({
      ok: true,
      id: 'learned',
    });
  });
});
