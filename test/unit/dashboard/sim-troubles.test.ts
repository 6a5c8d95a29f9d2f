import { expect, it } from 'vitest';
import { faultsFor, troublesOf } from '../../../dashboard/devices/simulate/troubles.ts';
import type { SimDevice, SimFault, SimKey } from '../../../shared/workbench/simulation.ts';
import { same } from '../../../shared/text.ts';

const faults: SimFault[] = [
  { medium: 'bytes', name: 'drop', words: same('lost') },
  { medium: 'bytes', name: 'noise', words: same('noise') },
  { medium: 'messages', name: 'drop', words: same('a message lost') },
  { medium: 'messages', name: 'skip', words: same('skipped'), drivers: ['sparkplug-b'] },
];
const key = (id: string, more: Partial<SimKey> = {}): SimKey => ({ id, words: same(id), ...more });

function device(more: Partial<SimDevice>): SimDevice {
  return {
    ...{ id: 'sim-1', driver: 'd', name: same('d'), line: '', shared: [], hidden: false, plugged: true },
    ...{ medium: 'bytes', faults: {}, keys: [], shows: null, remarks: [] },
    ...more,
  };
}

const told = (more: Partial<SimDevice>) => troublesOf(device(more), faults).map(({ en }) => en);

it('names the faults of the line with their chance, in the order of the list', () => {
  expect(told({ faults: { noise: 0.1, drop: 1 } })).toEqual(['lost 100%', 'noise 10%']);
});

it('names what a hand put wrong, and neither keys that spring back nor doors that stand open nor lamps that are on', () => {
  const keys = [
    key('call'),
    key('cover', { on: [true] }),
    key('hot', { on: [false] }),
    key('lamp', { on: [true], isPlain: true }),
    key('door', { count: 2, on: [true, false] }),
  ];
  expect(told({ keys })).toEqual(['cover']);
});

it('has nothing to say of a device that is well', () => {
  expect(told({})).toEqual([]);
});

it('knows of messages other faults than of bytes, and of some devices some that others cannot have', () => {
  const names = (more: Partial<SimDevice>) => faultsFor(device(more), faults).map(({ words }) => words.en);
  expect(told({ medium: 'messages', faults: { drop: 1 } })).toEqual(['a message lost 100%']);
  expect(names({ medium: 'messages' })).toEqual(['a message lost']);
  expect(names({ medium: 'messages', driver: 'sparkplug-b' })).toEqual(['a message lost', 'skipped']);
});
