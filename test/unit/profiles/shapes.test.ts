import { describe, expect, it } from 'vitest';
import { toHex } from '../../../bridge/framing/bytes.ts';
import { ascii, built, complaint, decoded, described, partsOf } from './described.ts';

describe('a made-up protocol can have', () => {
  it('bits sent lowest first', () => {
    const box = described(`
frame:
  - head: 56
  - body: bytes(3)
    steps: [flip_bits]
    parts:
      - code: u8
      - value: u16be
  - sum: u8
    check: xor8(code..value)
requests:
  say: {set: {code: 1, value: 3}}
vectors:
  - build: say
    hex: 56 80 00 C0 02
`);
    expect(partsOf(box, '56 80 00 C0 02')).toMatchObject({ code: 1, value: 3 });
  });

  it('a check from the first byte on, wherever in a stream a frame begins', () => {
    const box = described(`
frame:
  - head: 56
  - code: u8
  - size: u8
    in: size >= 1 && size <= 4
  - data: bytes(size)
  - sum: u16le
    check: sum16(..data)
vectors:
  - hex: 56 01 02 0A 0B 6E 00
    parts: {code: 1, data: 0A 0B}
`);
    expect(decoded(box, '00 56 01 02 0A 0B 6E 00 56 02 01 01 5A 00 56 02 01 01 5B 00')).toMatchObject([
      { kind: 'noise', at: 0 },
      { kind: 'frame', at: 1, parts: { code: 1, data: '0A 0B' } },
      { kind: 'frame', at: 8, parts: { code: 2, data: '01' } },
      { kind: 'noise', at: 14, why: 'badChecksum' },
    ]);
  });

  it('a length that stands behind what it counts', () => {
    const box = described(`
frame:
  - head: 02
  - words: text(1..20)
  - length: u8
    is: size(words)
  - end: 03
requests:
  say: {set: {words: args.words}}
vectors:
  - build: say
    args: {words: ABC}
    hex: 02 41 42 43 03 03
`);
    const pieces = decoded(box, '02 41 42 43 03 03 02 41 01 03');
    expect(pieces).toMatchObject([
      { kind: 'frame', parts: { words: 'ABC' } },
      { kind: 'frame', parts: { words: 'A' } },
    ]);
  });

  it('a check that leaves bytes out, and a number that rises with every request', () => {
    const box = described(`
frame:
  - head: AA
  - command: u8
  - sequence: u8
    default: counter & 0xFF
  - length: u8
    is: size(data)
  - data: bytes(length)
  - sum: u8
    check: sum8(concat(command, length..data))
  - end: 55
requests:
  say: {set: {command: 1, data: args.data}, answer: sequence == sent.sequence}
vectors:
  - hex: AA 01 07 01 09 0B 55
    parts: {sequence: 7}
`);
    const [one, other] = [{}, {}];
    const [first, second] = [1, 2].map(() => box.requests.build('say', one, { data: [9] }));
    expect([first!.bytes[2], second!.bytes[2]]).toEqual([0, 1]);
    expect(box.requests.build('say', other, { data: [9] }).bytes[2]).toBe(0);
    expect(box.requests.build('say', one, { data: [9] }).bytes[2]).toBe(2);
    box.greeting(one);
    expect(box.requests.build('say', one, { data: [9] }).bytes[2]).toBe(0);
    expect(second!.answeredBy?.(first!.bytes)).toBe(false);
    expect(second!.answeredBy?.(second!.bytes)).toBe(true);
  });

  it('a check with a constant that is not sent, which is cut to the size of its part', () => {
    const box = described(`
frame:
  - head: EB
  - data: u8
  - sum: u8
    check: sum8(head..data) + 0x5A
  - crc: u16be
    check: crc16_xmodem(concat([0x01], head..data))
requests:
  say: {set: {data: 0xF0}}
vectors:
  - build: say
    hex: EB F0 35 14 67
`);
    expect(decoded(box, '35 EB F0 35 14 67').at(-1)).toMatchObject({ kind: 'frame' });
  });

  it('parts that are there when a bit says so, read and built', () => {
    const box = described(`
frame:
  - head: AA
  - flags: u8
    bits: {hasTemperature: 0, hasDoor: 1}
  - body: group
    parts:
      - temperature: i16be
        if: hasTemperature
      - door: u8
        if: hasDoor
  - sum: u8
    check: sum8(head..body)
requests:
  say: {set: {hasTemperature: true, temperature: -5}}
vectors:
  - hex: AA 02 07 B3
    parts: {door: 7, hasTemperature: false}
  - hex: AA 00 AA
  - build: say
    hex: AA 01 FF FB A5
`);
    expect(partsOf(box, 'AA 03 FF FB 07 AE')).toMatchObject({ temperature: -5, door: 7 });
  });

  it('groups repeated until one that says it is the last', () => {
    const box = described(`
frame:
  - head: AA
  - items: list()
    parts:
      - code: u8
      - amount: u16be
        if: code != 0
    until: code == 0
  - sum: u8
    check: sum8(items..items)
requests:
  say: {set: {items: args.items}}
vectors:
  - hex: AA 01 00 05 02 00 06 00 0E
    parts: {items: [{code: 1, amount: 5}, {code: 2, amount: 6}, {code: 0, amount: null}]}
`);
    expect(built(box, 'say', { items: [{ code: 3, amount: 4 }, { code: 0 }] })).toBe('AA 03 00 04 00 07');
    expect(decoded(box, 'AA 01 00 05 02 00 06 00 0E')[0]).toMatchObject({
      parts: { items: [{ amount: 5 }, { amount: 6 }, { code: 0 }] },
    });
  });

  it('lists inside of lists, each item with its own parts and no other', () => {
    const box = described(
      `
frame:
  - head: 7F
  - length: u8
    is: size(body..body)
  - body: bytes(length)
    parts:
      - items: list(rest)
        parts:
          - tag: u8
          - itemLength: u8
            is: size(value..value)
          - value: switch(tag)
            cases:
              0xE1:
                - inner: bytes(itemLength)
                  parts:
                    - subs: list(rest)
                      parts:
                        - tag: u8
                        - subLength: u8
                          is: size(content)
                        - content: bytes(subLength)
              else:
                - plain: bytes(itemLength)
  - bcc: u8
    check: xor8(length..body)
requests:
  say: {set: {items: args.items}}
vectors:
  - hex: 7F 0B 01 01 05 E1 06 0A 01 07 0B 01 08 E7
`.replace('                        - tag: u8', '                        - subTag: u8'),
    );
    const [frame] = decoded(box, '7F 0B 01 01 05 E1 06 0A 01 07 0B 01 08 E7');
    expect(frame).toMatchObject({
      parts: {
        items: [
          { tag: 1, itemLength: 1, plain: '05' },
          {
            tag: 0xe1,
            subs: [
              { subTag: 10, subLength: 1, content: '07' },
              { subTag: 11, subLength: 1, content: '08' },
            ],
          },
        ],
      },
    });
    expect(JSON.stringify(frame)).not.toMatch(/"tag":225,[^[]*"subTag"/);
    const items = [
      { tag: 1, plain: [5] },
      {
        tag: 0xe1,
        subs: [
          { subTag: 10, content: [7] },
          { subTag: 11, content: [8] },
        ],
      },
    ];
    expect(built(box, 'say', { items })).toBe('7F 0B 01 01 05 E1 06 0A 01 07 0B 01 08 E7');
  });

  it('two lists whose items have parts of the same names', () => {
    const box = described(`
frame:
  - head: AA
  - doorCount: u8
  - doors: list(doorCount)
    parts: [{code: u8}, {level: u8}]
  - lampCount: u8
  - lamps: list(lampCount)
    parts: [{code: u8}, {level: u8}]
values:
  levels: pluck(lamps, 'level')
vectors:
  - hex: AA 01 01 02 02 03 04 05 06
    parts: {doors: [{code: 1, level: 2}], lamps: [{code: 3, level: 4}, {code: 5, level: 6}]}
    values: {levels: [4, 6]}
`);
    expect(Object.keys(partsOf(box, 'AA 00 00'))).not.toContain('code');
  });

  it('a length in words of sixteen bits', () => {
    const box = described(`
frame:
  - head: EB 90
  - words: u8
    is: size(data) / 2
  - data: bytes(words * 2)
  - crc: u16be
    check: crc16_xmodem(words..data)
requests:
  say: {set: {data: args.data}}
vectors:
  - build: say
    args: {data: [1, 2]}
    hex: EB 90 01 01 02 24 43
`);
    expect(partsOf(box, built(box, 'say', { data: [1, 2, 3, 4] }))).toMatchObject({ words: 2 });
    expect(() => built(box, 'say', { data: [1, 2, 3] })).toThrow();
  });

  it('a length that counts the whole frame, and only the first of two blocks', () => {
    const box = described(`
frame:
  - head: C0
  - total: u8
    is: size(head..end)
  - first: u8
    is: size(a)
  - a: bytes(first)
  - b: bytes(total - first - 4)
  - end: C1
requests:
  say: {set: {a: args.a, b: args.b}}
vectors:
  - build: say
    args: {a: [1, 2], b: [0xC1]}
    hex: C0 07 02 01 02 C1 C1
`);
    expect(partsOf(box, 'C0 04 00 C1')).toMatchObject({ a: '', b: '' });
  });

  it('dates in packed decimals, a sign apart from its amount, words ended by zero, hex in small letters', () => {
    const box = described(`
frame:
  - head: A0
  - year: bcd(1)
  - month: bcd(1)
  - day: bcd(1)
  - magnitude: u16be
    bits: {negative: 15, amount: 14..0}
  - name: text(through(0))
  - sum: text(2)
    check: lower(to_hex(sum8(head..name), 2))
  - end: 0D
values:
  date: "'20' + pad(year, 2, '0') + '-' + pad(month, 2, '0') + '-' + pad(day, 2, '0')"
  temperature: if(negative, -amount, amount) / 10
requests:
  say: {set: {year: 26, month: 1, day: 9, negative: true, amount: 123, name: "'W1'"}}
vectors:
  - build: say
    hex: A0 26 01 09 80 7B 57 31 00 35 33 0D
  - hex: A0 26 01 09 80 7B 57 31 00 35 33 0D
    parts: {name: W1}
    values: {date: 2026-01-09, temperature: -12.3}
`);
    expect(box.examples).toHaveLength(1);
  });

  it('hex digits in either case, on both sides of a check in hex', () => {
    const box = described(`
frame:
  - head: 40
  - value: hex(4)
  - sum: hex(2)
    check: sum8(value) & 0xFF
  - end: 0D
vectors:
  - hex: '${ascii('@00ff2C\r')}'
    parts: {value: 255}
`);
    expect(partsOf(box, ascii('@00FFEC\r'))).toMatchObject({ value: 255 });
  });

  it('seven bits a byte with parity in the eighth', () => {
    const box = described(`
frame:
  - line: text(through(0x8D))
    steps: ["parity('even')"]
requests:
  say: {set: {line: args.line}}
vectors:
  - hex: C5 41 B1 B2 8D
    parts: {line: EA12}
  - build: say
    args: {line: EA12}
    hex: C5 41 B1 B2 8D
`);
    expect(decoded(box, '45 41 B1 B2 8D')[0]).toMatchObject({ kind: 'noise' });
  });

  it('numbers allowed by ranges, and cases for ranges of commands', () => {
    const box = described(`
frame:
  - head: AA
  - door: u8
    in: 1..8
  - kind: u8
    in: [1, 5..9, 0x20]
  - body: switch(kind)
    cases:
      5..9: [{level: u8}]
      else: [{code: u16be}]
vectors:
  - hex: AA 01 07 03
    parts: {level: 3}
  - hex: AA 08 20 00 03
    parts: {code: 3}
  - hex: AA 09 07 03
    refused: noise
`);
    expect(decoded(box, 'AA 01 04 03 00')[0]).toMatchObject({ kind: 'noise' });
  });

  it('a case by a meaning, built as it is read', () => {
    const box = described(`
frame:
  - head: AA
  - kind: u8
    map: {1: open, 2: shut}
  - body: switch(kind)
    cases:
      open: [{door: u8}]
      shut: [{all: u16be}]
requests:
  open: {set: {kind: "'open'", door: 3}}
vectors:
  - hex: AA 02 00 05
    parts: {kind: shut, all: 5}
  - build: open
    hex: AA 01 03
`);
    expect(partsOf(box, 'AA 01 05')).toMatchObject({ kind: 'open', door: 5 });
  });

  it('words that a map knows as digits', () => {
    const box = described(`
frame:
  - line: text(through('\\n'))
    match: '^D(?<door>\\d)=(?<state>[01])$'
values:
  meaning: {of: state, map: {0: shut, 1: open}}
vectors:
  - hex: '${ascii('D3=1\n')}'
    values: {meaning: open}
`);
    expect(partsOf(box, ascii('D3=0\n'))).toMatchObject({ door: '3', meaning: 'shut' });
  });

  it('a line that ends in CR or in LF', () => {
    const box = described(`
frame:
  - words: text(1..40)
    match: '^[A-Z]\\d+$'
  - end: u8
    in: [0x0D, 0x0A]
vectors:
  - hex: 41 31 0D
`);
    const pieces = decoded(box, '41 31 0D 41 32 32 0A');
    expect(pieces.map((piece) => piece.kind === 'frame' && piece.parts?.['words'])).toEqual(['A1', 'A22']);
  });

  it('decimals with their nibbles exchanged and filled up, as telephones have them', () => {
    const box = described(`
frame:
  - head: 91
  - phone: bytes(6)
    steps: [swap_nibbles]
  - end: 0D
values:
  digits: slice(to_hex(phone), 0, 11)
vectors:
  - hex: 91 31 08 10 83 00 F8 0D
    values: {digits: '13800138008'}
`);
    expect(box.examples).toHaveLength(1);
  });

  it('its own head inside of its data, and is found again after damage', () => {
    const box = described(`
frame:
  - head: AA 55
  - length: u8
    is: size(data)
  - data: bytes(length)
  - sum: u8
    check: sum8(length..data)
vectors:
  - hex: AA 55 05 AA 55 01 02 03 0A
    parts: {data: AA 55 01 02 03}
`);
    const pieces = decoded(box, 'AA 55 05 AA 55 01 02 03 0B AA 55 01 07 08');
    // What a damaged frame holds may itself look like one.
    expect(pieces.map(({ kind, hex }) => [kind, hex])).toEqual([
      ['noise', 'AA 55 05'],
      ['frame', 'AA 55 01 02 03'],
      ['noise', '0B'],
      ['frame', 'AA 55 01 07 08'],
    ]);
  });

  it('values over everything up to its end, whatever frame comes behind it', () => {
    const box = described(`
frame:
  - head: AA
  - data: u8
  - sum: u8
    check: sum8(head..data)
  - end: 55
values:
  all: size(head..)
  front: size(..data)
vectors:
  - hex: AA 01 AB 55
    values: {all: 4, front: 2}
`);
    const pieces = decoded(box, 'AA 01 AB 55 AA 02 AC 55');
    expect(pieces).toMatchObject([{ values: { all: 4 } }, { values: { all: 4 } }]);
  });

  it('a number that takes other bytes than its value only where its parts are written', () => {
    const parts = (value: string) => `
frame:
  - head: 3A
${value}
  - end: 0D
vectors:
  - hex: 3A 30 31 30 32 0D
`;
    expect(complaint(parts('  - temperature: i16be\n    steps: [hex]'))).toContain(
      'this step changes how many bytes there are',
    );
    const box = described(parts('  - body: bytes(4)\n    steps: [hex]\n    parts: [{temperature: i16be}]'));
    expect(partsOf(box, '3A 46 46 66 65 0D')).toMatchObject({ temperature: -2 });
  });

  it('parts that each went another way, and are built back into as many bytes', () => {
    const box = described(`
frame:
  - head: AA
  - a: bytes(2)
    steps: [rotate_left(3)]
  - b: bytes(4)
    steps: [nibbles(0x30)]
  - c: u16be
    steps: [swap]
  - d: bytes(2)
    steps: ['xor([0x11, 0x22])', reverse, invert]
  - e: bytes(until(0x0D))
    steps: [base64]
  - end: 0D
requests:
  say: {set: {a: '[1, 2]', b: '[0x12, 0x34]', c: 258, d: '[1, 2]', e: '[1, 2, 3]'}}
vectors:
  - hex: AA 20 40 31 32 33 34 02 01 EC DC 41 51 49 44 0D
    parts: {a: 01 02, b: 12 34, c: 0x0102, d: 01 02, e: 01 02 03}
  - build: say
    hex: AA 20 40 31 32 33 34 02 01 EC DC 41 51 49 44 0D
`);
    expect(box.examples).toHaveLength(1);
  });

  it('a part as long as its own parts need, with escapes in between', () => {
    const box = described(`
frame:
  - head: 7E
  - body: bytes(parts)
    steps: ['unescape_xor(0x7D, 0x20, [0x7E])']
    parts:
      - length: u8
        is: size(data)
      - data: bytes(length)
      - sum: u8
        check: sum8(length..data)
requests:
  say: {set: {data: args.data}}
vectors:
  - hex: 7E 02 7D 5E 01 81
    parts: {data: 7E 01}
`);
    const frame = built(box, 'say', { data: [0x7d, 0x7e] });
    expect(decoded(box, `${frame} 7E 01 05 06`)).toMatchObject([
      { kind: 'frame', hex: frame },
      { kind: 'frame', parts: { data: '05' } },
    ]);
  });

  it('fields by number and kind, with lengths of seven bits a byte', () => {
    const box = described(`
frame:
  - head: 0A
  - length: leb128
    is: size(body..body)
  - body: bytes(length)
    parts:
      - fields: list(rest)
        parts:
          - key: u8
            bits: {wire: 2..0, number: 7..3}
          - value: switch(wire)
            cases:
              0: [{amount: leb128}]
              2:
                - count: leb128
                  is: size(words..words)
                - words: text(count, utf8)
requests:
  say: {set: {fields: args.fields}}
vectors:
  - hex: 0A 07 08 96 01 12 02 68 69
    parts: {fields: [{number: 1, amount: 150}, {number: 2, words: hi}]}
`);
    const fields = [
      { wire: 2, number: 3, words: '门' },
      { wire: 0, number: 1, amount: 300 },
    ];
    expect(partsOf(box, built(box, 'say', { fields }))).toMatchObject({ fields });
  });

  it('a length of seven bits a byte that grows with what it counts, and moves what stands behind it', () => {
    const box = described(`
max: 40000
frame:
  - head: AA
  - total: leb128
    is: size(length..words)
  - length: leb128
    is: size(words)
  - words: bytes(length)
  - sum: u8
    check: xor8(total..words)
requests:
  say: {set: {words: "repeat('a', args.times)"}}
vectors:
  - build: say
    args: {times: 2}
    hex: AA 03 02 61 61 01
`);
    for (const [times, head] of [
      [126, 'AA 7F 7E'],
      [127, 'AA 80 01 7F'],
      [128, 'AA 82 01 80 01'],
      [20_000, 'AA A3 9C 01 A0 9C 01'],
    ] as const) {
      const bytes = built(box, 'say', { times });
      expect(bytes.startsWith(`${head} 61`)).toBe(true);
      expect(decoded(box, bytes)).toMatchObject([{ kind: 'frame', parts: { length: times } }]);
    }
  });

  it('items whose lengths of seven bits a byte grow each for itself', () => {
    const box = described(`
max: 4000
frame:
  - head: AA
  - count: u8
    is: size(items)
  - items: list(count)
    parts:
      - length: leb128
        is: size(body)
      - body: bytes(length)
  - end: 55
requests:
  say: {set: {items: args.items}}
vectors:
  - hex: AA 01 01 09 55
`);
    const items = [200, 1, 300].map((length, at) => ({ body: Array<number>(length).fill(at) }));
    expect(decoded(box, built(box, 'say', { items }))).toMatchObject([
      { kind: 'frame', parts: { items: [{ length: 200 }, { length: 1 }, { length: 300 }] } },
    ]);
  });

  it('blanks in what it is told, wherever they stand', () => {
    const box = described(`
frame:
  - head: 02
  - words: bytes(until(0x03))
  - end: 03
requests:
  say: {set: {words: "encode(args.text, 'ascii')"}}
vectors:
  - hex: 02 41 03
`);
    expect(built(box, 'say', { text: '  7  A\n\u0007B ' })).toBe(`02 ${ascii('  7  A B ')} 03`);
  });

  it('a number that rises with every poll', () => {
    const box = described(`
frame:
  - head: AA
  - sequence: u8
    default: counter & 0xFF
  - door: u8
requests:
  ask: {set: {door: args.door}}
polls:
  - {request: ask, every: 1000, each: {door: '[1, 2]'}}
vectors:
  - hex: AA 07 01
`);
    const [first, second] = box.polls({});
    const numbers = [first!.request, second!.request, first!.renew!(), second!.renew!()];
    expect(numbers.map(({ bytes }) => [bytes[1]! - numbers[0]!.bytes[1]!, bytes[2]])).toEqual([
      [0, 1],
      [1, 2],
      [2, 1],
      [3, 2],
    ]);
  });

  it('words too long for a frame, sent page by page between other requests', () => {
    const box = described(`
frame:
  - head: 02
  - code: u8
  - page: u8
  - words: text(until(0x03), 'utf8')
  - end: 03
requests:
  wake: {set: {code: 1, page: 0, words: "''"}}
  page:
    set:
      code: 2
      page: args.page
      words: pieces(args.text, 4)[args.page - 1]
actions:
  showText:
    - wake
    - {request: page, each: {page: 'range(1, size(pieces(args.text, 4)))'}}
    - wake
vectors:
  - build: page
    args: {page: 2, text: '12345'}
    hex: 02 02 02 35 03
`);
    const utf8 = (words: string) => toHex(new TextEncoder().encode(words));
    const sent = (text: string) => box.actions.showText!({ text }, {}).map(({ bytes }) => toHex(bytes));
    const wake = '02 01 00 03';
    expect(sent('A 7号😀B')).toEqual([
      wake,
      `02 02 01 ${utf8('A 7号')} 03`,
      `02 02 02 ${utf8('😀B')} 03`,
      wake,
    ]);
    expect(sent('')).toEqual([wake, '02 02 01 03', wake]);
  });

  it('arguments of its vectors in quotes, which are words even where they look like a number', () => {
    const box = (args: string, hex: string) => `
frame:
  - head: 02
  - words: text(until(0x03))
  - end: 03
requests:
  say: {set: {words: "if(args.words + 1 == 8, 'number', concat(args.words, '.'))"}}
vectors:
  - build: say
    args: {words: ${args}}
    hex: 02 ${hex} 03
`;
    described(box('7', ascii('number')));
    described(box("'7'", ascii('7.')));
    described(box('" 0x07 "', ascii(' 0x07 .')));
    described(box("''", ascii('.')));
    expect(complaint(box('null', ascii('.')))).toContain('words');
  });

  it('lists of which each item is worked out anew, or left out', () => {
    const box = described(`
frame:
  - head: 02
  - count: u8
  - pairs: list(count)
    parts:
      - code: u8
      - level: u8
  - sum: u8
    is: sum(map(pairs, item.code * item.level)) & 0xFF
values:
  levels: map(pairs, item.level / 10)
  loud: pluck(filter(pairs, item.level > count * 10), 'code')
  places: map(filter([3, 1, 2], item >= 2), number * 100 + item)
  table: map([1, 2], sum(map([10, 20], item * count)) + item)
says:
  - each: filter(pairs, item.code > 1)
    as: pair
    value: {name: "'levels'", value: 'sum(map([pair.level, number], item * 1000))'}
vectors:
  - hex: 02 02 01 0A 02 1E 46
    values: {levels: [1, 3], loud: [2], places: [103, 202], table: [61, 62]}
    readings: [{kind: value, name: levels, value: 31000}]
  - hex: 02 00 00
    values: {levels: []}
`);
    expect(partsOf(box, '02 01 03 14 3C')).toMatchObject({ levels: [2], loud: [3] });
    expect(complaint('frame: [{head: 02}, {data: bytes(2)}]\nvalues: {all: "map(data, itm)"}')).toContain(
      'did you mean "item"?',
    );
  });

  it('answers that only the question explains', () => {
    const box = described(`
frames:
  ask:
    from: host
    parts:
      - head: 5A
      - register: u16be
      - sum: u8
        check: sum8(head..register)
  reply:
    from: device
    parts:
      - head: A5
      - value: i16be
      - sum: u8
        check: sum8(head..value)
says:
  - value: {name: "lookup(sent.register, 1, 'temperature', 2, 'humidity', null)", value: value / 10}
requests:
  temperature: {frame: ask, set: {register: 1}, answer: frame == 'reply'}
vectors:
  - answers: temperature
    hex: A5 00 7B 20
    readings: [{kind: value, name: temperature, value: 12.3}]
  - hex: A5 00 7B 20
    readings: []
`);
    expect(box.examples).toHaveLength(2);
  });
});
