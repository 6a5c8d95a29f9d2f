import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../bridge/framing/bytes.ts';
import { Decoder, type Piece } from '../../../bridge/profiles/decoding.ts';
import { profileDriver } from '../../../bridge/profiles/driver.ts';
import type { ByteDriver } from '../../../bridge/drivers/driver.ts';
import type { Profile } from '../../../bridge/profiles/profile.ts';
import { ascii, built, complaint, decoded, described, partsOf } from './described.ts';

/** The frames of a stream that comes in chunks of so many bytes. */
function framesIn(profile: Profile, hex: string, chunk: number): unknown[] {
  const pieces: Piece[] = [];
  const driver = profileDriver(profile) as ByteDriver;
  const decoder = new Decoder({ profile, driver, settings: {}, tell: (piece) => pieces.push(piece) });
  const bytes = fromHex(hex);
  for (let at = 0; at < bytes.length; at += chunk) decoder.push(bytes.subarray(at, at + chunk));
  return pieces.map((piece) => (piece.kind === 'frame' ? piece.parts : piece.hex));
}

describe('a part as long as its own parts need', () => {
  const doubled = described(`
frame:
  - stx: 7F
  - body: bytes(parts)
    steps: [undouble(0x7F)]
    parts:
      - length: u8
        is: size(data)
      - data: bytes(length)
      - sum: u8
        check: xor8(data)
vectors:
  - hex: 7F 02 01 7F 7F 7E
    parts: {data: 01 7F}
`);
  const inHex = described(`
frame:
  - start: 02
  - body: bytes(parts)
    steps: [hex]
    parts:
      - length: u8
        is: size(data)
      - data: bytes(length)
      - sum: u8
        check: xor8(data)
  - end: 2A 0D
vectors:
  - hex: 02 30 32 30 31 30 32 30 33 2A 0D
    parts: {data: 01 02}
`);

  it.each([1, 2, 3, 5, 64])('is read the same in chunks of %d bytes, whatever follows it', (chunk) => {
    expect(framesIn(doubled, '7F 01 11 11 7F 02 01 7F 7F 7E 7F 01 22 22', chunk)).toMatchObject([
      { data: '11' },
      { data: '01 7F' },
      { data: '22' },
    ]);
    const twice = '02 30 31 30 35 30 35 2A 0D 02 30 32 30 31 30 32 30 33 2A 0D';
    expect(framesIn(inHex, twice, chunk)).toMatchObject([{ data: '05' }, { data: '01 02' }]);
  });

  it('is no such part where its bytes are broken before it ends', () => {
    expect(decoded(doubled, '7F 02 01 7F 00 7E')).toMatchObject([{ kind: 'noise' }]);
    expect(decoded(inHex, '02 30 32 30 31 2A 0D')).toMatchObject([{ kind: 'noise' }]);
  });

  it('needs steps that can tell where it ends', () => {
    const steps = (name: string) => `
frame:
  - body: bytes(parts)
    steps: [${name}]
    parts: [{a: u8}]
`;
    for (const name of ['cobs', 'base64', 'reverse']) {
      expect(complaint(steps(name))).toContain('need to know where the bytes end');
    }
  });
});

describe('digits in hex', () => {
  it('have nothing between them', () => {
    const box = described(`
frame:
  - start: 02
  - body: bytes(until(0x03))
    steps: [hex]
  - end: 03
vectors:
  - hex: 02 30 31 61 46 03
    parts: {body: 01 AF}
`);
    expect(decoded(box, '02 30 31 20 30 32 03')).toMatchObject([{ kind: 'noise' }]);
  });
});

describe('a part with parts', () => {
  const nested = (more: string) => `
frame:
  - head: AA
  - tail: bytes(2)
    ${more}
    parts: [{low: u8}, {high: u8}]
vectors:
  - hex: AA 01 02
`;

  it('is what it must be', () => {
    const box = described(nested('in: size(tail) == 2 && tail[0] < 9'));
    expect(decoded(box, 'AA 0A 02')).toMatchObject([{ kind: 'noise' }]);
  });

  it.each(['check: sum8(head)', 'is: 5', 'match: x', 'map: {1: a}', 'bits: {a: 0}', 'default: 3'])(
    'cannot have %s, which would be nowhere to be seen',
    (more) => {
      expect(complaint(nested(more))).toMatch(/a part with parts is what they are|a match is for text/);
    },
  );
});

