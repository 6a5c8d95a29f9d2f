import type { Bench, Parts } from './bench.ts';
import type { Cabinet } from './cabinet.ts';

const done = 0x00;
const failed = 0xff;

/** A WKLY board: answers everything, and reports a door that moves by hand or by its lock. */
export function playWkly(bench: Bench, cabinet: Cabinet): void {
  const address = bench.number('address');
  const stateOf = (door: number) => Number(cabinet.isShort(door));
  const obey: Record<string, (command: number, parts: Parts) => void> = {
    order(command, { channel = 0 }) {
      const door = Number(channel);
      const isThere = cabinet.has(door);
      const state = isThere ? stateOf(door) : failed;
      const status = isThere ? done : failed;
      if (command === 0x82 || command === 0x83)
        bench.say('opened', { address, command, status, channel, state });
      else bench.say('done', { address, command, status, channel });
      if (command === 0x82 || command === 0x88) cabinet.unlock(door);
    },
    orderAll(command) {
      const states = Uint8Array.from({ length: cabinet.doors }, (_, index) => stateOf(index + 1));
      if (command === 0x84) bench.say('doors', { address, command, status: done, states });
      else bench.say('allDone', { address, command, status: done });
      if (command === 0x86) cabinet.unlockAll();
    },
    orderSeveral(command, { channels }) {
      bench.say('allDone', { address, command, status: done });
      for (const door of channels as Uint8Array) cabinet.unlock(door);
    },
  };
  bench.hear = (frame, parts) => {
    if (parts['address'] === address) obey[frame]?.(Number(parts['command']), parts);
  };
  cabinet.moved = (door) =>
    bench.say('report', { address, command: 0x85, channel: door, state: stateOf(door) });
}
