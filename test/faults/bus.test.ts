import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../bridge/clock/clock.ts';
import { byteDriver, type Driver } from '../../bridge/drivers/driver.ts';
import type { Framing } from '../../bridge/framing/framing.ts';
import { handBridge, HandLine } from '../support/hand-line.ts';
import { runningHall, tcpLine } from '../support/running.ts';
import { Screen } from '../support/screen.ts';
import { SerialServer } from '../support/serial-server.ts';

const END = 0x0a;

/** Three bytes a frame: who, what, and the end. */
const framing: Framing = {
  id: 'asked',
  maxFrame: 3,
  inspect: ([who, , end]) => {
    if (who === undefined || who > 0x0f || (end !== undefined && end !== END))
      return { kind: 'noise', length: 1 };
    return end === undefined ? { kind: 'wait' } : { kind: 'frame', length: 3 };
  },
};

/** A device that speaks when it is asked: `who Q end` is answered by `who A end`, an order `O` by `D`. */
const asked: Driver = byteDriver({
  id: 'asked',
  kind: 'display',
  name: { zh: '应答器', en: 'Responder' },
  settings: z.strictObject({
    who: z.number(),
    every: z.number().default(50),
    retries: z.number().default(0),
  }),
  silentAfter: 60_000,
  framing: () => framing,
  decode: ([who], settings) => (who === settings.who ? { readings: [] } : null),
  describe: () => [],
  polls: ({ who, every, retries }) => {
    const answeredBy = ([by, what]: Uint8Array) => by === who && what === 0x41;
    const bytes = Uint8Array.of(who, 0x51, END);
    return [{ request: { name: 'ask', bytes, answeredBy, timeout: 20, retries }, every }];
  },
  actions: {
    showText: (_text, { who }) => {
      const answeredBy = ([by, what]: Uint8Array) => by === who && what === 0x44;
      return [{ name: 'show', bytes: Uint8Array.of(who, 0x4f, END), answeredBy, timeout: 100 }];
    },
  },
  examples: [],
});
const drivers = new Map([['asked', asked]]);

const device = (who: number, settings = {}) => ({
  id: `device-${who}`,
  driver: 'asked',
  line: 'line',
  settings: { who, ...settings },
});

/** A line on which the devices answer that are told to. */
function lineOf(...alive: number[]) {
  const line = new HandLine();
  const answering = new Set(alive);
  line.onWrite = (hex) => {
    const [who = 0, what] = Buffer.from(hex, 'hex');
    if (what === 0x51 && answering.has(who)) line.say(`0${who} 41 0A`);
  };
  const askedOf = (who: number) => line.written.filter((hex) => hex === `0${who}510a`).length;
  return { line, answering, askedOf };
}

describe('a device that does not answer', () => {
  it('is asked once in ten cycles and keeps no other waiting, until its first answer', async () => {
    const { line, answering, askedOf } = lineOf(1);
    const { sees } = await handBridge(line, [device(1), device(2)], systemClock, drivers);
    await sees(
      'device.availabilityChanged',
      (event) => event.device === 'device-2' && event.data.availability === 'offline',
    );
    const [alive, dead] = [askedOf(1), askedOf(2)];
    await line.hears('01 51 0A', alive + 40);
    expect(askedOf(2) - dead).toBeLessThanOrEqual(6);
    answering.add(2);
    await sees(
      'device.availabilityChanged',
      (event) => event.device === 'device-2' && event.data.availability === 'online',
    );
    const back = askedOf(2);
    await line.hears('01 51 0A', askedOf(1) + 20);
    expect(askedOf(2) - back).toBeGreaterThanOrEqual(15);
  });

  it('is given a command all the same', async () => {
    const { line } = lineOf(1);
    const { bridge, sees } = await handBridge(line, [device(1), device(2)], systemClock, drivers);
    await sees(
      'device.availabilityChanged',
      (event) => event.device === 'device-2' && event.data.availability === 'offline',
    );
    const shown = bridge.fleet.act('device-2', 'showText', { text: 'A001' }, { expires: Date.now() + 5000 });
    await line.hears('02 4F 0A');
    line.say('02 44 0A');
    await shown;
  });
});

describe('an answer', () => {
  it('that began before the question is none', async () => {
    const { line } = lineOf(1);
    const { bridge, sees } = await handBridge(line, [device(1, { every: 60_000 })], systemClock, drivers);
    await sees('device.availabilityChanged', ({ data }) => data.availability === 'online');
    line.say('01 44');
    line.onWrite = () => line.say('0A');
    const shown = bridge.fleet.act('device-1', 'showText', { text: 'A001' }, { expires: Date.now() + 5000 });
    await expect(shown).rejects.toMatchObject({ code: 'device.noAnswer' });
  });

  it('that does not come is asked for again where that does no harm, and the device is not missed', async () => {
    const { line, answering, askedOf } = lineOf();
    const again = device(1, { every: 60_000, retries: 3 });
    const { sees } = await handBridge(line, [again], systemClock, drivers);
    await line.hears('01 51 0A', 3);
    answering.add(1);
    await sees('device.availabilityChanged', ({ data }) => data.availability === 'online');
    expect(askedOf(1)).toBe(4);
  });
});

describe('a line on which nobody answers', () => {
  it('is opened anew, and no device is told that it was lost', async () => {
    const answer = Buffer.from('800100000033B2', 'hex');
    let connects = 0;
    // A server that takes the first connection and lets it hang.
    const server: SerialServer = await SerialServer.listen(() => (connects > 1 ? answer : null));
    const count = async () => {
      for (let n = 1; n <= 2; n += 1) {
        await server.connected(n);
        connects = n;
      }
    };
    const counted = count();
    const hall = await runningHall({
      lines: [tcpLine('lockers', server.port)],
      devices: [{ id: 'board', driver: 'lock-8a', line: 'lockers', settings: { pollMs: 100 } }],
    });
    const screen = await Screen.watching(hall.url);
    await counted;
    await screen.finds('board', 'online');
    const reasons = screen.all('device.availabilityChanged').map(({ data }) => data.reason);
    expect(reasons).not.toContain('lineLost');
    expect((await hall.line('lockers')).counters.reconnects).toBe(1);
  });
});
