import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../bridge/clock/clock.ts';
import { toHex } from '../../bridge/framing/bytes.ts';
import { Ff68Bus } from '../../bridge/sim/devices/ff68-bus.ts';
import { padKeys } from '../../bridge/sim/devices/ff68-unit.ts';
import { LockBoard } from '../../bridge/sim/devices/lock-board.ts';
import { BytePort } from '../../bridge/sim/ports/byte-port.ts';
import { openPty } from '../../bridge/sim/ports/pty.ts';
import { serveTcp } from '../../bridge/sim/ports/tcp.ts';
import type { AskAnswer, QueriesAnswer } from '../../shared/workbench/detection.ts';
import { Detecting } from '../support/detecting.ts';
import { temporaryFolder } from '../support/folder.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { SerialServer } from '../support/serial-server.ts';
import { until, within } from '../support/until.ts';
import { SerialCable } from './serial-cable.ts';

/** Simulated call pads at the far end of a cable. */
function padsOn(cable: SerialCable): Ff68Bus {
  const port = new BytePort();
  port.attach({ bytes: (chunk) => cable.say(toHex(chunk)), closed: () => undefined });
  return new Ff68Bus(port, systemClock);
}

/** A simulated lock board behind a serial port, and everything it was told. */
async function lockBoard(): Promise<{ path: string; heard: () => string }> {
  const port = new BytePort();
  const board = new LockBoard(
    port,
    { address: 3, groups: 3, groupOrder: 'highFirst', feedback: 'shortWhenLocked' },
    24,
  );
  const told: number[] = [];
  const { receiver } = port;
  port.receiver = (bytes) => {
    told.push(...bytes);
    receiver(bytes);
  };
  expect(board.isClosed(1)).toBe(true);
  const served = await serveTcp(port, { host: '127.0.0.1', port: 0 });
  const path = join(temporaryFolder(), 'ttyBoard');
  const pty = await openPty(path, served.port);
  onTestFinished(async () => {
    await pty.close();
    await served.close();
  });
  return { path, heard: () => toHex(Uint8Array.from(told)) };
}

