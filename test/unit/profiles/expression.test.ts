import { describe, expect, it } from 'vitest';
import { compileNode } from '../../../bridge/profiles/expression/compile.ts';
import { js } from '../../../bridge/profiles/expression/code.ts';
import type { Names } from '../../../bridge/profiles/expression/names.ts';
import { parseExpression } from '../../../bridge/profiles/expression/syntax.ts';
import type { Value } from '../../../bridge/profiles/expression/value.ts';

const names: Names = {
  value: (name) => (name === 'given' ? js`s.given` : null),
  known: () => ['given'],
};

/** What an expression comes to with something given. */
function valueOf(text: string, given: Value = null): Value {
  return compileNode<{ given: Value }>(parseExpression(text), names)({ given });
}

describe('an expression', () => {
  it.each([`');throw 1;('`, '${given}', '`', '\\', 'a\nb', '*/', '\u2028', '厅'])(
    'holds the words %j as words, whatever they would mean as code',
    (words) => {
      const quoted = `'${words.replace(/[\\']/g, '\\$&')}'`;
      expect(valueOf(quoted)).toBe(words);
      expect(valueOf(`given == ${quoted}`, words)).toBe(true);
      expect(valueOf(`given + ${quoted}`, 'x')).toBe(`x${words}`);
      expect(valueOf(`given[${quoted}]`, { [words]: 7 })).toBe(7);
    },
  );

  it('finds nothing in a setting that every object has', () => {
    expect(valueOf('given.constructor', {})).toBeNull();
    expect(valueOf("given['__proto__']", {})).toBeNull();
  });

  it('works out only what matters', () => {
    const deep = `${'given > 1 ? given - 1 : '.repeat(20)}0`;
    expect(valueOf(deep, 5)).toBe(4);
    expect(valueOf('first(null, given, 9)', 0)).toBe(0);
    expect(valueOf('given != null && given[0] == 1', null)).toBe(false);
  });

  it('keeps an item of a list apart from those of a list inside of it', () => {
    expect(valueOf('map(given, sum(map(item, item * 10)) + number)', [[1, 2], [3]])).toEqual([31, 32]);
    expect(valueOf('map(given, size(slice(item, 1, -1)))', [[1, 2, 3], [4]])).toEqual([1, 0]);
  });

  it('reckons with negative and broken numbers that never change', () => {
    expect(valueOf('given - -1.5', 1)).toBe(2.5);
    expect(valueOf('-1 - given', -2)).toBe(1);
    expect(valueOf('given * -0.5', 3)).toBe(-1.5);
    expect(valueOf('given < -1', -2)).toBe(true);
    expect(valueOf('given / 0', 1)).toBeNull();
    expect(valueOf('given > 1', 'x')).toBe(false);
  });

  it('finds nothing by a name that every object has', () => {
    expect(() => valueOf('toString')).toThrow(/no part or value "toString"/);
    expect(() => valueOf('constructor(given)')).toThrow(/no function "constructor"/);
    expect(valueOf("pluck(given, 'toString')", [{}])).toEqual([null]);
    expect(valueOf("find(given, 'valueOf', null)", [{ is: 1 }])).toEqual({ is: 1 });
  });
});

describe('digits in words', () => {
  it.each<[expression: string, given: Value, comes: Value]>([
    ['given == 5', '5', true],
    ['given == 5', '05', true],
    ['given == 5.5', '5.5', true],
    ['given != 5', '5', false],
    ['5 == given', '5', true],
    ['given == 5', 'x', false],
    ['given == 0', '', false],
    ['given == 5', null, false],
    ['given == null', '5', false],
    ["given == '5'", 5, true],
    ["given == '05'", '5', false],
    ["given == 'x'", 'x', true],
    ['given in [1, 5..9]', '7', true],
    ["given in ['1', '2']", 2, true],
    ["given in ['01', '2']", '1', false],
    ['given in [x, 3]', '3', true],
    ["given in hex('01 05')", '5', true],
    ["lookup(given, 5, 'five', 'other')", '5', 'five'],
    ["lookup(given, '5', 'five', 'other')", 5, 'five'],
    ["find(given, 'code', 5)", [{ code: '5' }], { code: '5' }],
    ['equal(given, 5)', ['5', 5, '6'], [true, true, false]],
    ['given == [1, 2]', ['1', '2'], true],
  ])('are a number beside a number: %s of %j', (expression, given, comes) => {
    const withNumber: Names = { ...names, value: (name) => (name === 'x' ? js`1` : names.value(name)) };
    const made = compileNode<{ given: Value }>(parseExpression(expression), withNumber);
    expect(made({ given })).toEqual(comes);
  });

  it('make yes and no the numbers they are in arithmetic, too', () => {
    expect(valueOf('given == 1', true)).toBe(true);
    expect(valueOf('given == 0', false)).toBe(true);
    expect(valueOf('given == true', 1)).toBe(true);
    expect(valueOf('given in [0]', true)).toBe(false);
    expect(valueOf('given == 0', null)).toBe(false);
  });
});

