import { describe, expect, it } from 'vitest';
import { PacedClock } from '../../../bridge/clock/paced.ts';
import { PRIORITY } from '../../../bridge/devices/exchange.ts';
import { Polling, type Polled } from '../../../bridge/devices/polling.ts';
import { Stall } from '../../../bridge/devices/stall.ts';

function board(id: string, every: number): Polled {
  const request = { name: 'query', bytes: Uint8Array.of(1) };
  return { id, settings: {}, driver: { polls: () => [{ request, every }] } };
}

/** Polls on a clock that is run by hand, and when which board was asked. */
function polled(pace = 1) {
  const clock = new PacedClock(0);
  const asked: Record<string, number[]> = {};
  const priorities: Record<string, number> = {};
  const polling = new Polling(clock, pace, ({ id }, _request, priority) => {
    (asked[id] ??= []).push(clock.now());
    priorities[id] = priority;
  });
  return { clock, asked, priorities, polling };
}

describe('polls of a line', () => {
  it('begin with every device at once and are then spread over the time between two', async () => {
    const { clock, asked, polling } = polled();
    for (const [index, id] of ['a', 'b', 'c'].entries()) polling.add(board(id, 300), index / 3);
    await clock.runTo(700);
    expect(asked).toEqual({ a: [0, 300, 600], b: [0, 100, 400, 700], c: [0, 200, 500] });
    polling.stop();
    await clock.runTo(5000);
    expect(asked['a']).toHaveLength(3);
  });

  it('are fast or slow by their own pace, however the hall is paced', async () => {
    const { clock, asked, priorities, polling } = polled(10);
    polling.add(board('doors', 1000), 0);
    polling.add(board('health', 60_000), 0);
    await clock.runTo(10_000);
    expect(priorities).toEqual({ doors: PRIORITY.fast, health: PRIORITY.slow });
    expect(asked['doors']).toEqual([0, 10_000]);
  });

  it('of a dead device go once in ten cycles, until it speaks', async () => {
    const { clock, asked, polling } = polled();
    polling.add(board('dead', 100), 0);
    polling.add(board('alive', 100), 0);
    for (let miss = 0; miss < 3; miss += 1) polling.missed('dead');
    await clock.runTo(5000);
    expect([asked['dead']?.length, asked['alive']?.length]).toEqual([1 + 5, 1 + 50]);
    polling.heard('dead');
    await clock.runTo(6000);
    expect(asked['dead']).toHaveLength(1 + 5 + 10);
  });

  it('of two that died together do not go in one cycle', async () => {
    const { clock, asked, polling } = polled();
    polling.add(board('a', 100), 0);
    polling.add(board('b', 100), 0.5);
    await clock.runTo(0);
    for (let miss = 0; miss < 3; miss += 1) for (const id of ['a', 'b']) polling.missed(id);
    await clock.runTo(2000);
    expect(asked).toEqual({ a: [0, 1000, 2000], b: [0, 450, 1450] });
  });

  it('are made anew for every time after the first, where no two are alike', async () => {
    const clock = new PacedClock(0);
    const asked: number[] = [];
    const polling = new Polling(clock, 1, (_device, { bytes }) => asked.push(bytes[0]!));
    let counter = 0;
    const renew = () => ({ name: 'query', bytes: Uint8Array.of(counter++) });
    const polls = () => [{ request: renew(), renew, every: 100 }];
    polling.add({ id: 'a', settings: {}, driver: { polls } }, 0);
    await clock.runTo(300);
    expect(asked).toEqual([0, 1, 2, 3]);
  });

  it('skip no number while the last of their name is still waiting', async () => {
    const clock = new PacedClock(0);
    const asked: number[] = [];
    let isWaiting = true;
    const polling = new Polling(
      clock,
      1,
      (_device, { bytes }) => asked.push(bytes[0]!),
      () => isWaiting,
    );
    let counter = 0;
    const renew = () => ({ name: 'query', bytes: Uint8Array.of(counter++) });
    polling.add(
      { id: 'a', settings: {}, driver: { polls: () => [{ request: renew(), renew, every: 100 }] } },
      0,
    );
    await clock.runTo(200);
    isWaiting = false;
    await clock.runTo(350);
    isWaiting = true;
    await clock.runTo(550);
    isWaiting = false;
    await clock.runTo(600);
    expect(asked).toEqual([0, 1]);
  });

  it('of a device that is taken away stop, and the others go on', async () => {
    const { clock, asked, polling } = polled();
    const [a, b] = [board('a', 100), board('b', 100)];
    polling.add(a, 0);
    polling.add(b, 0.5);
    polling.remove(b);
    await clock.runTo(1000);
    expect([asked['a']?.length, asked['b']?.length]).toEqual([11, 1]);
  });
});

describe('a line on which nobody answers', () => {
  const misses = (stall: Stall, times: number, now: number) =>
    Array.from({ length: times }, () => stall.miss(now)).filter(Boolean).length;

  it('is to be opened anew after six misses in a row, and then ever more rarely', () => {
    const stall = new Stall();
    expect(misses(stall, 5, 0)).toBe(0);
    expect(misses(stall, 1, 0)).toBe(1);
    expect(misses(stall, 100, 19_000)).toBe(0);
    expect(misses(stall, 6, 20_000)).toBe(1);
    expect(misses(stall, 6, 59_000)).toBe(0);
    expect(misses(stall, 6, 60_000)).toBe(1);
  });

  it('is well again with the first answer', () => {
    const stall = new Stall();
    misses(stall, 6, 0);
    stall.clear();
    expect(misses(stall, 5, 10_000)).toBe(0);
    stall.clear();
    expect(misses(stall, 5, 10_000)).toBe(0);
    expect(misses(stall, 1, 10_000)).toBe(1);
  });
});
