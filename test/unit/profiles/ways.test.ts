import { describe, expect, it } from 'vitest';
import { ascii, decoded, described, partsOf } from './described.ts';

describe('the ways the reference names are ways to write', () => {
  it('a flag that ends one frame and begins the next', () => {
    const box = described(`
frame:
  - flags: run(0x7E, 0..16)
  - body: bytes(until(0x7E))
    parts:
      - data: bytes(rest(2))
      - crc: u16le
        check: crc16_x25(data)
  - end: 7E
vectors:
  - hex: 7E 01 02 8D 35 7E
    parts: {data: 01 02}
`);
    expect(decoded(box, '7E 01 02 8D 35 7E 01 02 8D 35 7E 7E 01 02 8D 35 7E')).toMatchObject([
      { kind: 'frame', at: 0 },
      { kind: 'frame', at: 6 },
      { kind: 'frame', at: 11 },
    ]);
  });

  it('a line that ends with CR, with or without LF', () => {
    const box = described(`
frame:
  - lf: run(0x0A, 0..1)
  - words: text(until(0x0D))
    match: '^[ -~]+$'
  - cr: 0D
vectors:
  - hex: 41 0D
    parts: {words: A}
`);
    expect(decoded(box, '41 0D 0A 42 0D 43 0D 0A 44 0D')).toMatchObject(
      ['A', 'B', 'C', 'D'].map((words) => ({ kind: 'frame', parts: { words } })),
    );
  });

  it('a record that asks for the next', () => {
    const box = described(`
frames:
  record:
    from: device
    parts:
      - head: 02
      - place: u8
      - level: u8
      - isLast: u8
  ask:
    from: host
    parts:
      - head: 05
      - place: u8
says:
  - value: {name: "'level.' + place", value: level}
  - when: not(isLast)
    acknowledge: {frame: ask, set: {place: place + 1}}
vectors:
  - hex: 02 01 09 00
    acknowledge: 05 02
  - hex: 02 02 09 01
    acknowledge: ''
`);
    expect(decoded(box, '02 03 09 00')).toMatchObject([{ acknowledge: '05 04' }]);
  });

  it('a figure with a sign and a point', () => {
    const box = described(`
frame:
  - head: 02
  - words: text(7)
  - end: 03
values: {level: number(words), length: "size('' + words)"}
vectors:
  - hex: 02 2B 30 31 32 2E 33 34 03
`);
    expect(partsOf(box, `02 ${ascii('+012.34')} 03`)).toMatchObject({ level: 12.34, length: 7 });
    expect(partsOf(box, `02 ${ascii('-000.50')} 03`)).toMatchObject({ level: -0.5 });
  });

  it('only some items of a list, without a word of the others', () => {
    const box = described(`
frame:
  - head: 02
  - items: list(2)
    parts: [{code: u8}, {level: u8}]
says:
  - each: filter(items, item.code == 1)
    value: {name: "'level.' + number", value: item.level}
vectors:
  - hex: 02 02 07 01 08
    readings: [{kind: value, name: level.1, value: 8}]
`);
    expect(decoded(box, '02 03 07 04 08')).toMatchObject([{ readings: [] }]);
  });

  it('a check over a list', () => {
    const box = described(`
frame:
  - head: 5A
  - count: u8
  - items: list(count)
    parts:
      - code: u8
      - amount: u8
  - total: u8
  - right: bytes(0)
    in: sum(pluck(items, 'amount')) == total
vectors:
  - { hex: 5A 02 01 05 02 06 0B, parts: { total: 11 } }
  - { hex: 5A 02 01 05 02 06 0C, refused: noise }
`);
    expect(decoded(box, '5A 01 01 05 05')).toMatchObject([{ kind: 'frame' }]);
  });
});
