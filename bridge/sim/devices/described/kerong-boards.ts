import type { Bench, Parts } from './bench.ts';
import type { Cabinet } from './cabinet.ts';

const everyBoard = 0x0a;
const everyLock = 0x30;

/** A CU48: answers queries, and orders not at all. */
export function playCu48(bench: Bench, cabinet: Cabinet): void {
  const address = bench.number('address');
  bench.hear = (_frame, { address: to, lock, command }) => {
    if (to !== address && to !== everyBoard) return;
    if (command === 0x50) bench.say('status', { address, lock: 0, doors: cabinet.contacts(6) });
    else if (lock === everyLock) cabinet.unlockAll();
    else cabinet.unlock(Number(lock) + 1);
  };
}

/** A board of the dialect with 60 and 61: answers both. */
export function playCu0x60(bench: Bench, cabinet: Cabinet): void {
  const address = bench.number('address');
  bench.hear = (_frame, { address: to, lock = 0, command }) => {
    if (to !== address) return;
    if (command === 0x60) bench.say('reply', { address, lock: 0, doors: cabinet.contacts(6) });
    else if (cabinet.unlock(Number(lock) + 1))
      bench.say('reply', { address, lock, doors: new Uint8Array(0) });
  };
}

const everyCu16 = 15;
/** How long a lock is powered as it comes from the factory, in steps of 10 ms. */
const USUAL_PULSE = 50;

/** A CU16 with nothing lying in its compartments: answers queries, and orders not at all. */
export function playCu16(bench: Bench, cabinet: Cabinet): void {
  const board = bench.number('address');
  let time = USUAL_PULSE;
  const status = (command: number) =>
    bench.say('status', { board, lock: 0, command, doors: cabinet.contacts(2), objects: [0, 0] });
  const obey = (command: unknown, lock: number) => {
    if (command === 0x30) status(0x35);
    else if (command === 0x31) cabinet.unlock(lock);
    else if (command === 0x32) status(0x36);
    else if (command === 0x33) cabinet.unlockAll();
    else bench.say('pulse', { board, lock: 0, time });
  };
  bench.hear = (frame: string, parts: Parts) => {
    if (parts['board'] !== board && parts['board'] !== everyCu16) return;
    const lock = Number(parts['lock']) + 1;
    if (frame === 'pulseOrder') time = Number(parts['time']);
    else if (frame === 'delayed')
      bench.clock.after(1000 * Number(parts['delay']), () => cabinet.unlock(lock));
    else obey(parts['command'], lock);
  };
}
