import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shallowRef } from 'vue';
import { keep, steady } from '../../../dashboard/stores/steady.ts';

describe('a value that is kept', () => {
  it('is the one before where both say the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const before = structuredClone(value);
        expect(keep(before, structuredClone(value))).toBe(before);
      }),
    );
  });

  it('says what the next one says, whatever was before', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, next) => {
        expect(keep(before, structuredClone(next))).toEqual(next);
      }),
    );
  });

  it('keeps the parts that did not change', () => {
    const before = [{ id: 1, list: [1, 2] }, { id: 2 }];
    const kept = keep(before, [{ id: 1, list: [1, 2] }, { id: 3 }]);
    expect(kept).toEqual([{ id: 1, list: [1, 2] }, { id: 3 }]);
    expect(kept).not.toBe(before);
    expect(kept[0]).toBe(before[0]);
  });

  it('tells a missing part from one that is undefined, and a list from a record', () => {
    expect(keep({ a: undefined }, { b: undefined })).toStrictEqual({ b: undefined });
    expect(keep([], {})).toStrictEqual({});
  });
});

it('a steady value that is computed anew is the same object until it says something else', () => {
  const source = shallowRef(1);
  const value = steady(() => ({ even: source.value % 2 === 0 }));
  const first = value.value;
  source.value = 3;
  expect(value.value).toBe(first);
  source.value = 4;
  expect(value.value).toEqual({ even: true });
});
