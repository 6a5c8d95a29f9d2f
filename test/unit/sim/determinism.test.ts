import { expect, it } from 'vitest';
import { HOUR } from '../../../shared/time.ts';
import { hallAt, local } from './demo.ts';

async function morning(seed: number): Promise<string> {
  const { clock, sim, bridge } = await hallAt('2026-03-04T08:10', seed);
  sim.start({ live: false });
  await clock.runTo(local('2026-03-04T08:10') + 2 * HOUR);
  expect(bridge.served).toBeGreaterThan(30);
  return bridge.digest();
}

it('says the same bytes at every run from one seed, and others from another', async () => {
  const first = await morning(1);
  expect(await morning(1)).toBe(first);
  expect(await morning(2)).not.toBe(first);
});
