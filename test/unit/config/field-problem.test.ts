import { expect, it } from 'vitest';
import { problemOf } from '../../../dashboard/devices/add/draft.ts';

it('a field of JSON is wrong while it is no whole JSON, and right once it was read', () => {
  const field = { required: true, control: { kind: 'free' } } as const;
  expect(problemOf(field, '[{"path": "a"')).toEqual(['adding.notJson', {}]);
  expect(problemOf(field, [{ path: 'a' }])).toBeNull();
  expect(problemOf(field, undefined)).toEqual(['adding.needed', {}]);
});
