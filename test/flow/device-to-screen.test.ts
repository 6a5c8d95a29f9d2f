import { describe, expect, it } from 'vitest';
import type { FrameRecord, LinesReport } from '../../shared/channel.ts';
import { connectSocket, Screen } from '../support/screen.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { SerialServer } from '../support/serial-server.ts';
import { within } from '../support/until.ts';

/** Frames as the pads' maker documents them. */
const call = 'FF 68 03 03 68 01 01 0C 0E 16';
const recall = 'FF 68 03 03 68 01 01 0D 0F 16';
const recallAt2 = 'FF 68 03 03 68 02 01 0D 10 16';
const badChecksum = 'FF 68 03 03 68 01 01 0C 0F 16';

const pad = (id: string, line: string, window: string, address = 1) => ({
  ...{ id, line, window, driver: 'ff68-pad', settings: { address } },
});

async function hallWithPads() {
  const bus = await SerialServer.listen();
  const other = await SerialServer.listen();
  const hall = await runningHall({
    lines: [tcpLine('bus', bus.port), tcpLine('other', other.port)],
    devices: [pad('pad-1', 'bus', '1'), pad('pad-2', 'bus', '2', 2), pad('pad-3', 'other', '3')],
  });
  await Promise.all([bus.connected(), other.connected()]);
  return { bus, other, hall };
}

describe('bytes on a line', () => {
  it('become one event of their device at a screen, with the frame behind it', async () => {
    const { bus, hall } = await hallWithPads();
    const screen = await Screen.watching(hall.url);
    await bus.say(recall);
    const pressed = await screen.sees('pad.keyPressed');
    expect(pressed).toMatchObject({
      device: 'pad-1',
      framed: true,
      data: { window: '1', key: 'recall' },
      by: { who: 'device:pad-1', from: `tcp://127.0.0.1:${bus.port}` },
    });
    const detail = await (await fetch(`${hall.url}/api/events/${pressed.seq}`)).json();
    expect(detail.frame).toMatchObject({ seq: pressed.seq, device: 'pad-1', hex: recall });
    expect(detail.frame.fields.length).toBeGreaterThan(3);
    expect(detail.effects.map(({ type }: { type: string }) => type)).toEqual(['command.refused']);
    await bus.hears(recall);
  });

  it('are whole frames however they are cut, merged and surrounded by noise', async () => {
    const { bus, hall } = await hallWithPads();
    const screen = await Screen.watching(hall.url);
    await bus.say('FF 68 03 03', '68 01 01', '0D 0F 16');
    await screen.sees('pad.keyPressed', ({ device }) => device === 'pad-1');
    await bus.say(`00 FF 16 68 ${recallAt2} ${call} FF`);
    await screen.sees('pad.keyPressed', ({ data }) => data.key === 'call');
    expect(screen.all('pad.keyPressed').map(({ device, data }) => [device, data.key])).toEqual([
      ['pad-1', 'recall'],
      ['pad-2', 'recall'],
      ['pad-1', 'call'],
    ]);
  });

  it('that bounce or are said again are one event, acknowledged each time and counted', async () => {
    const { bus, hall } = await hallWithPads();
    const screen = await Screen.watching(hall.url);
    await bus.say(recall, recall);
    await bus.hears(recall, 2);
    await bus.say(recallAt2);
    await screen.sees('pad.keyPressed', ({ device }) => device === 'pad-2');
    expect(screen.all('pad.keyPressed').map(({ device }) => device)).toEqual(['pad-1', 'pad-2']);
    expect((await hall.line('bus')).counters).toMatchObject({ frames: 3, duplicates: 1 });
  });

  it('that are garbage are counted and shown, and stop no other device', async () => {
    const { bus, other, hall } = await hallWithPads();
    const screen = await Screen.watching(hall.url);
    const inspector = await connectSocket(hall.url);
    await inspector.emitWithAck('inspect', 'bus');
    const shown: FrameRecord[] = [];
    const seen = new Promise<void>((resolve) => {
      inspector.on('frames', (records) => {
        shown.push(...records);
        if (shown.some(({ verdict }) => verdict === 'badChecksum')) resolve();
      });
    });
    const garbage = Buffer.alloc(70_000, 0x55);
    await bus.say(garbage);
    await hall.line('bus', ({ counters }) => counters.noise === garbage.length);
    await bus.say(badChecksum);
    await within(seen, 'the bad checksum at the inspector');
    expect(shown.find(({ verdict }) => verdict === 'noise')?.hex).toMatch(/^55 55/);
    expect(shown.find(({ verdict }) => verdict === 'badChecksum')?.hex).toBe(badChecksum);
    const { counters } = await hall.line('bus');
    expect(counters).toMatchObject({ noise: 70_010, badChecksums: 1, frames: 0, bytesIn: 70_010 });
    await other.say(recall);
    await bus.say(recallAt2);
    await screen.sees('pad.keyPressed', ({ device }) => device === 'pad-3');
    await screen.sees('pad.keyPressed', ({ device }) => device === 'pad-2');
    expect(screen.all('pad.keyPressed').length).toBe(2);
    expect((await hall.line('other')).counters).toMatchObject({ noise: 0, frames: 1 });
  });

  it('for an address that is nobody here are counted as unclaimed, and are no event', async () => {
    const { bus, hall } = await hallWithPads();
    const screen = await Screen.watching(hall.url);
    await bus.say('FF 68 03 03 68 09 01 0D 17 16', recall);
    await screen.sees('pad.keyPressed');
    expect(screen.all('pad.keyPressed').map(({ device }) => device)).toEqual(['pad-1']);
    expect((await hall.line('bus')).counters).toMatchObject({ frames: 2, unclaimed: 1 });
  });
});

