import { expect, it } from 'vitest';
import { delay } from '../../../bridge/clock/clock.ts';
import { PacedClock } from '../../../bridge/clock/paced.ts';

it('runs tasks by their time, and those of one instant in the order they were asked for', async () => {
  const clock = new PacedClock(0);
  const ran: string[] = [];
  for (const [name, ms] of [
    ['c', 20],
    ['a', 10],
    ['b', 10],
    ['d', 30],
  ] as const) {
    clock.after(ms, () => ran.push(`${name}@${clock.now()}`));
  }
  await clock.runTo(20);
  expect(ran).toEqual(['a@10', 'b@10', 'c@20']);
  expect(clock.now()).toBe(20);
});

it('follows promises to their end before the next task', async () => {
  const clock = new PacedClock(0);
  const ran: string[] = [];
  const walk = async (name: string) => {
    await delay(clock, 10);
    for (let step = 0; step < 50; step++) await Promise.resolve();
    ran.push(name);
  };
  void walk('first');
  void walk('second');
  clock.after(10, () => ran.push('last'));
  await clock.runTo(10);
  expect(ran).toEqual(['first', 'second', 'last']);
});

it('does not run what was cancelled, also by a task of the same instant', async () => {
  const clock = new PacedClock(0);
  const ran: string[] = [];
  clock.after(10, () => cancel());
  const cancel = clock.after(10, () => ran.push('cancelled'));
  const stop = clock.every(3, () => {
    ran.push(`every@${clock.now()}`);
    if (clock.now() >= 6) stop();
  });
  await clock.runTo(100);
  expect(ran).toEqual(['every@3', 'every@6']);
});
