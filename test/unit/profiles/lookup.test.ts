import { describe, expect, it } from 'vitest';
import { Lookup } from '../../../bridge/profiles/expression/lookup.ts';
import { decoded, described } from './described.ts';

describe('what stands for a value', () => {
  const names = new Lookup<string | null>([
    [0, 'zero'],
    [255, 'highest byte'],
    [256, 'beyond a byte'],
    [1.5, 'broken'],
    [-1, 'negative'],
    ['1', 'words'],
    [true, 'yes'],
    [null, 'nothing'],
    [7, null],
  ]);

  it.each([
    [0, 'zero'],
    [-0, 'zero'],
    [255, 'highest byte'],
    [256, 'beyond a byte'],
    [1.5, 'broken'],
    [-1, 'negative'],
    ['1', 'words'],
    [true, 'yes'],
    [null, 'nothing'],
    [7, null],
    [1, 'words'],
    ['01', undefined],
    [NaN, undefined],
    ['0', 'zero'],
    ['256', 'beyond a byte'],
    ['-1', 'negative'],
    ['', undefined],
    ['x', undefined],
    [false, 'zero'],
    ['7', null],
    ['8', undefined],
  ])('%s is %s', (value, found) => {
    expect(names.get(value)).toBe(found);
  });
});

it('a value is made anew for every frame and every device, also where only some frames ask for it', () => {
  const profile = described(`frame: [head: AA, key: u8]
settings: {own: {type: integer, least: 0, most: 255, default: 1}}
values:
  isOwn: key == settings.own
  twice: key * 2
says:
  - when: isOwn
    value: {name: "'twice'", value: twice}
  - when: '!isOwn'
    value: {name: "'key'", value: key}
vectors:
  - {hex: AA 01, readings: [{kind: value, name: twice, value: 2}]}
`);
  const readings = (hex: string, own: number) =>
    decoded(profile, hex, { own }).map((piece) => (piece.kind === 'frame' ? piece.readings : []));
  const said = (name: string, value: number) => [{ kind: 'value', name, value }];
  expect(readings('AA 01 AA 02 AA 01', 1)).toEqual([said('twice', 2), said('key', 2), said('twice', 2)]);
  expect(readings('AA 01 AA 02 AA 01', 2)).toEqual([said('key', 1), said('twice', 4), said('key', 1)]);
});
