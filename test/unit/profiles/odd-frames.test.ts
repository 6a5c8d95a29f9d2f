import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../bridge/framing/bytes.ts';
import { Decoder, type Piece } from '../../../bridge/profiles/decoding.ts';
import { profileDriver } from '../../../bridge/profiles/driver.ts';
import type { ByteDriver } from '../../../bridge/drivers/driver.ts';
import type { Profile } from '../../../bridge/profiles/profile.ts';
import { complaint, decoded, described, partsOf } from './described.ts';

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
