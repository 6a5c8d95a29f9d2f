import { describe, expect, it } from 'vitest';
import type { LineConfig } from '../../shared/config/schema.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { fromHex, SerialServer } from '../support/serial-server.ts';
import { until } from '../support/until.ts';

const call = 'FF 68 03 03 68 01 01 0C 0E 16';
const recall = 'FF 68 03 03 68 01 01 0D 0F 16';
const query = '80 01 00 33 B2';
const doors = '80 01 00 00 06 33 B4';
const unlock = '8A 01 03 11 99';

const echoing = (id: string, port: number, more: Partial<LineConfig> = {}) => ({
  ...tcpLine(id, port),
  echo: true,
  ...more,
});

describe('an adapter that hears itself', () => {
  it('gives a pad no second key of its own acknowledgement, and shows no frame that the pad did not send', async () => {
    const server = await SerialServer.listen((bytes) => bytes);
    const hall = await runningHall({
      lines: [echoing('pads', server.port)],
      devices: [
        { id: 'pad', driver: 'ff68-pad', line: 'pads', window: '1' },
        { id: 'rate', driver: 'ff68-evaluator', line: 'pads', window: '1' },
      ],
    });
    const screen = await Screen.watching(hall.url);
    await server.say(call);
    await screen.sees('pad.keyPressed', ({ data }) => data.key === 'call');
    await server.hears(call);
    await hall.bridge.fleet.act(
      'pad',
      'showQueue',
      { waiting: 3, number: 'A001' },
      { expires: Date.now() + 5000 },
    );
    await server.hears('FF 68 08 08 68 01 02');
    await server.say(recall);
    await screen.sees('pad.keyPressed', ({ data }) => data.key === 'recall');
    await server.hears(recall);
    const { counters } = await hall.line('pads');
    expect(counters).toMatchObject({ frames: 2, duplicates: 0, unclaimed: 0, noise: 0 });
    expect(screen.all('pad.keyPressed')).toHaveLength(2);
  });

  it('is not taken for the locker board whose answer has the same bytes as the order', async () => {
    const server = await SerialServer.listen((bytes) => {
      const answer = bytes.equals(fromHex(query)) ? fromHex(doors) : bytes;
      return Buffer.concat([bytes, answer]);
    });
    const hall = await runningHall({
      lines: [echoing('lockers', server.port)],
      devices: [{ id: 'locker', driver: 'lock-8a', line: 'lockers', settings: { pollMs: 60_000 } }],
    });
    await hall.line('lockers', ({ counters }) => counters.frames === 1);
    const screen = await Screen.watching(hall.url);
    const closed = () =>
      [...(screen.state.lockers['locker'] ?? []).entries()].filter(([, is]) => is === 'closed');
    await until(() => (closed().length > 0 ? true : null), 'the doors');
    expect(closed().map(([index]) => index + 1)).toEqual([2, 3]);
    expect(await screen.command('unlockDoor', { device: 'locker', door: 3 })).toMatchObject({ ok: true });
    await hall.line('lockers', ({ counters }) => counters.frames === 2);
    const heard = (hall.bridge.fleet.logOf('lockers')?.recent() ?? []).filter(
      ({ direction }) => direction === 'in',
    );
    expect(heard.map(({ hex }) => hex.replaceAll(' ', '').toUpperCase())).toEqual(
      [doors, unlock].map((hex) => hex.replaceAll(' ', '')),
    );
    expect((await hall.line('lockers')).counters).toMatchObject({ noise: 0, unclaimed: 0 });
  });

  it('whose echo is disturbed shows the disturbance as noise, and the answer counts', async () => {
    const server = await SerialServer.listen(() => fromHex(`80 01 00 33 00 ${doors}`));
    const hall = await runningHall({
      lines: [echoing('lockers', server.port)],
      devices: [{ id: 'locker', driver: 'lock-8a', line: 'lockers', settings: { pollMs: 60_000 } }],
    });
    const { counters } = await hall.line('lockers', (line) => line.counters.frames === 1);
    expect(counters).toMatchObject({ frames: 1, noise: 5 });
  });
});