describe('what a part must be', () => {
  it('can be said of its bits', () => {
    const box = described(`
frame:
  - control: u8
    bits: {fixed: 7, target: 3..0}
    in: fixed && target == 0
    map: {0x80: idle, 0x90: busy}
  - end: 16
vectors:
  - hex: 90 16
    parts: {control: busy, target: 0}
`);
    expect(decoded(box, '91 16')).toMatchObject([{ kind: 'noise' }]);
    expect(partsOf(box, '80 16')).toMatchObject({ control: 'idle', fixed: true });
  });

  it('can be said of the groups of its pattern', () => {
    const box = described(`
frame:
  - line: text(through(0x0D))
    match: '^D(?<door>[0-9]+)$'
    in: number(door) < 8
vectors:
  - hex: 44 35 0D
    parts: {door: '5'}
`);
    expect(decoded(box, '44 39 0D')).toMatchObject([{ kind: 'noise' }]);
  });
});

describe('a request', () => {
  it('is refused where a part it sets has no place in the frame', () => {
    const box = described(`
frame:
  - head: A5
  - type: u8
  - body: switch(type)
    cases:
      1: [{door: u8}]
      2: [{level: u8}]
  - end: 16
requests:
  open: {set: {type: args.type, door: 3}}
vectors:
  - hex: A5 01 02 16
`);
    expect(built(box, 'open', { type: 1 })).toBe('A5 01 03 16');
    expect(() => built(box, 'open', { type: 2 })).toThrow(/door: .* no place|level: no value/);
    const flagged = described(`
frame:
  - head: A5
  - flags: u8
    bits: {more: 0}
  - extra: u16be
    if: more
  - end: 16
requests:
  say: {set: {flags: args.flags, extra: 9}}
vectors:
  - hex: A5 00 16
`);
    expect(built(flagged, 'say', { flags: 1 })).toBe('A5 01 00 09 16');
    expect(() => built(flagged, 'say', { flags: 0 })).toThrow();
  });

  it('writes a part that is there because it is given, though its length is not known before', () => {
    const box = described(`
frame:
  - head: A5
  - length: u8
    is: first(size(data), 0)
  - data: bytes(length)
    if: length > 0
  - end: 16
requests:
  say: {set: {data: args.data}}
  ask: {}
vectors:
  - hex: A5 00 16
`);
    expect(built(box, 'say', { data: [1, 2] })).toBe('A5 02 01 02 16');
    expect(built(box, 'ask')).toBe('A5 00 16');
    const checked = described(`
frame:
  - head: A5
  - length: u8
    is: first(size(data), 0)
  - data: bytes(length)
    if: length > 0
  - sum: u8
    check: sum8(data)
    if: length > 0
requests:
  say: {set: {data: args.data}}
  ask: {}
vectors:
  - hex: A5 00
`);
    expect(built(checked, 'say', { data: [1, 2] })).toBe('A5 02 01 02 03');
    expect(built(checked, 'ask')).toBe('A5 00');
  });

  it('says which part does not fit', () => {
    const box = described(`
frame:
  - head: A5
  - level: u8
    in: [0..15]
  - end: 16
requests:
  say: {set: {level: args.level}}
vectors:
  - hex: A5 00 16
`);
    expect(() => built(box, 'say', { level: 99 })).toThrow(/level: the value does not fit/);
  });

  it('is known to its answer by its own parts, though an answer looks the same', () => {
    described(`
frames:
  answer:
    from: device
    parts: [{head: A5}, {command: u8}, {value: u8}]
  question:
    from: host
    parts: [{head: A5}, {command: u8}, {item: u8}]
says:
  - when: sent.item == 3
    value: {name: "'temperature'", value: value}
requests:
  ask: {frame: question, set: {command: 1, item: 3}, answer: command == sent.command}
vectors:
  - hex: A5 01 19
    answers: ask
    readings: [{name: temperature, value: 25}]
`);
  });
});

it('bytes in a row cannot begin before steps and end behind them', () => {
  const frame = (check: string) => `
frame:
  - head: A5
  - address: u8
  - body: bytes(3)
    steps: [xor(0x55)]
    parts: [{a: u8}, {b: u16be}]
  - sum: u8
    check: sum8(${check})
vectors:
  - hex: A5 01 54 57 56 07
    parts: {a: 1, b: 0x0203}
`;
  expect(complaint(frame('address..b'))).toContain('between "address" and "b" stand steps');
  described(frame('concat(address, a..b)'));
});