describe('division and rounding', () => {
  it.each([
    [-7, 2, -4],
    [7, -2, -4],
    [-7, -2, 3],
    [7, 2, 3],
    [-6, 3, -2],
    [-7, 3, -3],
  ])('div(%d, %d) and %% belong together', (a, b, times) => {
    expect(valueOf(`div(given, ${b})`, a)).toBe(times);
    expect(valueOf(`div(given, ${b}) * ${b} + given % ${b}`, a)).toBe(a);
    expect(valueOf(`div(given, ${b})`, (BigInt(a) + BigInt(b) * 2n ** 60n).toString())).toBe(
      (BigInt(times) + 2n ** 60n).toString(),
    );
  });

  it.each([
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [-2.4, 0, -2],
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [-0.4, 0, 0],
    [0.0000001, 2, 0],
    [1250, -2, 1300],
  ])('round(%d, %d) goes away from zero in the middle', (number, places, comes) => {
    expect(valueOf(`round(given, ${places})`, number)).toBe(comes);
  });

  it('makes nothing of what is no number', () => {
    expect(valueOf('div(given, 0)', 1)).toBeNull();
    expect(valueOf('signed(given, 5000)', 1)).toBe(1);
    expect(valueOf('bits(given, 5000, 0)', 1)).toBe(1);
    expect(valueOf('round(given, 400)', 1)).toBeNull();
  });
});

describe('a number beyond 2^53', () => {
  /** 84 FD 27 FF FE 12 34 56, as a part of eight bytes keeps it. */
  const EUI = '9582859562547033174';

  it.each<[expression: string, comes: Value]>([
    ['to_hex(given, 16)', '84FD27FFFE123456'],
    ['to_hex(given)', '84FD27FFFE123456'],
    ['given + 1', '9582859562547033175'],
    ['1 + given', '9582859562547033175'],
    ["'n' + given", 'n9582859562547033174'],
    ["given + '/' + 1", '9582859562547033174/1'],
    ['given + given', null],
    ["given + '5'", '95828595625470331745'],
    ['given + 0.5', null],
    ['given - given', 0],
    ['given - 9582859562547032896', 278],
    ['-given', '-9582859562547033174'],
    ['given * 2', '19165719125094066348'],
    ['given * 0.5', null],
    ['given % 10', 4],
    ['-given % 10', 6],
    ['given / 2', '4791429781273516587'],
    ['given / 10000', 958285956254703.4],
    ['given / 10', null],
    ['given / 0', null],
    ['given % 0', null],
    ['given >> 8', '37433045166199348'],
    ['given >> 56', 0x84],
    ['given & 0xFFFF', 0x3456],
    ['given | 1', '9582859562547033175'],
    ['given ^ given', 0],
    ['(given >> 40) & 0xFF', 0x27],
    ['bits(given, 63, 56)', 0x84],
    ['bits(given, 15, 0)', 0x3456],
    ['bit(given, 63)', true],
    ['bit(given, 0)', false],
    ['ones(given)', 37],
    ['signed(given, 64)', '-8863884511162518442'],
    ['abs(-given)', '9582859562547033174'],
    ['min(given, 3)', 3],
    ['max(given, 3, 4)', '9582859562547033174'],
    ['floor(given)', '9582859562547033174'],
    ['round(given, 2)', '9582859562547033174'],
    ['div(given, 1000000)', 9582859562547],
    ['number(given)', '9582859562547033174'],
    ["number('00' + given)", '9582859562547033174'],
    ['sum([given, 1, 2])', '9582859562547033177'],
    ['to_be(given, 8)', Uint8Array.of(0x84, 0xfd, 0x27, 0xff, 0xfe, 0x12, 0x34, 0x56)],
    ['to_le(given, 8)', Uint8Array.of(0x56, 0x34, 0x12, 0xfe, 0xff, 0x27, 0xfd, 0x84)],
    ['to_be(given, 7)', null],
    ['be(to_be(given, 8))', '9582859562547033174'],
    ['le(to_le(given, 8))', '9582859562547033174'],
    ['bcd(to_bcd(given, 10))', '9582859562547033174'],
    ['bitmap(given, 8)', null],
    ['given == 9582859562547033174', true],
    ['given == 0x84FD27FFFE123456', true],
    ['given == 9582859562547033175', false],
    ['given == 3', false],
    ['given in [1, 9582859562547033174]', true],
    ["lookup(given, 0x84FD27FFFE123456, 'this', 'other')", 'this'],
    ['given > 3', true],
    ['given < 3', false],
    ['given > 9582859562547033173', true],
    ['given < 10000000000000000000', true],
    ['given < given + 1', true],
    ['3 < given', true],
    ['given > 0.5', true],
  ])('is exact or nothing: %s', (expression, comes) => {
    expect(valueOf(expression, EUI)).toEqual(comes);
  });

  it('comes of smaller ones, too', () => {
    expect(valueOf('given * given', 4294967295)).toBe('18446744065119617025');
    expect(valueOf('given + 1', Number.MAX_SAFE_INTEGER)).toBe('9007199254740992');
    expect(valueOf('given ** 3', 1000003)).toBe('1000009000027000027');
    expect(valueOf('1 << given', 60)).toBe('1152921504606846976');
    expect(valueOf('2 ** given', 5000)).toBeNull();
    expect(valueOf('to_be(given, 8)', -2)).toEqual(Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 254));
    expect(valueOf('given * 2', 1e300)).toBe(2e300);
  });
});

