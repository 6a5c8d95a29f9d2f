import { beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../shared/time.ts';
import { hallAt, local } from './demo.ts';
import type { FakeBridge } from './fake-bridge.ts';

describe('an ordinary business day', () => {
  let bridge: FakeBridge;
  const byHour: number[] = [];

  beforeAll(async () => {
    const hall = await hallAt('2026-03-04T08:05');
    bridge = hall.bridge;
    hall.sim.start({ live: false });
    for (let hour = 9; hour <= 19; hour++) {
      const before = bridge.issued;
      await hall.clock.runTo(local('2026-03-04T00:00') + hour * HOUR);
      byHour.push(bridge.issued - before);
    }
  });

  it('brings as many people as the timetable has, most of them at ten and at three', () => {
    expect(bridge.issued).toBeGreaterThan(300);
    expect(bridge.issued).toBeLessThan(460);
    const [, , nineToTen, tenToEleven, elevenToTwelve, noon] = byHour;
    expect(nineToTen! + tenToEleven!).toBeGreaterThan(elevenToTwelve! + noon!);
  });

  it('has nobody come after closing time', () => {
    expect(byHour.at(-1)).toBe(0);
  });

  it('serves nearly everybody, each once', () => {
    expect(bridge.served / bridge.issued).toBeGreaterThan(0.88);
    expect(new Set(bridge.finished).size).toBe(bridge.finished.length);
  });

  it('calls the people of a service in the order of their numbers', () => {
    const firstCalls = [...new Set(bridge.called)];
    const byPrefix = Map.groupBy(firstCalls, (number) => number[0]);
    for (const numbers of byPrefix.values()) expect(numbers).toEqual(numbers.toSorted());
  });

  it('makes people wait, but not for hours', () => {
    const waits = bridge.waits.toSorted((a, b) => a - b);
    expect(waits[Math.floor(waits.length / 2)]).toBeLessThan(25 * MINUTE);
    expect(waits[Math.floor(0.9 * waits.length)]).toBeGreaterThan(MINUTE);
  });

  it('has about seven in ten rate, nearly all of them content', () => {
    const rated = bridge.grades.length / bridge.served;
    expect(rated).toBeGreaterThan(0.6);
    expect(rated).toBeLessThan(0.85);
    expect(bridge.grades.filter((grade) => grade >= 3).length / bridge.grades.length).toBeGreaterThan(0.95);
  });

  it('ends with every window left by its clerk', () => {
    expect(bridge.open.size).toBe(8);
    expect(bridge.paused.size).toBe(8);
  });
});

describe('at odd hours', () => {
  it.each([
    ['in the middle of the night', '2026-03-04T03:00'],
    ['on a Saturday', '2026-03-07T11:00'],
    ['on a Sunday evening', '2026-03-08T20:00'],
  ])('is alive %s, with every service served', async (_, time) => {
    const { clock, sim, bridge } = await hallAt(time);
    sim.start({ live: true });
    await clock.runTo(local(time) + 3 * HOUR);
    expect(bridge.open.size).toBe(5);
    expect(bridge.issued).toBeGreaterThan(20);
    expect(bridge.served / bridge.issued).toBeGreaterThan(0.7);
    expect(Math.max(...bridge.waits)).toBeLessThan(2 * HOUR);
  });

  it('is empty at night where it keeps its hours', async () => {
    const { clock, sim, bridge } = await hallAt('2026-03-04T01:00');
    sim.start({ live: false });
    await clock.runTo(local('2026-03-04T06:00'));
    expect(bridge.issued).toBe(0);
    expect(bridge.open.size).toBe(0);
  });
});
