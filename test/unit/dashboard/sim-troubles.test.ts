import { expect, it } from 'vitest';
import { troublesOf } from '../../../dashboard/devices/simulate/troubles.ts';
import type { SimDevice, SimKey } from '../../../shared/workbench/simulation.ts';
import { same } from '../../../shared/text.ts';

const faults = [
  { name: 'drop', words: same('lost') },
  { name: 'noise', words: same('noise') },
];
const key = (id: string, more: Partial<SimKey> = {}): SimKey => ({ id, words: same(id), ...more });

function device(more: Partial<SimDevice>): SimDevice {
  return {
    ...{ id: 'sim-1', driver: 'd', name: same('d'), line: '', shared: [], hidden: false, plugged: true },
    ...{ faults: {}, keys: [], shows: null, remarks: [] },
    ...more,
  };
}

const told = (more: Partial<SimDevice>) => troublesOf(device(more), faults).map(({ en }) => en);

it('names the faults of the line with their chance, in the order of the list', () => {
  expect(told({ faults: { noise: 0.1, drop: 1 } })).toEqual(['lost 100%', 'noise 10%']);
});

it('names what a hand put wrong, and neither keys that spring back nor doors that stand open', () => {
  const keys = [
    key('call'),
    key('cover', { on: [true] }),
    key('hot', { on: [false] }),
    key('door', { count: 2, on: [true, false] }),
  ];
  expect(told({ keys })).toEqual(['cover']);
});

it('has nothing to say of a device that is well, or whose line carries messages', () => {
  expect([told({}), told({ faults: null })]).toEqual([[], []]);
});
