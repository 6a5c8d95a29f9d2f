import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ConfigEdit, ConfigVersion } from '../../shared/config/versions.ts';
import { HIDDEN } from '../../shared/config/secrets.ts';
import { applying, asking, checking, configOf, editing } from '../support/config.ts';
import { embeddedLine, runningHall, tcpLine, type RunningHall } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { fromHex, SerialServer } from '../support/serial-server.ts';
import { until } from '../support/until.ts';

const callKey = 'FF 68 03 03 68 01 01 0C 0E 16';
const secondKey = 'FF 68 03 03 68 02 01 0C 0F 16';

const pad = (id: string, line: string, address: number, window = '1') => ({
  ...{ id, driver: 'ff68-pad', line, window },
  settings: { address },
});

/** A hall with two lines and a pad on each. */
async function twoLines(): Promise<{ hall: RunningHall; a: SerialServer; b: SerialServer }> {
  const a = await SerialServer.listen();
  const b = await SerialServer.listen();
  const hall = await runningHall({
    lines: [tcpLine('a', a.port), tcpLine('b', b.port)],
    devices: [pad('pad-1', 'a', 1), pad('pad-2', 'b', 1, '2')],
  });
  await Promise.all([a.connected(), b.connected()]);
  return { hall, a, b };
}