async function ask(url: string, asked: object): Promise<AskAnswer & { code?: string }> {
  const response = await fetch(`${url}/api/detect/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  return (await response.json()) as AskAnswer & { code?: string };
}

async function queries(url: string, address: number): Promise<QueriesAnswer['queries']> {
  const response = await fetch(`${url}/api/detect/queries?address=${address}`);
  return ((await response.json()) as QueriesAnswer).queries;
}

const at9600 = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const;

describe('finding out what stands at a serial port', () => {
  it('tells a call pad by its keys with its address, and never says a word to it', async () => {
    const cable = await SerialCable.plugged();
    const { url } = await runningHall();
    const detecting = await Detecting.begin(url, {
      target: { kind: 'serial', path: cable.path },
      seconds: 5,
    });
    await detecting.sees(({ settings }) => settings[0]?.state === 'listening', 'listening');
    const unit = padsOn(cable).unit(7);
    void unit.press(padKeys.call);
    void unit.press(padKeys.recall);
    void unit.press(padKeys.pause);
    const { verdict, findings, settings } = await detecting.outcome();
    expect(findings).toMatchObject([
      { driver: 'ff68-pad', settings: { address: 7 }, confidence: 'certain', character: at9600 },
    ]);
    expect(findings[0]?.why.en).toMatch(/all checksums right, no noise, all understood/);
    expect(verdict.zh).toMatch(/^是“.*9600 8N1$/);
    // What is certain needs no other setting.
    expect(settings.filter(({ state }) => state === 'heard')).toHaveLength(1);
    expect(cable.heard).toHaveLength(0);
    const heard = detecting.heard.filter(({ direction }) => direction === 'in');
    expect(heard[0]).toMatchObject({
      hex: expect.stringMatching(/^FF 68 03/),
      line: `${cable.path} 9600 8N1`,
    });
  });

  it('tries every setting of a silent port, says what to do, and sends nothing', async () => {
    const cable = await SerialCable.plugged();
    const { url } = await runningHall();
    const detecting = await Detecting.begin(url, {
      target: { kind: 'serial', path: cable.path },
      seconds: 0.1,
    });
    const { verdict, settings, phase } = await detecting.outcome();
    expect(phase).toBe('ended');
    expect(settings.length).toBeGreaterThanOrEqual(21);
    for (const one of settings) expect(one).toMatchObject({ state: 'heard', bytes: 0 });
    expect(verdict.en).toMatch(/speak only when asked/);
    expect(cable.heard).toHaveLength(0);
  });

  it('says what was seen where nothing fits', async () => {
    const cable = await SerialCable.plugged();
    const { url } = await runningHall();
    const detecting = await Detecting.begin(url, {
      target: { kind: 'serial', path: cable.path },
      seconds: 1,
    });
    await detecting.sees(({ settings }) => settings[0]?.state === 'listening', 'listening');
    for (let times = 1; times <= 3; times += 1) {
      cable.say('C3 5A 11 22 33');
      await until(() => (detecting.heard.length >= times ? true : null), 'what was said');
    }
    const { verdict, findings, settings } = await detecting.outcome();
    expect(findings).toEqual([]);
    expect(verdict.en).toMatch(/^15 bytes came and no known device fits/);
    expect(settings[0]).toMatchObject({
      ...{ words: '9600 8N1', bytes: 15, text: null },
      heads: [{ hex: 'C3 5A', times: 3 }],
      lengths: [{ length: 5, times: 3 }],
    });
  });

  it('refuses a port that a line uses, by whichever name, and names the line', async () => {
    const cable = await SerialCable.plugged();
    const other = join(temporaryFolder(), 'same');
    symlinkSync(cable.path, other);
    const { url } = await runningHall({
      lines: [{ id: 'bus', transport: { kind: 'serial', path: cable.path } }],
      devices: [{ id: 'pad', driver: 'ff68-pad', line: 'bus', window: '1' }],
    });
    for (const path of [cable.path, other]) {
      await expect(Detecting.begin(url, { target: { kind: 'serial', path } })).rejects.toThrow(
        /detect\.inUse.*bus/,
      );
    }
  });

  it('refuses a port that is not there, in words', async () => {
    const { url } = await runningHall();
    const path = join(temporaryFolder(), 'none');
    await expect(Detecting.begin(url, { target: { kind: 'serial', path } })).rejects.toThrow(
      /detect\.cannotOpen/,
    );
  });

  it('is done one at a time, and frees the port when the browser goes away', async () => {
    const cable = await SerialCable.plugged();
    const { url } = await runningHall();
    const asked = { target: { kind: 'serial', path: cable.path }, seconds: 60 };
    const first = await Detecting.begin(url, asked);
    await first.sees(({ phase }) => phase === 'listening', 'listening');
    await expect(Detecting.begin(url, asked)).rejects.toThrow(/detect\.other/);
    expect(
      await ask(url, {
        ...{ target: asked.target, driver: 'lock-8a', request: 'query all', character: at9600 },
        agreed: '80 01 00 33 B2',
      }),
    ).toMatchObject({ code: 'detect.other' });
    first.goAway();
    const second = await until(() => Detecting.begin(url, asked).catch(() => null), 'a free port');
    await second.sees(({ phase }) => phase === 'listening', 'listening again');
    expect(cable.heard).toHaveLength(0);
  });

  it('ends with the hall, and holds up no stop', async () => {
    const cable = await SerialCable.plugged();
    const { url, stop } = await runningHall();
    const asked = { target: { kind: 'serial', path: cable.path }, seconds: 60 };
    const detecting = await Detecting.begin(url, asked);
    await detecting.sees(({ phase }) => phase === 'listening', 'listening');
    await within(stop(), 'the end of the hall');
    await within(detecting.ended, 'the end of listening');
    // The port is free for whoever comes next.
    const next = await runningHall();
    const again = await Detecting.begin(next.url, asked);
    await again.sees(({ phase }) => phase === 'listening', 'listening again');
  });

  it('says so when the port is pulled meanwhile', async () => {
    const cable = await SerialCable.plugged();
    const { url } = await runningHall();
    const asked = { target: { kind: 'serial', path: cable.path }, seconds: 60 };
    const detecting = await Detecting.begin(url, asked);
    await detecting.sees(({ settings }) => settings[0]?.state === 'listening', 'listening');
    await cable.unplug();
    const { phase, verdict, error } = await detecting.outcome();
    expect(phase).toBe('failed');
    expect(verdict.en).toContain(error);
  });
});

describe('asking an unknown device', () => {
  it('sends the very bytes that were agreed to, once, and tells the board by its answer', async () => {
    const { path, heard } = await lockBoard();
    const { url } = await runningHall();
    const target = { kind: 'serial', path };
    const [query] = (await queries(url, 3)).filter(({ driver }) => driver === 'lock-8a');
    expect(query).toMatchObject({ request: 'query all', hex: '80 03 00 33 B0', settings: { address: 3 } });
    const { driver, request, settings } = query!;
    const asked = { target, driver, request, settings, character: at9600 };
    expect(await ask(url, { ...asked, agreed: '80 01 00 33 B2' })).toMatchObject({
      code: 'detect.notAgreed',
    });
    expect(await ask(url, { ...asked, agreed: query!.hex, request: 'unlock 1' })).toMatchObject({
      code: 'detect.noQuery',
    });
    expect(heard()).toBe('');
    const answer = await ask(url, { ...asked, agreed: query!.hex });
    expect(answer).toMatchObject({
      answered: true,
      finding: { driver: 'lock-8a', settings: { address: 3 } },
    });
    expect(answer.records.map(({ direction, hex }) => [direction, hex])).toEqual([
      ['out', '80 03 00 33 B0'],
      ['in', '80 03 FF FF FF 33 4F'],
    ]);
    expect(heard()).toBe('80 03 00 33 B0');
  });

  it('takes an echo for no answer', async () => {
    const server = await SerialServer.listen((bytes) => bytes);
    const { url } = await runningHall();
    const target = { kind: 'tcp', host: '127.0.0.1', port: server.port };
    const answer = await ask(url, {
      ...{ target, driver: 'lock-8a', request: 'query all', character: at9600 },
      agreed: '80 01 00 33 B2',
    });
    expect(answer).toMatchObject({ answered: false, finding: null });
    expect(answer.verdict.zh).toMatch(/回显/);
  });
});

describe('finding out what stands behind a serial server', () => {
  it('listens once, since the speed is set there, and hears what is said', async () => {
    const server = await SerialServer.listen();
    const { url } = await runningHall();
    const target = { kind: 'tcp', host: '127.0.0.1', port: server.port };
    const detecting = await Detecting.begin(url, { target, seconds: 2 });
    for (const frame of ['80 01 00 00 02 33 B0', '80 01 00 00 00 33 B2', '81 01 01 11 90']) {
      const before = detecting.heard.length;
      await server.say(frame);
      await until(() => (detecting.heard.length > before ? true : null), frame);
    }
    const { findings, settings } = await detecting.outcome();
    expect(settings).toHaveLength(1);
    expect(findings).toMatchObject([{ driver: 'lock-8a', character: null, confidence: 'certain' }]);
    expect(server.heard).toHaveLength(0);
    await until(() => (server.open === 0 ? true : null), 'the end of the connection');
  });

  it('has heard enough of who never pauses', async () => {
    const server = await SerialServer.listen();
    const { url } = await runningHall();
    const target = { kind: 'tcp', host: '127.0.0.1', port: server.port };
    const detecting = await Detecting.begin(url, { target, seconds: 60 });
    await server.say(new Uint8Array(200_000).map((_, place) => (place * place * 31) >> 3));
    const { phase, findings, bytes } = await detecting.outcome();
    expect({ phase, findings }).toEqual({ phase: 'ended', findings: [] });
    expect(bytes).toBeGreaterThan(64 * 1024);
  });

  it('refuses an address that a line uses', async () => {
    const server = await SerialServer.listen();
    const { url } = await runningHall({
      lines: [tcpLine('signs', server.port)],
      devices: [{ id: 'pad', driver: 'ff68-pad', line: 'signs', window: '1' }],
    });
    const target = { kind: 'tcp', host: 'localhost', port: server.port };
    await expect(Detecting.begin(url, { target })).rejects.toThrow(/detect\.inUse.*signs/);
  });
});
