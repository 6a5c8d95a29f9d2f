import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../bridge/framing/bytes.ts';
import { ascii, built, decoded, described, partsOf } from './described.ts';

describe('a profile can describe', () => {
  it('a run of heads, escapes by pairs and a CRC over the plain bytes', () => {
    const sign = described(`
frame:
  - head: run(0xA5, 1..16)
    default: 8
  - body: bytes(until(0x5A))
    steps: ["unescape('A6 02 = A5', 'A6 01 = A6', '5B 02 = 5A', '5B 01 = 5B')"]
    parts:
      - screen: u16le
      - source: u16le
        default: 0x8000
      - reserved: bytes(6)
        default: repeat(0, 6)
      - device: u8
        default: 0xFE
      - version: u8
        default: 2
      - length: u16le
        is: size(data)
      - data: bytes(length)
      - crc: u16le
        check: crc16_arc(screen..data)
  - end: 5A
requests:
  clear: {set: {screen: 1, data: "hex('A3 10 01 00 00')"}}
  text: {set: {screen: 1, data: "encode(args.text, 'gbk')"}}
vectors:
  - hex: A5 A5 A5 A5 A5 A5 A5 A5 01 00 00 80 00 00 00 00 00 00 FE 02 05 00 A3 10 01 00 00 51 F8 5A
    parts: {head: 8, screen: 1, length: 5, data: A3 10 01 00 00}
  - build: clear
    hex: A5 A5 A5 A5 A5 A5 A5 A5 01 00 00 80 00 00 00 00 00 00 FE 02 05 00 A3 10 01 00 00 51 F8 5A
`);
    const text = built(sign, 'text', { text: '一楼宝' });
    expect(text).toContain('A6 02');
    expect(partsOf(sign, text)).toMatchObject({ data: toHex(iconv.encode('一楼宝', 'gbk')) });
    const [piece] = decoded(sign, text.replace('A6 02', 'A6 01'));
    expect(piece).toMatchObject({ kind: 'noise', why: 'badChecksum' });
  });

  it('escapes by XOR with the checksum inside, packed decimals and bits of a number', () => {
    const terminal = described(`
frame:
  - flag: 7E
  - body: bytes(until(0x7E))
    steps: ['unescape_xor(0x7D, 0x20, [0x7E])']
    parts:
      - id: u16be
      - properties: u16be
        bits: {length: 9..0, encrypted: 10, split: 13}
      - phone: bcd(6)
      - serial: u16be
      - data: bytes(length)
      - sum: u8
        check: xor8(id..data)
  - end: 7E
requests:
  report: {set: {id: 0x0200, length: size(args.data), phone: 13800138000, serial: 1, data: args.data}}
vectors:
  - build: report
    args: {data: [0x7E, 0x7D]}
    hex: 7E 02 00 00 02 01 38 00 13 80 00 00 01 7D 5E 7D 5D A8 7E
`);
    const frame = built(terminal, 'report', { data: [1, 0x7e] });
    expect(partsOf(terminal, frame)).toMatchObject({
      phone: 13800138000,
      length: 2,
      encrypted: false,
      data: '01 7E',
    });
    // Two frames back to back share no flag.
    expect(decoded(terminal, `${frame}${frame}`).map(({ kind }) => kind)).toEqual(['frame', 'frame']);
  });

  it('a preamble that may be absent, data with an offset, and an address lowest byte first', () => {
    const meter = described(`
frame:
  - wake: run(0xFE, 0..4)
    default: 4
  - head: 68
  - address: bcdle(6)
  - mark: 68
  - control: u8
  - length: u8
    is: size(payload..payload)
  - payload: bytes(length)
    steps: [subtract(0x33)]
    parts:
      - item: u32le
      - value: bytes(rest)
  - sum: u8
    check: sum8(head..payload)
  - end: 16
values:
  energy: 'size(value) == 4 ? bcd(reverse(value)) / 100 : null'
requests:
  read: {set: {address: 123456789012, control: 0x11, item: 0x00010000, value: '[]'}}
vectors:
  - build: read
    hex: FE FE FE FE 68 12 90 78 56 34 12 68 11 04 33 33 34 33 68 16
  - hex: 68 12 90 78 56 34 12 68 91 08 33 33 34 33 89 67 45 33 54 16
    values: {energy: 1234.56}
    parts: {item: 0x00010000, address: 123456789012}
`);
    const [field] = meter.frames.describe(Uint8Array.from([0x68, 0x12]));
    expect(field).toMatchObject({ at: 0, length: 1, name: { en: 'head' } });
  });

  it('a weight whose sign, scale and unit stand elsewhere', () => {
    const scale = described(`
frame:
  - head: 02
  - a: u8
    bits: {scale: 2..0}
  - b: u8
    bits: {isGross: 0, isNegative: 1, isMoving: 3, isKilogram: 4}
  - c: u8
  - digits: dec(6)
  - tare: dec(6)
  - end: 0D
  - sum: u8
    check: (-sum8(head..end)) & 0x7F
values:
  factor: {of: scale, map: {0: 100, 1: 10, 2: 1, 3: 0.1, 4: 0.01, 5: 0.001}}
  weight: round(if(isNegative, -1, 1) * digits * factor, 3)
says:
  - when: not(isMoving)
    value: {name: "'weight'", value: weight, unit: "if(isKilogram, 'kg', 'lb')"}
vectors:
  - hex: 02 2C 32 20 30 30 31 32 33 34 30 30 30 30 30 30 0D 29
    values: {weight: -12.34}
    readings: [{kind: value, name: weight, value: -12.34, unit: kg}]
`);
    expect(scale.examples).toHaveLength(1);
  });

  it('a line of text with its check in hex digits', () => {
    const gps = described(`
max: 82
frame:
  - start: 24
  - text: text(until('*'))
  - star: 2A
  - sum: hex(2)
    check: xor8(text)
  - end: 0D 0A
values:
  words: split(text, ',')
  height: number(words[9])
vectors:
  - hex: '${ascii('$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n')}'
    values: {height: 545.4}
`);
    expect(decoded(gps, ascii('$GPGGA,1*00\r\n'))[0]).toMatchObject({ kind: 'noise', why: 'badChecksum' });
  });

  it('frames whose shape depends on a command, with both sides on one line', () => {
    const modbus = described(
      `
frames:
  answer:
    from: device
    parts:
      - address: u8
      - func: u8
      - body: switch(func)
        cases:
          1, 2, 3, 4:
            - count: u8
              is: size(data)
            - data: bytes(count)
          5, 6:
            - at: u16be
            - value: u16be
          else:
            - error: u8
              is: 999
      - crc: u16le
        check: crc16_modbus(address..body)
vectors:
  - hex: 01 02 01 20 A0 50
    parts: {func: 2, data: 20}
`.replace('          0x81..0x90:\n            - error: u8\n', ''),
    );
    expect(partsOf(modbus, '01 05 00 00 FF 00 8C 3A')).toMatchObject({ func: 5, at: 0, value: 0xff00 });
  });

  it('hex digits on the line, with the check over what they mean', () => {
    const board = described(`
frame:
  - start: 3A
  - body: bytes(until('\\r\\n'))
    steps: [hex]
    parts:
      - address: u8
      - func: u8
      - data: bytes(rest(1))
      - sum: u8
        check: lrc8(address..data)
  - end: 0D 0A
requests:
  read: {set: {address: 1, func: 3, data: "hex('00 10 00 02')"}}
vectors:
  - build: read
    hex: '${ascii(':010300100002EA\r\n')}'
  - hex: '${ascii(':010300100002EA\r\n')}'
    parts: {address: 1, func: 3, data: 00 10 00 02}
`);
    const fields = board.frames.describe(Uint8Array.from(Buffer.from(':010300100002EA\r\n')));
    expect(fields.map(({ at, length, name }) => [at, length, name.en])).toEqual([
      [0, 1, 'start'],
      [1, 2, 'address'],
      [3, 2, 'func'],
      [5, 8, 'data'],
      [13, 2, 'sum'],
      [15, 2, 'end'],
    ]);
  });

  it('a list whose items are as long as their codes say', () => {
    const box = described(`
frame:
  - head: AA 55
  - count: u8
    is: size(items)
  - items: list(count)
    parts:
      - code: u8
      - value: switch(code)
        cases:
          1: [{temperature: i16be}]
          2: [{door: u8}]
          3: [{length: u8, is: size(label)}, {label: 'text(length, utf8)'}]
          else: [{raw: bytes(4)}]
  - sum: u16be
    check: sum16(head..items)
values:
  temperature_c: find(items, 'code', 1).temperature / 10
says:
  - when: find(items, 'code', 1) != null
    value: {name: "'temperature'", value: temperature_c, unit: "'°C'"}
  - each: items
    as: one
    value: {name: "one.code == 2 ? 'door' : null", value: one.door}
requests:
  say: {set: {items: args.items}}
vectors:
  - hex: AA 55 03 01 FF 9C 02 01 03 03 E9 97 A8 04 CF
    parts: {count: 3, items: [{code: 1, temperature: -100}, {code: 2, door: 1}, {code: 3, label: 门}]}
    readings: [{kind: value, name: temperature, value: -10, unit: °C}, {kind: value, name: door, value: 1}]
`);
    expect(
      built(box, 'say', {
        items: [
          { code: 3, label: '门' },
          { code: 2, door: 7 },
        ],
      }),
    ).toBe('AA 55 02 03 03 E9 97 A8 02 07 03 38');
  });

  it('nibbles with meanings of their own, beside data that holds the end byte', () => {
    const board = described(`
frame:
  - start: 02
  - place: u8
    bits: {board: 7..4, lock: 3..0}
  - command: 35
  - hooks: bytes(2)
  - objects: bytes(2)
  - end: 03
  - sum: u8
    check: sum8(start..end)
settings:
  channels: {type: integer, default: 12}
claims: board == 1
says:
  - channels: {states: 'contacts(bitmap(hooks, settings.channels))'}
vectors:
  - hex: 02 10 35 03 00 00 03 03 50
    readings: [{kind: channels, states: [closed, closed, open, open, open, open, open, open, open, open, open, open]}]
`);
    expect(decoded(board, '02 00 35 01 00 00 00 03 3B')[0]).toMatchObject({ claimed: false });
  });

  it('a byte sent twice to stand for itself, up to an end that begins with it', () => {
    const reader = described(`
frame:
  - start: 10 02
  - data: bytes(until(hex('10 03'), 0x10))
    steps: [undouble(0x10)]
  - end: 10 03
  - bcc: u8
    check: xor8(data) ^ 0x03
requests:
  say: {set: {data: args.data}}
vectors:
  - hex: 10 02 01 10 10 03 10 03 11
    parts: {data: 01 10 03}
`);
    expect(built(reader, 'say', { data: [1, 16, 3] })).toBe('10 02 01 10 10 03 10 03 11');
  });

  it('zeros stuffed away, and a check over the plain content', () => {
    const radio = described(`
frame:
  - body: bytes(until(0))
    steps: [cobs]
    parts:
      - id: u8
      - data: bytes(rest(2))
      - crc: u16le
        check: crc16_ccitt_false(id..data)
  - end: 00
requests:
  say: {set: {id: 0, data: args.data}}
vectors:
  - build: say
    args: {data: [0, 0, 7]}
    hex: 01 01 01 04 07 27 F4 00
`);
    expect(partsOf(radio, built(radio, 'say', { data: [0, 5, 0] }))).toMatchObject({
      id: 0,
      data: '00 05 00',
    });
  });

  it('text in GB18030 and UTF-16, cut between characters and filled up', () => {
    const panel = described(`
frame:
  - head: AA
  - title: text(6, gb18030)
    trim: true
  - body: text(8, utf16le)
    trim: true
    pad: 0
  - end: 55
requests:
  show: {set: {title: args.title, body: args.body}}
vectors:
  - build: show
    args: {title: 办税厅三号, body: 三号}
    hex: AA B0 EC CB B0 CC FC 09 4E F7 53 00 00 00 00 55
`);
    expect(partsOf(panel, built(panel, 'show', { title: '厅', body: '窗' }))).toMatchObject({
      title: '厅',
      body: '窗',
    });
  });

  it('two checks, one over the head and one over everything', () => {
    const gate = described(`
frame:
  - start: EB 90
  - length: u16le
    is: size(data)
  - code: u8
  - head_check: u8
    check: not_sum8(length..code)
  - data: bytes(length)
  - crc: u32be
    check: crc32(start..data)
requests:
  say: {set: {code: 7, data: args.data}}
vectors:
  - build: say
    args: {data: [1, 2]}
    hex: EB 90 02 00 07 F6 01 02 C2 13 56 DF
`);
    const frame = built(gate, 'say', { data: [9] });
    expect(decoded(gate, frame.replace('EB 90 01 00 07', 'EB 90 01 00 06'))[0]).toMatchObject({
      why: 'badChecksum',
    });
  });

  it('two protocols that take turns on one line', () => {
    const both = described(`
frames:
  lock:
    - head: 8A
    - address: u8
    - lock: u8
    - state: u8
    - bcc: u8
      check: xor8(head..state)
  tube:
    - start: 24
    - address: dec(3)
    - comma: 2C
    - text: text(until('#'))
    - end: 23
says:
  - when: frame == 'lock'
    channel: {channel: lock, state: 'state == 0x11 ? closed : open'}
vectors:
  - hex: 8A 01 02 11 98
    frame: lock
    readings: [{kind: channel, channel: 2, state: closed}]
  - hex: '${ascii('$001,A012#')}'
    frame: tube
    parts: {address: 1, text: A012}
`);
    const pieces = decoded(both, `8A 01 02 11 98 00 ${ascii('$001,A012#')} 8A 01 02 00 89`);
    expect(pieces.map((piece) => (piece.kind === 'frame' ? piece.frame : piece.why))).toEqual([
      'lock',
      'noise',
      'tube',
      'lock',
    ]);
  });

  it('frames ended by silence alone, checked afterwards', () => {
    const bus = described(`
max: 64
frame:
  - address: u8
  - data: bytes(rest(2))
  - crc: u16le
    check: crc16_modbus(address..data)
vectors:
  - hex: 01 02 01 20 A0 50
    parts: {address: 1, data: 02 01 20}
`);
    const pieces = decoded(bus, '00 01 02 01 20 A0 50 | 01 05 00 00 FF 00 8C 3A | 01 02');
    expect(pieces.map((piece) => [piece.kind, piece.hex])).toEqual([
      ['noise', '00'],
      ['frame', '01 02 01 20 A0 50'],
      ['frame', '01 05 00 00 FF 00 8C 3A'],
      ['noise', '01 02'],
    ]);
  });

  it('a size that only the rest of the frame tells', () => {
    const board = described(`
frame:
  - head: 80
  - address: u8
  - states: bytes(1..7)
  - mark: 33
  - bcc: u8
    check: xor8(head..mark)
vectors:
  - hex: 80 01 00 00 02 33 B0
    parts: {states: 00 00 02}
`);
    expect(partsOf(board, '80 01 01 33 B3')).toMatchObject({ states: '01' });
    expect(partsOf(board, '80 01 33 00 00 00 00 00 00 33 81')).toMatchObject({
      states: '33 00 00 00 00 00 00',
    });
  });

  it('an interleaved XOR, nibbles with 30 added, and a sum in decimal digits', () => {
    const odd = described(`
frames:
  moving:
    - head: 16 A5 04
    - length: u8
      is: size(data)
    - address: u8
    - command: u8
    - sequence: u8
    - data: bytes(length)
    - x1: u8
      check: xor_odd(length..data)
    - x2: u8
      check: xor_even(length..data)
  nibbles:
    - start: 02
    - data: text(4)
    - sum: nibbles(2)
      check: sum8(data..data)
    - end: 03
  digits:
    - start: 28
    - data: text(until('/'))
    - slash: 2F
    - sum: dec(4)
      check: sum16(data..data) % 10000
    - end: 29
vectors:
  - hex: 16 A5 04 01 01 B2 00 0C BF 01
    frame: moving
    parts: {command: 0xB2, data: 0C}
  - hex: 02 41 42 43 44 30 3A 03
    frame: nibbles
  - hex: '${ascii('(AB/0131)')}'
    frame: digits
`);
    expect(odd.frames.names).toEqual(['moving', 'nibbles', 'digits']);
  });

  it('floats with their words turned round, and numbers longer than a machine word', () => {
    const meter = described(
      `
frame:
  - head: 7B
  - power: f32be
    steps: [swap(4), swap(2)]
  - total: u64be
  - small: i24le
  - end: 7D
vectors:
  - hex: 7B 00 00 42 F6 00 00 00 00 00 00 01 00 FE FF FF 7D
    parts: {total: 256, small: -2}
`.replace('steps: [swap(2), reverse, swap(4), reverse]', 'steps: [swap(4), swap(2)]'),
    );
    expect(partsOf(meter, '7B 00 00 42 F6 FF FF FF FF FF FF FF FF 00 00 00 7D')).toMatchObject({
      power: 123,
      total: '18446744073709551615',
    });
  });

  it('content hidden with a key that stands before it', () => {
    const lock = described(
      `
frame:
  - head: 5A
  - key: u8
    default: 0x3C
  - length: u8
    is: size(body)
  - body: bytes(length)
    steps: [xor(key), reverse]
    parts:
      - card: uintbe(4)
      - door: u8
  - sum: u8
    check: sum8(head..body)
requests:
  open: {set: {card: args.card, door: 1}}
vectors:
  - hex: 5A 3C 05 3D 38 3F 3E 3D CA
    parts: {card: 0x01020304, door: 1}
`,
    );
    expect(partsOf(lock, built(lock, 'open', { card: 99 }))).toMatchObject({ card: 99, door: 1 });
  });

  it('a line read by a pattern with names', () => {
    const board = described(`
frame:
  - line: text(through('\\n'))
    match: '^T=(?<temperature>-?\\d+\\.\\d) H=(?<humidity>\\d+)%\\r?$'
says:
  - value: {name: "'temperature'", value: number(temperature), unit: "'°C'"}
  - value: {name: "'humidity'", value: number(humidity), unit: "'%'"}
vectors:
  - hex: '${ascii('T=-3.5 H=40%\r\n')}'
    readings: [{kind: value, name: temperature, value: -3.5}, {kind: value, name: humidity, value: 40}]
`);
    expect(decoded(board, ascii('hello\r\nT=1.0 H=9%\n')).at(-1)).toMatchObject({ kind: 'frame' });
  });

  it('parity bits of a card number', () => {
    const wiegand = described(`
frame:
  - head: 57
  - bits26: u32be
    bits: {even: 25, facility: 24..17, card: 16..1, odd: 0, high: 24..13, low: 12..1}
    in: bits26 < 2 ** 26
  - end: 0A
values:
  isRight: (ones(high) + even) % 2 == 0 && (ones(low) + odd) % 2 == 1
says:
  - when: isRight
    value: {name: "'card'", value: card}
vectors:
  - hex: 57 00 20 24 69 0A
    parts: {facility: 16, card: 4660}
    values: {isRight: true}
    readings: [{kind: value, name: card, value: 4660}]
  - hex: 57 00 20 24 68 0A
    readings: []
`);
    expect(wiegand.examples).toHaveLength(2);
  });
});

it('a check can be over every byte from the first to the last that was read', () => {
  const plain = described(`
frame:
  - head: AA
  - data: bytes(2)
  - sum: u8
    check: sum8(..data)
vectors:
  - hex: AA 01 02 AD
`);
  expect(decoded(plain, 'AA 01 02 AE')[0]).toMatchObject({ why: 'badChecksum' });
  // Bytes of the whole frame are not known before there is one.
  expect(() =>
    described(`
frame:
  - head: AA
  - sum: u8
vectors:
  - hex: AA 02
values:
  all: sum8(..)
`),
  ).not.toThrow();
});
