import { expect, it } from 'vitest';
import { PacedClock } from '../../../bridge/clock/paced.ts';
import { fromHex, toHex } from '../../../bridge/framing/bytes.ts';
import { buildLock8aQuery, buildLock8aUnlock } from '../../../bridge/framing/lock8a.ts';
import { LockBoard } from '../../../bridge/sim/devices/lock-board.ts';
import { PhoneLocker } from '../../../bridge/sim/people/phone-locker.ts';
import { BytePort } from '../../../bridge/sim/ports/byte-port.ts';
import { Random } from '../../../bridge/sim/random.ts';
import { MINUTE } from '../../../shared/time.ts';

function lockers() {
  const clock = new PacedClock(0);
  const port = new BytePort();
  const settings = { address: 1, groups: 2, groupOrder: 'highFirst', feedback: 'shortWhenLocked' } as const;
  const board = new LockBoard(port, settings, 8);
  const said: string[] = [];
  const link = port.attach({ bytes: (chunk) => said.push(toHex(chunk)), closed: () => undefined });
  const locker = new PhoneLocker({ board, doors: 8 }, clock, new Random('locker'));
  return { clock, board, said, link, locker };
}

it('opens the one door that it is told to, and somebody shuts it', async () => {
  const { clock, board, said, link } = lockers();
  link.write(buildLock8aUnlock(1, 3));
  expect([1, 2, 3, 4].map((door) => board.isClosed(door))).toEqual([true, true, false, true]);
  expect(said).toHaveLength(1);
  await clock.runTo(2 * MINUTE);
  expect(board.isClosed(3)).toBe(true);
});

it('tells the state of all doors and phones, the highest group first', async () => {
  const { clock, said, link, locker } = lockers();
  link.write(buildLock8aQuery(1));
  expect([...fromHex(said[0]!)].slice(2, 4)).toEqual([0x00, 0xff]);
  void locker.use(1, 'in', new Random('clerk'));
  await clock.runTo(MINUTE);
  link.write(buildLock8aQuery(1));
  expect([...fromHex(said[1]!)].slice(2, 4)).toEqual([0x02, 0xff]);
});

it('hears no board but its own address', () => {
  const { board, said, link } = lockers();
  link.write(buildLock8aUnlock(2, 3));
  expect(board.isClosed(3)).toBe(true);
  expect(said).toEqual([]);
});

it('gives a phone out for a while only where one lies', async () => {
  const { clock, board, locker } = lockers();
  void locker.fetch(1, 10 * MINUTE, new Random('nobody'));
  await clock.runTo(MINUTE);
  expect(board.isClosed(2)).toBe(true);
  void locker.use(1, 'in', new Random('clerk'));
  await clock.runTo(2 * MINUTE);
  void locker.fetch(1, 10 * MINUTE, new Random('errand'));
  await clock.runTo(3 * MINUTE);
  expect([board.isClosed(2), board.isClosed(10)]).toEqual([false, false]);
  await clock.runTo(7 * MINUTE);
  expect([board.isClosed(2), board.isClosed(10)]).toEqual([true, false]);
  await clock.runTo(13 * MINUTE);
  expect([board.isClosed(2), board.isClosed(10)]).toEqual([true, true]);
});
