import { expect, it, onTestFinished } from 'vitest';
import { PacedClock } from '../../../bridge/clock/paced.ts';
import { findDevice } from '../../../bridge/profiles/find.ts';
import type { ByteDriver } from '../../../bridge/drivers/driver.ts';
import { buildLock8aQuery } from '../../../bridge/framing/lock8a.ts';
import { AskingHost } from '../../../bridge/sim/desk/exercises/asking-host.ts';
import { LoneStand } from '../../../bridge/sim/desk/lone-stand.ts';

it('asks again and again, gives way to another host, and goes on once that has left', async () => {
  const clock = new PacedClock(0);
  const { driver } = (await findDevice('lock-8a'))!;
  const board = await LoneStand.start({
    ...{ id: 'sim-1', driver: driver as ByteDriver, settings: {}, port: 0, clock },
  });
  onTestFinished(() => board.stop());
  const host = new AskingHost(board, buildLock8aQuery(1), clock, 1000);
  const asked = () => board.trace.recent().filter(({ direction }) => direction === 'out').length;
  await clock.runTo(2500);
  expect(asked()).toBe(3);
  let lost = 0;
  const link = board.cable.attach({ bytes: () => undefined, closed: () => (lost += 1) });
  await clock.runTo(5500);
  expect([asked(), lost]).toEqual([3, 0]);
  link.detach();
  await clock.runTo(6500);
  expect(asked()).toBe(4);
  board.plug(false);
  await clock.runTo(8500);
  board.plug(true);
  await clock.runTo(9500);
  expect(asked()).toBe(5);
  host.stop();
  await clock.runTo(20_000);
  expect(asked()).toBe(5);
});