describe('a setting of the device', () => {
  const box = described(`
settings:
  width: {type: integer, least: 1, most: 8, default: 2}
  key: {type: integer, least: 0, most: 255, default: 0x5A}
frame:
  - head: A5
  - value: bytes(settings.width)
    steps: [xor(settings.key)]
  - end: 16
vectors:
  - hex: A5 5B 58 16
    parts: {value: 01 02}
  - hex: A5 01 16
    settings: {width: 1, key: 0}
    parts: {value: '01'}
  - hex: A5 01 16
    refused: unfinished
`);

  it('can say how its frames are cut', () => {
    expect(decoded(box, '00 A5 01 02 03 16', { width: 3, key: 0 })).toMatchObject([
      { kind: 'noise' },
      { kind: 'frame', parts: { value: '01 02 03' } },
    ]);
  });

  it('does so for each device of a line, and for those who look at a frame', () => {
    const framing = box.frames.framing([
      { width: 1, key: 0 },
      { width: 3, key: 0 },
    ]);
    expect(framing.inspect(fromHex('A5 01 16'), false)).toEqual({ kind: 'frame', length: 3 });
    expect(framing.inspect(fromHex('A5 01 02 03 16'), false)).toEqual({ kind: 'frame', length: 5 });
    expect(framing.inspect(fromHex('A5 01 02'), false)).toEqual({ kind: 'wait' });
    expect(box.frames.describe(fromHex('A5 01 02 03 16')).map(({ length }) => length)).toEqual([1, 3, 1]);
  });
});

describe('words in UTF-16', () => {
  it('are filled up and trimmed by whole characters', () => {
    for (const [encoding, padded] of [
      ['utf16le', '02 41 00 2D 4E 20 00 20 00 03'],
      ['utf16be', '02 00 41 4E 2D 00 20 00 20 03'],
    ] as const) {
      const box = described(`
frame:
  - start: 02
  - words: text(8, ${encoding})
    trim: true
  - end: 03
requests:
  say: {set: {words: args.words}}
vectors:
  - build: say
    args: {words: A中}
    hex: ${padded}
  - hex: ${padded}
    parts: {words: A中}
`);
      for (const words of ['ABCD', '一一一一', 'AB\u0300X']) {
        expect(partsOf(box, built(box, 'say', { words })).words).toBe(words);
      }
    }
  });
});

describe('a number of decimal digits', () => {
  it('keeps every one of them, however many there are', () => {
    const box = described(`
frame:
  - head: 68
  - card: hex(16)
  - meter: bcd(9)
  - serial: dec(18)
requests:
  say: {set: {card: args.card, meter: args.meter, serial: args.serial}}
vectors:
  - build: say
    args: {card: '9583566255640407574', meter: '123456789012345678', serial: 7}
    hex: 68 38 34 46 46 41 41 42 42 43 43 44 44 45 45 31 36 12 34 56 78 90 12 34 56 78 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 37
`);
    const line = `68 ${ascii('84FFAABBCCDDEE16')} 12 34 56 78 90 12 34 56 78 ${ascii('123456789012345678')}`;
    expect(partsOf(box, line)).toMatchObject({
      card: '9583566255640407574',
      meter: '123456789012345678',
      serial: '123456789012345678',
    });
  });

  it('can be something else where its bytes are none', () => {
    const box = described(`
frame:
  - head: 68
  - phases: list(3)
    parts:
      - volts: bcdle(2)
        else: null
  - end: 16
vectors:
  - hex: 68 20 22 FF FF 01 02 16
`);
    expect(partsOf(box, '68 20 22 FF FF 01 02 16').phases).toEqual([{ volts: 2220 }, {}, { volts: 201 }]);
  });
});

describe('a pattern', () => {
  const withMatch = (match: string) => `
frame:
  - line: text(through(0x0D))
    match: '${match}'
vectors:
  - hex: 41 42 0D
`;

  it.each([String.raw`^(\w+\s?)*$`, '((A+)B)+', '(A|B)*', '(A{1,3})+', '(?:AB|CD){2,}'])(
    'that nearly fitting words could keep busy for hours is refused: %s',
    (match) => {
      expect(complaint(withMatch(match))).toContain('could be busy for hours');
    },
  );

  it.each([String.raw`^(?<word>[A-Z]+)$`, '^(A|C)B$', '^(AB)+$', String.raw`^A\(?B\)*[(|*]*$`])(
    'that cannot be is taken: %s',
    (match) => {
      expect(decoded(described(withMatch(match)), '41 42 0D')).toMatchObject([{ kind: 'frame' }]);
    },
  );
});