describe('a client', () => {
  it('gets nothing it does not watch, and only the frames of the line it inspects', async () => {
    const { bus, other, hall } = await hallWithPads();
    const watching = await Screen.watching(hall.url);
    const silent = await connectSocket(hall.url);
    const inspecting = await connectSocket(hall.url);
    const heard: string[] = [];
    silent.onAny((name: string) => heard.push(name));
    const lines = new Set<string>();
    const framed = new Promise<void>((resolve) => {
      inspecting.onAny((name: string, records: FrameRecord[]) => {
        heard.push(`inspecting ${name}`);
        for (const { line } of records) lines.add(line);
        resolve();
      });
    });
    await inspecting.emitWithAck('inspect', 'other');
    await bus.say(recall);
    await bus.hears(recall);
    await other.say(recall);
    await within(framed, 'frames');
    // Two heartbeats later everything that was on its way has come.
    for (const _ of [1, 2])
      await within(new Promise((resolve) => watching.socket.once('events', resolve)), 'beat');
    expect([...lines]).toEqual(['other']);
    expect(new Set(heard)).toEqual(new Set(['inspecting frames']));
  });

  it('that watches the lines hears how they are', async () => {
    const { bus, hall } = await hallWithPads();
    const socket = await connectSocket(hall.url);
    const first = await socket.emitWithAck('watchLines', true);
    expect(first.lines.map(({ id, connected }) => [id, connected])).toEqual([
      ['bus', true],
      ['other', true],
    ]);
    await bus.unplug();
    const lost = new Promise<LinesReport['lines'][number]>((resolve) => {
      socket.on('lines', ({ lines }) => {
        const line = lines.find(({ id }) => id === 'bus');
        if (line && !line.connected) resolve(line);
      });
    });
    expect((await within(lost, 'the loss of the line')).error).toMatch(/\S/);
  });

  it('gets an empty batch as the heartbeat of an idle hall, with the present epoch', async () => {
    const hall = await runningHall();
    const screen = await Screen.watching(hall.url);
    await within(new Promise((resolve) => screen.socket.once('events', resolve)), 'a heartbeat');
    expect(screen.batches[0]).toMatchObject({ epoch: screen.epoch, events: [] });
  });
});

describe('a line that is lost', () => {
  it('is told with the reason, opened again by itself, and counts on', async () => {
    const { bus, hall } = await hallWithPads();
    const screen = await Screen.watching(hall.url);
    await bus.say(recall);
    await screen.sees('device.availabilityChanged', ({ data }) => data.availability === 'online');
    await bus.unplug();
    const gone = await screen.sees(
      'device.availabilityChanged',
      ({ device, data }) => device === 'pad-1' && data.availability === 'offline',
    );
    expect(gone.data).toMatchObject({ reason: 'lineLost' });
    expect(gone.data.detail).toMatch(/\S/);
    await bus.plug();
    await bus.connected(2);
    await screen.sees(
      'device.availabilityChanged',
      ({ device, data, seq }) => device === 'pad-1' && data.availability === 'unknown' && seq > gone.seq,
    );
    await bus.say(recallAt2);
    await screen.sees('pad.keyPressed', ({ device }) => device === 'pad-2');
    const line = await hall.line('bus', ({ connected }) => connected);
    expect(line.counters.frames).toBe(2);
    expect(line.counters.reconnects).toBeGreaterThan(0);
  });

  it('in the middle of a frame completes it with nothing that comes later', async () => {
    const { bus, hall } = await hallWithPads();
    const screen = await Screen.watching(hall.url);
    await bus.say(recall.slice(0, 17));
    await hall.line('bus', ({ counters }) => counters.timeouts === 1);
    await bus.unplug();
    await bus.plug();
    await bus.connected(2);
    await bus.say(recall.slice(18), recallAt2);
    await screen.sees('pad.keyPressed');
    expect(screen.all('pad.keyPressed').map(({ device }) => device)).toEqual(['pad-2']);
  });
});
