import type { Bench } from './bench.ts';
import type { Cabinet } from './cabinet.ts';

/** A Winnsen board: answers an unlock with whether it was done, and a query with one door. */
export function playWinnsen(bench: Bench, cabinet: Cabinet): void {
  const station = bench.number('address');
  bench.hear = (_frame, { station: to, func, lock = 0 }) => {
    if (to !== station || Number(lock) > cabinet.doors) return;
    if (func === 0x12) bench.say('door', { station, state: Number(cabinet.isShort(Number(lock))), lock });
    else bench.say('unlocked', { station, lock, state: Number(cabinet.unlock(Number(lock))) });
  };
}
