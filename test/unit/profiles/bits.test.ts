import { describe, expect, it } from 'vitest';
import { built, decoded, described, partsOf } from './described.ts';

describe('bits of a number', () => {
  it.each([
    ['u64le', '01 00 00 00 00 00 00 A0'],
    ['u64be', 'A0 00 00 00 00 00 00 01'],
    ['i64be', 'A0 00 00 00 00 00 00 01'],
    ['uintbe(8)', 'A0 00 00 00 00 00 00 01'],
  ])('are read and built up to the highest of %s', (type, hex) => {
    const box = described(`
frame:
  - head: A5
  - flags: ${type}
    bits: { first: 0, second: 1, most: 63..1, top: 63..60, last: 63 }
requests:
  say: { set: { first: true, top: 10 } }
vectors:
  - hex: A5 ${hex}
    parts: { first: true, second: false, most: '5764607523034234880', top: 10, last: true }
${type === 'i64be' ? '' : `  - { build: say, hex: A5 ${hex} }`}
`);
    expect(partsOf(box, `A5 ${hex}`)).toMatchObject({ top: 10 });
  });

  it('are those of the two’s complement of a negative one', () => {
    const box = described(`
frame:
  - head: A5
  - level: i8
    bits: { low: 3..0, high: 7..4, sign: 7 }
values:
  again: bits(level, 6, 5)
vectors:
  - hex: A5 FE
    parts: { level: -2, low: 14, high: 15, sign: true }
    values: { again: 3 }
`);
    expect(partsOf(box, 'A5 80')).toMatchObject({ level: -128, low: 0, high: 8, sign: true, again: 0 });
  });

  it('are not built where a value is too large for its place, rather than cut off', () => {
    const box = described(`
frame:
  - head: A5
  - flags: u8
    bits: { level: 4..2, open: 0 }
requests:
  say: { set: { level: args.level, open: true } }
vectors:
  - build: say
    args: { level: 7 }
    hex: A5 1D
`);
    expect(built(box, 'say', { level: 0 })).toBe('A5 01');
    expect(() => built(box, 'say', { level: 8 })).toThrow(/level/);
    expect(() => built(box, 'say', { level: -1 })).toThrow(/level/);
    expect(decoded(box, 'A5 1D')).toHaveLength(1);
  });
});
