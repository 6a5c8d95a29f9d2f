import { describe, expect, it } from 'vitest';
import { HOUR } from '../../shared/time.ts';
import { handBridge, HandLine, SetClock } from '../support/hand-line.ts';

const recall = 'FF 68 03 03 68 01 01 0D 0F 16';
const pad = [{ id: 'pad', driver: 'ff68-pad', line: 'line', window: '1' }];
const printer = [{ id: 'printer', driver: 'escpos-printer', line: 'line', settings: { pollSeconds: 60 } }];
const lockers = [{ id: 'locker', driver: 'lock-8a', line: 'line', settings: { pollMs: 60_000 } }];

const by = { who: 'person:test', from: 'test' };
const envelope = (name: string, data: unknown, now = Date.now()) => ({
  ...{ id: crypto.randomUUID(), name, data, expires: now + 10_000 },
});

describe('a clock that is set', () => {
  it.each([
    ['back', -HOUR],
    ['forward', HOUR],
  ])('%s neither swallows a key nor keeps the line from answering', async (_way, ms) => {
    const [line, clock] = [new HandLine(), new SetClock()];
    const { events } = await handBridge(line, pad, clock);
    await line.opened();
    line.say(recall);
    await line.hears(recall);
    // Set in the moment of quiet that follows what was sent.
    await new Promise(setImmediate);
    clock.move(ms);
    line.say(recall);
    await line.hears(recall, 2);
    expect(events.filter(({ type }) => type === 'pad.keyPressed')).toHaveLength(2);
  });

  it('back and forward again makes no event older than the one before it', async () => {
    const [line, clock] = [new HandLine(), new SetClock()];
    const { bridge, events } = await handBridge(line, pad, clock);
    const issue = () => bridge.commands.handle(envelope('issueTicket', { service: 'A' }, clock.now()), by);
    for (const ms of [0, 2 * HOUR, -3 * HOUR, -HOUR, 2 * HOUR]) {
      clock.move(ms);
      expect(await issue()).toMatchObject({ ok: true });
    }
    const times = events.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(events.filter(({ type }) => type === 'ticket.issued')).toHaveLength(5);
  });

  it('back over midnight does not open a day that is over', async () => {
    const [line, clock] = [new HandLine(), new SetClock()];
    const { bridge, events } = await handBridge(line, pad, clock);
    clock.move(24 * HOUR);
    await bridge.live.tick();
    clock.move(-24 * HOUR);
    await bridge.live.tick();
    const answer = await bridge.commands.handle(envelope('issueTicket', { service: 'A' }), by);
    expect(answer).toMatchObject({ ok: true });
    expect(events.filter(({ type }) => type === 'day.opened')).toHaveLength(2);
    expect(bridge.live.state.issued).toEqual({ A: 1 });
  });
});

/**
 * Lets the process stand still, as under a heavy load, until timers are due; what has arrived
 * meanwhile is read in the turn of the loop after them.
 */
function standStill(ms: number, arrived: () => void): void {
  setImmediate(() => {
    setImmediate(arrived);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  });
}

describe('a process that stands still for a moment', () => {
  it('drops no frame whose rest arrived in time', async () => {
    const line = new HandLine();
    const { bridge, sees } = await handBridge(line, pad);
    await line.opened();
    line.say(recall.slice(0, 14));
    standStill(100, () => line.say(recall.slice(15)));
    expect(await sees('pad.keyPressed')).toMatchObject({ data: { key: 'recall' } });
    expect(bridge.fleet.report().lines[0]?.counters).toMatchObject({ frames: 1, timeouts: 0 });
  });

  it('misses no answer that arrived in time', async () => {
    const line = new HandLine();
    const done =
      'A5 A5 A5 A5 A5 A5 A5 A5 A5 00 80 FE FF 00 00 00 00 00 00 FE 02 05 00 A0 00 00 00 00 14 AC 5A';
    const { bridge, sees } = await handBridge(line, [{ id: 'sign', driver: 'onbon-bx5k', line: 'line' }]);
    await line.opened();
    line.say(done);
    await sees('device.availabilityChanged', ({ data }) => data.availability === 'online');
    const shown = new Promise<void>((resolve) => {
      // Its status and its clock come first, and get no answer.
      line.onWrite = (hex) => {
        if (hex.includes('a306')) resolve();
        return undefined;
      };
    });
    const asked = bridge.fleet.act('sign', 'showText', { text: 'A001' }, { expires: Date.now() + 10_000 });
    await shown;
    standStill(1200, () => line.say(done));
    await asked;
    expect((await sees('display.shown')).data).toEqual({ text: 'A001' });
  });
});

describe('a line that breaks while bytes are on it', () => {
  const isJob = (hex: string) => hex.startsWith('1b40');

  /** Answers every question of the status, and keeps the job on the cable; resolves when that is there. */
  const holdJob = (line: HandLine) =>
    new Promise<void>((resolve) => {
      line.onWrite = (hex) => {
        if (hex.startsWith('1004')) line.say('12');
        if (!isJob(hex)) return undefined;
        resolve();
        return new Promise<void>(() => undefined);
      };
    });

  it('leaves a ticket uncertain: it may have been printed', async () => {
    const line = new HandLine();
    const { bridge, sees } = await handBridge(line, printer);
    await line.opened();
    line.say('10 00 00 00');
    await sees('printer.statusChanged');
    const begun = holdJob(line);
    const asked = bridge.commands.handle(envelope('issueTicket', { service: 'A', printer: 'printer' }), by);
    expect(await asked).toMatchObject({ ok: true });
    await begun;
    line.events?.closed(new Error('the cable is out'));
    const failed = await sees('ticket.printFailed');
    expect(failed.data).toMatchObject({ code: 'printer.interrupted', uncertain: true });
    await line.opened(2);
    expect(line.written.filter(isJob)).toHaveLength(1);
  });

  it('leaves a door to its contact: the order may have arrived', async () => {
    const line = new HandLine();
    const { bridge, sees } = await handBridge(line, lockers);
    await line.opened();
    line.say('80 01 00 00 00 33 B2');
    await sees('device.availabilityChanged', ({ data }) => data.availability === 'online');
    const asked = bridge.commands.handle(envelope('unlockDoor', { device: 'locker', door: 3 }), by);
    await line.hears('8A 01 03 11 99');
    line.events?.closed(new Error('the cable is out'));
    expect(await asked).toMatchObject({ ok: true });
    await line.opened(2);
    expect(line.written.filter((hex) => hex === '8a01031199')).toHaveLength(1);
  });

  it('before a ticket had its turn prints it neither now nor later, and says so for certain', async () => {
    const line = new HandLine();
    const { bridge, sees, events } = await handBridge(line, printer);
    await line.opened();
    line.say('10 00 00 00');
    await sees('printer.statusChanged');
    const begun = holdJob(line);
    for (const _ of [1, 2]) {
      await bridge.commands.handle(envelope('issueTicket', { service: 'A', printer: 'printer' }), by);
    }
    await begun;
    line.events?.closed(new Error('the cable is out'));
    await sees('ticket.printFailed', ({ data }) => data.ticket.endsWith('A002'));
    await line.opened(2);
    expect(line.written.filter(isJob)).toHaveLength(1);
    const outcomes = events.flatMap((event) => (event.type === 'ticket.printFailed' ? [event.data] : []));
    expect(outcomes.map(({ uncertain }) => uncertain)).toEqual([true, false]);
  });
});