describe('sums whose carry is added again, and words in which others are put', () => {
  it.each([
    // LIN 2.1, 2.8.3: data 4A 55 93 E5 give a checksum of E6, which is the sum with every bit turned.
    ["~sum8_carry(hex('4A 55 93 E5')) & 0xFF", 0xe6],
    ["sum8_carry(hex('FF FF'))", 0xff],
    // RFC 1071, 3: 00 01 F2 03 F4 F5 F6 F7 give DDF2.
    ["sum16_carry_be(hex('00 01 F2 03 F4 F5 F6 F7'))", 0xddf2],
    ["sum16_carry_le(hex('00 01 F2 03 F4 F5 F6 F7'))", 0xf2dd],
    ["sum16_carry_be(hex('01 02 03'))", 0x0402],
    ["number(replace('1,234,567', ',', ''))", 1234567],
    ["replace('a.b.c', '.', '$&')", 'a$&b$&c'],
    ["replace('abc', '', 'x')", null],
    ["replace(5, '5', 'x')", null],
  ])('%s', (expression, comes) => {
    expect(valueOf(expression)).toEqual(comes);
  });
});

describe('a floating-point number', () => {
  it.each([
    ["float_be(hex('41 48 00 00'))", 12.5],
    ["float_le(hex('00 00 48 41'))", 12.5],
    ["float_be(hex('C0 09 21 FB 54 44 2D 18'))", -Math.PI],
    ['float_be(concat(slice(given, 2, 4), slice(given, 0, 2)))', 12.5],
    ["float_be(hex('7F C0 00 00'))", null],
    ["float_le(hex('00 00 80 7F'))", null],
    ["float_be(hex('41 48'))", null],
    ['float_be(to_float_be(0.1, 8))', 0.1],
    ['to_float_le(12.5, 4)', Uint8Array.of(0, 0, 0x48, 0x41)],
    ['to_float_be(1e300, 4)', null],
    ["to_float_be('x', 4)", null],
    ['to_float_be(1, 2)', null],
  ])('is made of bytes, or made into them: %s', (expression, comes) => {
    expect(valueOf(expression, Uint8Array.of(0, 0, 0x41, 0x48))).toEqual(comes);
  });

  it('is meant by whoever writes the type of a part like a function', () => {
    expect(() => valueOf('f32le(given)', 1)).toThrow('did you mean "float_le(…)"');
    expect(() => valueOf('i16be(given)', 1)).toThrow('did you mean "signed(be(…), 16)"');
  });
});

describe('bits and lists', () => {
  it('cuts bytes anew into numbers of so many bits', () => {
    // "hello" in the seven bits of a short message; 12 bits twice; what is left over is left out.
    expect(valueOf("text(regroup(hex('E8 32 9B FD 06'), 7, 'low'))")).toBe('hello');
    expect(valueOf("regroup(hex('12 3A BC FF'), 12, 'high')")).toEqual([0x123, 0xabc]);
    expect(valueOf("regroup(hex('01 02 03'), 12, 'low')")).toEqual([0x201, 0x030]);
    expect(valueOf("regroup([0x3F, 0x01, 0x02, 0x03], 8, 'high', 6)")).toEqual([0xfc, 0x10, 0x83]);
    expect(valueOf("regroup([64], 8, 'high', 6)")).toBeNull();
    expect(valueOf("regroup(hex('01'), 8, 'up')")).toBeNull();
    expect(valueOf("regroup(hex('01'), 60, 'low')")).toBeNull();
    expect(valueOf("regroup('x', 8, 'low')")).toBeNull();
  });

  it('makes one list of the lists in a list', () => {
    expect(valueOf("flat([[1, 2], 3, hex('04 05'), [[6]]])")).toEqual([1, 2, 3, 4, 5, [6]]);
    expect(valueOf('flat(map(given, range(1, item)))', [1, 3])).toEqual([1, 1, 2, 3]);
    expect(valueOf('flat(given)', 3)).toEqual([]);
  });

  it('writes hex only of whole numbers that are not negative', () => {
    expect(valueOf('to_hex(given, 4)', 10)).toBe('000A');
    expect(valueOf('to_hex(given, 4)', 1.5)).toBeNull();
    expect(valueOf('to_hex(given, 4)', -1)).toBeNull();
    expect(valueOf('to_hex(given)', 'AB')).toBe('4142');
  });
});
