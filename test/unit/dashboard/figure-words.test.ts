import { expect, it } from 'vitest';
import { percentOf } from '../../../dashboard/visitor/notice/figure-words.ts';

it('a published share is told as all only where nobody is missing, and as no target that it did not reach', () => {
  const told = [1, 0.9996, 0.896, 0.9, 0.29, 0.004, 0].map((value) => percentOf({ value, n: 9 }).en);
  expect(told).toEqual(['100%', '99%', '89%', '90%', '29%', '<1%', '0%']);
});