describe('a list', () => {
  it('of single values knows each as item', () => {
    const box = described(`
frame:
  - head: A5
  - bytes: list()
    of: u8
    until: item == 0
  - end: 16
vectors:
  - hex: A5 01 02 00 16
`);
    expect(partsOf(box, 'A5 01 02 00 16').bytes).toEqual([1, 2, 0]);
  });

  it('is as long as it says, and not between two lengths', () => {
    expect(complaint('frame: [{head: A5}, {values: list(1..4), of: u8}]')).toContain('write list(count)');
  });

  it('says something of each item for which a condition holds', () => {
    described(`
frame:
  - head: A5
  - count: u8
    is: size(items)
  - items: list(count)
    parts: [{code: u8}, {level: u8}]
says:
  - each: items
    as: one
    when: one.code == 1
    value: {name: "'level.' + number", value: one.level}
vectors:
  - hex: A5 03 01 05 02 06 01 07
    readings: [{name: level.1, value: 5}, {name: level.3, value: 7}]
`);
  });
});

describe('a frame of the greatest length', () => {
  it.each(['slots: bytes(rest)', 'slots: list(rest)\n    of: u8'])('is one where it ends with %s', (part) => {
    const box = described(`max: 4\nframe:\n  - start: 00\n  - ${part}\nvectors:\n  - hex: 00 01 02 03\n`);
    expect(decoded(box, '00 01 02 03 | 00 01 02 03 04 | 00 05').map(({ kind }) => kind)).toEqual([
      'frame',
      'noise',
      'frame',
    ]);
  });
});

describe('a frame whose bytes are turned by what they come to', () => {
  it.each([
    ['a length', 'is: size(body) ^ 0x5A', 'bytes(coded ^ 0x5A)', 'AA 59 58 18 1B'],
    ['a fixed byte', 'is: head ^ 0x11', 'bytes(3)', 'AA BB BA FA F9'],
  ])('is built: %s', (_, is, size, hex) => {
    const box = described(`
frame:
  - head: AA
  - coded: u8
    ${is}
  - body: ${size}
    steps: ['xor(coded)']
    parts:
      - key: u8
      - words: text(rest)
requests:
  show: { set: { key: 1, words: "'AB'" } }
vectors:
  - { hex: ${hex}, parts: { key: 1, words: AB } }
`);
    expect(built(box, 'show')).toBe(hex);
  });
});

describe('a name behind a dot', () => {
  it('is one of a part of the request, or is said to be missing', () => {
    const box = 'frame:\n  - head: 5A\n  - item: u8\nrequests:\n  ask: { set: { item: 1 }';
    expect(complaint(`${box}, answer: item == sent.itme }`)).toContain(
      'there is no part "itme"; did you mean "item"?',
    );
    expect(
      complaint(`${box} }\nsays:\n  - when: sent.value == 1\n    value: { name: "'a'", value: 1 }`),
    ).toContain('there is no part "value"');
  });
});

describe('a run of bytes that is told apart by one more', () => {
  const servo = described(`
frame:
  - head: AA
  - length: u8
    is: size(body..body)
  - body: bytes(length)
    steps: ["unescape('FF FF FD FD = FF FF FD')"]
    parts:
      - data: bytes(rest)
requests:
  send: { set: { data: args.data } }
vectors:
  - { hex: AA 06 01 FF FF FD FD 01, parts: { data: 01 FF FF FD 01 } }
`);

  it.each(['FE FF FF FF', 'FF', 'FF FF', 'FF FF FD', 'FF FF FF FD FD', 'FD FD', ''])(
    'is read as it was built: %s',
    (hex) => {
      expect(partsOf(servo, built(servo, 'send', { data: fromHex(hex) })).data).toBe(hex);
    },
  );

  it('stands for itself where it is not whole', () => {
    expect(partsOf(servo, 'AA 04 FE FF FF FF').data).toBe('FE FF FF FF');
    expect(built(servo, 'send', { data: fromHex('FF FF FD') })).toBe('AA 04 FF FF FD FD');
  });
});

describe('what is said of a mistake', () => {
  it('names an expression that a comma has cut', () => {
    const says = "says:\n  - value: { name: 'a', value: be(slice(data, 1)) }";
    expect(complaint(`frame:\n  - head: 5A\n  - data: bytes(2)\n${says}`)).toContain(
      '"1))" is the rest of an expression that a comma has cut: inside of { } put it in quotes',
    );
  });

  it('tells why a frame is refused in the words in which a vector says it', () => {
    const vectors = 'vectors:\n  - hex: 5A 01\n  - { hex: 5A, refused: noise }';
    expect(complaint(`frame:\n  - head: 5A\n  - data: u8\n${vectors}`)).toContain(
      'it is refused as unfinished',
    );
  });
});