describe('a change while the hall runs', () => {
  it('that goes deeper than any setting is refused in words', async () => {
    const hall = await runningHall();
    let settings: Record<string, unknown> = {};
    for (let level = 0; level < 3000; level += 1) settings = { settings };
    const edits = [{ kind: 'putDevice' as const, device: { id: 'x', settings } }];
    expect(await checking(hall.url, { kind: 'edits', edits })).toMatchObject({
      ...{ status: 400, code: 'command.malformed' },
      message: expect.stringContaining('must be at most 20 levels deep'),
    });
  });

  it('keeps the connection and the counters of every line that is the same', async () => {
    const { hall, a, b } = await twoLines();
    await a.say(callKey);
    await hall.line('a', ({ counters }) => counters.frames === 1);
    const other = await SerialServer.listen();
    const answer = await editing(hall.url, { kind: 'putLine', line: tcpLine('b', other.port) });
    expect(answer).toMatchObject({ ok: true, version: { version: 2 } });
    await other.connected();
    const line = await hall.line('a');
    expect(line).toMatchObject({ connected: true, counters: { frames: 1, reconnects: 0 } });
    // The kept line still has its very first socket: what is said on it is heard.
    await a.say('FF 68 03 03 68 01 01 0D 0F 16');
    await hall.line('a', ({ counters }) => counters.frames === 2);
    expect(a.connects).toBe(1);
    await until(async () => (b.open === 0 ? true : null), 'the end of the old line');
  });

  it('adds a device to a line without closing it, and hears it', async () => {
    const { hall, a } = await twoLines();
    const screen = await Screen.watching(hall.url);
    await editing(hall.url, { kind: 'putDevice', device: pad('pad-3', 'a', 2, '3') });
    await a.say(secondKey);
    await a.hears(fromHex(secondKey));
    expect(await screen.sees('pad.keyPressed', ({ device }) => device === 'pad-3')).toMatchObject({
      data: { window: '3' },
    });
    expect(a.connects).toBe(1);
  });

  it('gives a device another name and window without forgetting anything of it', async () => {
    const { hall, a } = await twoLines();
    await a.say(callKey);
    await until(
      async () => (await hall.report()).devices.find(({ frames }) => frames === 1) ?? null,
      'a frame',
    );
    const name = { zh: '新名', en: 'New name' };
    await editing(hall.url, { kind: 'putDevice', device: { ...pad('pad-1', 'a', 1, '3'), name } });
    expect((await hall.report()).devices.find(({ id }) => id === 'pad-1')).toMatchObject({ frames: 1 });
    const state = await asking<{ devices: Record<string, object> }>(hall.url, '/api/state');
    expect(state.devices['pad-1']).toMatchObject({ availability: 'online' });
  });

  it('forgets a device that is removed, and closes a line that has none any more', async () => {
    const { hall, b } = await twoLines();
    const screen = await Screen.watching(hall.url);
    await b.say(callKey);
    await screen.sees(
      'device.availabilityChanged',
      ({ device, data }) => device === 'pad-2' && data.availability === 'online',
    );
    await editing(hall.url, { kind: 'removeDevice', id: 'pad-2' });
    await screen.sees('device.removed', ({ device }) => device === 'pad-2');
    expect(screen.state.devices['pad-2']).toBeUndefined();
    await until(async () => (b.open === 0 ? true : null), 'the end of the line');
    expect((await hall.report()).lines.map(({ id }) => id)).toEqual(['a']);
  });

  it('refuses what waits for a device that goes, with the reason', async () => {
    // A printer that never answers holds the line while a second job waits its turn.
    const silent = await SerialServer.listen();
    const hall = await runningHall({
      lines: [tcpLine('s', silent.port)],
      devices: [{ id: 'sign', driver: 'onbon-bx5k', line: 's', settings: {} }],
    });
    await silent.connected();
    const screen = await Screen.watching(hall.url);
    const first = screen.command('showText', { device: 'sign', text: 'one' });
    const waiting = ['two', 'three', 'four'].map((text) =>
      screen.command('showText', { device: 'sign', text }),
    );
    await screen.sees('display.textRequested', ({ data }) => data.text === 'four');
    await editing(hall.url, { kind: 'removeDevice', id: 'sign' });
    expect(await first).toMatchObject({ ok: false });
    expect((await Promise.all(waiting)).map((answer) => !answer.ok && answer.code)).toContain(
      'device.reconfigured',
    );
  });

  it('reaches everyone who watches, and the journal, with who made it and why', async () => {
    const { hall } = await twoLines();
    const screen = await Screen.watching(hall.url);
    const told = new Promise((resolve) => screen.socket.once('hall', resolve));
    await applying(
      hall.url,
      { kind: 'edits', edits: [{ kind: 'putDevice', device: pad('pad-3', 'a', 2) }] },
      { why: 'a third window' },
    );
    expect(await told).toMatchObject({ devices: [{ id: 'pad-1' }, { id: 'pad-2' }, { id: 'pad-3' }] });
    expect(await screen.sees('hall.configured')).toMatchObject({
      by: { who: 'person:loopback' },
      data: {
        version: 2,
        why: 'a third window',
        summary: [{ zh: '新增设备“pad-3”（ff68-pad，线路 a）', en: 'Added device "pad-3" (ff68-pad on a)' }],
      },
    });
    expect(screen.state.configuration).toMatchObject({ version: 2 });
  });

  it('is written to the file with its comments, and kept as a numbered version', async () => {
    const { hall } = await twoLines();
    const file = join(hall.folder, 'hall.yaml');
    await editing(hall.url, { kind: 'putDevice', device: pad('pad-3', 'a', 2) });
    const text = `# kept\n${readFileSync(file, 'utf8')}`;
    await applying(hall.url, { kind: 'text', text });
    await editing(hall.url, { kind: 'removeDevice', id: 'pad-2' });
    const written = readFileSync(file, 'utf8');
    expect(written).toMatch(/^# kept\n/);
    expect(written).not.toContain('pad-2');
    const versions = await asking<ConfigVersion[]>(hall.url, '/api/config/versions');
    expect(Object.values(versions).filter((one) => typeof one === 'object')).toMatchObject([
      { version: 4, origin: 'edited' },
      { version: 3, origin: 'imported' },
      { version: 2, origin: 'edited' },
      { version: 1, origin: 'found' },
    ]);
  });
});

describe('two people at once', () => {
  it('the second hears who was faster, and can look at the difference', async () => {
    const { hall } = await twoLines();
    const edit = (id: string, address: number) => ({
      kind: 'edits' as const,
      edits: [{ kind: 'putDevice' as const, device: pad(id, 'a', address) }],
    });
    const answers = await Promise.all([
      applying(hall.url, edit('pad-8', 8), { base: 1 }),
      applying(hall.url, edit('pad-9', 9), { base: 1 }),
    ]);
    const refused = answers.find(({ ok }) => !ok);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(refused).toMatchObject({ status: 409, code: 'config.changed' });
    expect(refused?.message).toMatch(/changed meanwhile by person:loopback at .* \(version 2\)/);
    const difference = await asking<{ changes: object[] }>(hall.url, '/api/config/difference?from=1&to=2');
    expect(difference.changes).toHaveLength(1);
  });

  it('an edit of the file past the bridge is not written over unseen, and is set aside when it is', async () => {
    const { hall } = await twoLines();
    await editing(hall.url, { kind: 'putDevice', device: pad('pad-3', 'a', 2) });
    const file = join(hall.folder, 'hall.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}# by hand\n`);
    const edits = [{ kind: 'removeDevice' as const, id: 'pad-3' }];
    const refused = await applying(hall.url, { kind: 'edits', edits });
    expect(refused).toMatchObject({ code: 'config.fileChanged' });
    const { disk } = await configOf(hall.url);
    expect(disk).toMatchObject({ mistakes: [] });
    const done = await applying(hall.url, { kind: 'edits', edits }, { over: disk?.sha256 ?? '' });
    expect(done).toMatchObject({ ok: true });
    expect(readFileSync(join(hall.folder, 'config/000003.set-aside.yaml'), 'utf8')).toContain('# by hand');
  });

  it('an edit of the file is taken as a version when somebody says so', async () => {
    const { hall } = await twoLines();
    await editing(hall.url, { kind: 'putDevice', device: pad('pad-3', 'a', 2) });
    const file = join(hall.folder, 'hall.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('pad-3', 'pad-4'));
    expect(await checking(hall.url, { kind: 'disk' })).toMatchObject({ mistakes: [] });
    expect(await applying(hall.url, { kind: 'disk' })).toMatchObject({ ok: true, version: { version: 3 } });
    expect((await configOf(hall.url)).disk).toBeNull();
  });
});

describe('a candidate that may not come into force', () => {
  it('is told every mistake by line and field, in both languages, and changes nothing', async () => {
    const { hall } = await twoLines();
    const edits = [{ kind: 'putDevice' as const, device: pad('pad-3', 'nowhere', 700) }];
    const { mistakes } = await checking(hall.url, { kind: 'edits', edits });
    expect(mistakes.map(({ field }) => field)).toEqual(['devices[2].line']);
    expect(mistakes[0]?.message.zh).toMatch(/没有线路“nowhere”/);
    expect(mistakes[0]?.message.en).toMatch(/there is no line "nowhere"/);
    expect(await applying(hall.url, { kind: 'edits', edits })).toMatchObject({ code: 'config.mistakes' });
    expect((await configOf(hall.url)).version.version).toBe(1);
  });

  it('is refused where it would take a service from people who wait for it', async () => {
    const { hall } = await twoLines();
    const screen = await Screen.watching(hall.url);
    await screen.command('issueTicket', { service: 'C' });
    const text = (await configOf(hall.url)).text;
    const without = text
      .replace(
        / {2}- id: C\n {4}prefix: C\n {4}name:\n {6}zh: 业务C\n {6}en: Service C\n {4}minutes: 8\n/,
        '',
      )
      .replace(/\n {6}- C\n/, '\n');
    const refused = await applying(hall.url, { kind: 'text', text: without });
    expect(refused).toMatchObject({ status: 409, code: 'config.serviceOpen' });
    expect(refused.message).toContain('C001');
    const unserved = await applying(hall.url, { kind: 'text', text: text.replace(/\n {6}- C\n/, '\n') });
    expect(unserved).toMatchObject({ code: 'config.serviceUnserved' });
  });

  it('is refused where a window that is open would vanish, and passes once it is closed', async () => {
    const { hall } = await twoLines();
    const screen = await Screen.watching(hall.url);
    await screen.command('openWindow', { window: '3' });
    const { text } = await configOf(hall.url);
    const without = text.replace(/ {2}- id: "3"\n(?: {4}.*\n| {6}.*\n)+/, '');
    expect(without).not.toBe(text);
    expect(await applying(hall.url, { kind: 'text', text: without })).toMatchObject({
      code: 'config.windowBusy',
      message: 'Window 3 is in use and cannot be removed: settle its ticket and close it first.',
    });
    await screen.command('closeWindow', { window: '3' });
    expect(await applying(hall.url, { kind: 'text', text: without })).toMatchObject({ ok: true });
  });

  it('is refused where a number would stand on two tickets of a day', async () => {
    const { hall } = await twoLines();
    const screen = await Screen.watching(hall.url);
    await screen.command('issueTicket', { service: 'A' });
    const { text } = await configOf(hall.url);
    const swapped = text
      .replace('prefix: A', 'prefix: X')
      .replace('prefix: B', 'prefix: A')
      .replace('prefix: X', 'prefix: B');
    expect(await applying(hall.url, { kind: 'text', text: swapped })).toMatchObject({
      code: 'config.prefixUsed',
    });
  });
});

describe('a version', () => {
  it('is taken back as a new one', async () => {
    const { hall } = await twoLines();
    await editing(hall.url, { kind: 'removeDevice', id: 'pad-2' });
    const back = await applying(hall.url, { kind: 'version', version: 1 });
    expect(back).toMatchObject({ ok: true, version: { version: 3, origin: 'restored' } });
    expect((await configOf(hall.url)).hall.devices.map(({ id }) => id)).toEqual(['pad-1', 'pad-2']);
    await hall.line('b', ({ connected }) => connected);
  });

  it('is exported without its passwords, and imported again with them', async () => {
    const line = {
      id: 'm',
      transport: { kind: 'mqtt' as const, url: 'mqtt://127.0.0.1:1', password: 'secret-word' },
    };
    const hall = await runningHall({ lines: [embeddedLine, line] });
    const exported = await (await fetch(`${hall.url}/api/config/export`)).text();
    expect(exported).not.toContain('secret-word');
    expect(exported).toContain(HIDDEN);
    expect(JSON.stringify(await configOf(hall.url))).not.toContain('secret-word');
    await applying(hall.url, { kind: 'text', text: `# again\n${exported}` });
    expect(readFileSync(join(hall.folder, 'hall.yaml'), 'utf8')).toContain('secret-word');
    const elsewhere = await runningHall();
    const { mistakes } = await checking(elsewhere.url, { kind: 'text', text: exported });
    expect(mistakes).toMatchObject([{ field: 'lines[1].transport.password' }]);
  });

  it('that is not kept is told so', async () => {
    const { hall } = await twoLines();
    for (const path of ['versions/9', 'versions/x', 'difference?from=1&to=7', 'export?version=4']) {
      expect(await asking(hall.url, `/api/config/${path}`), path).toMatchObject({
        status: 404,
        code: 'config.noVersion',
      });
    }
  });
});

describe('a trial', () => {
  const edits = [{ kind: 'putDevice' as const, device: pad('pad-3', 'a', 2, '3') }];

  it('runs a device without making it part of the hall, and leaves nothing behind', async () => {
    const { hall, a } = await twoLines();
    const screen = await Screen.watching(hall.url);
    expect(await asking(hall.url, '/api/config/trial', { id: 'trial-0001', edits })).toMatchObject({
      ok: true,
    });
    await a.say(secondKey);
    await screen.sees(
      'device.availabilityChanged',
      ({ device, data }) => device === 'pad-3' && data.availability === 'online',
    );
    expect((await asking<{ devices: object[] }>(hall.url, '/api/hall')).devices).toHaveLength(2);
    const other = await asking(hall.url, '/api/config/trial', { id: 'trial-0002', edits });
    expect(other).toMatchObject({ code: 'trial.other' });
    await asking(hall.url, '/api/config/trial/trial-0001', {}, 'DELETE');
    await screen.sees('device.removed', ({ device }) => device === 'pad-3');
    expect((await configOf(hall.url)).version.version).toBe(1);
    expect(a.connects).toBe(1);
  });

  it('that is saved goes on as it is', async () => {
    const { hall, a } = await twoLines();
    await asking(hall.url, '/api/config/trial', { id: 'trial-0001', edits });
    await a.say(secondKey);
    await a.hears(fromHex(secondKey));
    await applying(hall.url, { kind: 'edits', edits });
    expect((await hall.report()).devices.find(({ id }) => id === 'pad-3')).toMatchObject({ frames: 1 });
  });
});

it('the broker inside the bridge is started when the first line needs it', async () => {
  const { hall } = await twoLines();
  const device = { id: 'k', driver: 'kiosk-mqtt', line: 'mqtt', settings: { kiosk: 'k1' } };
  await editing(hall.url, { kind: 'putLine', line: embeddedLine }, { kind: 'putDevice', device });
  await hall.line('mqtt', ({ connected }) => connected);
});

it('a kiosk never comes to print on what is not there: neither named anew nor left behind', async () => {
  const paper = await SerialServer.listen();
  const kiosk = (printer: string) => ({
    ...{ id: 'k', driver: 'kiosk-mqtt', line: 'mqtt', settings: { kiosk: 'k1', printer } },
  });
  const hall = await runningHall({
    lines: [tcpLine('paper', paper.port), embeddedLine],
    devices: [{ id: 'printer-1', driver: 'escpos-printer', line: 'paper' }, kiosk('printer-1')],
  });
  const wrong: [ConfigEdit, string][] = [
    [{ kind: 'putDevice', device: kiosk('printer-9') }, 'printer-9'],
    [{ kind: 'removeDevice', id: 'printer-1' }, 'printer-1'],
  ];
  for (const [edit, printer] of wrong) {
    expect(await editing(hall.url, edit)).toMatchObject({ ok: false, code: 'config.mistakes' });
    const { mistakes } = await checking(hall.url, { kind: 'edits', edits: [edit] });
    expect(mistakes.map(({ field }) => field)).toEqual([expect.stringMatching(/settings\.printer$/)]);
    expect(mistakes[0]?.message.zh).toContain(`没有设备“${printer}”，取号机无处出票`);
    expect(mistakes[0]?.message.en).toContain(`there is no device "${printer}" to print on`);
  }
  expect((await configOf(hall.url)).version.version).toBe(1);
  const both = await editing(
    hall.url,
    { kind: 'removeDevice', id: 'printer-1' },
    { kind: 'putDevice', device: { ...kiosk(''), settings: { kiosk: 'k1' } } },
  );
  expect(both).toMatchObject({ ok: true });
});
