import { describe, expect, it } from 'vitest';
import { Framer } from '../../../bridge/framing/framer.ts';
import { fromHex, toHex } from '../../../bridge/framing/bytes.ts';
import type { ByteDriver } from '../../../bridge/drivers/driver.ts';
import { profileDriver } from '../../../bridge/profiles/driver.ts';
import { described } from './described.ts';

/** What comes of bytes: the frames, and of which bytes why they were none. */
function cut(profile: ReturnType<typeof described>, bytes: Uint8Array): { frames: string[]; noise: number } {
  const heard = { frames: [] as string[], noise: 0 };
  const framer = new Framer((profileDriver(profile) as ByteDriver).framing([{}]), {
    frame: (frame) => heard.frames.push(toHex(frame)),
    discarded: (bytes) => (heard.noise += bytes.length),
  });
  framer.push(bytes);
  framer.idle();
  return heard;
}

describe('a size that only the rest of the frame tells', () => {
  const checked = described(`
max: 4096
frame:
  - head: 02
  - words: text(0..4000, gb18030)
  - crc: u16le
    check: crc16_modbus(head..words)
  - code: hex(2)
  - end: 03
vectors:
  - hex: 02 41 43 A1 A1 30 31 03
`);

  const [short, holdingItsEnd] = ['02 41 43 A1 A1 30 31 03', '02 41 03 42 D1 49 30 31 03'];

  it('is found where the end lies behind a check and a code, and the end also occurs before it', () => {
    expect(cut(checked, fromHex(short + holdingItsEnd))).toEqual({
      frames: [short, holdingItsEnd],
      noise: 0,
    });
  });

  it('is looked for in a long run of the byte that begins a frame, and the frame behind it is found', () => {
    const run = new Uint8Array(3000).fill(0x02);
    expect(cut(checked, Uint8Array.from([...run, ...fromHex(short)]))).toEqual({
      frames: [short],
      noise: 3000,
    });
  });

  it('never cuts a character in two', () => {
    const names = described(`
encoding: gb18030
frame:
  - head: 5A
  - characters: u8
    is: size('' + name)
  - name: text(0..64)
  - end: 0D
vectors:
  - { hex: 5A 01 D5 C5 0D, parts: { name: 张 } }
  - { hex: 5A 01 D5 0D, refused: unfinished }
`);
    expect(cut(names, fromHex('5A 02 D5 C5 0D 0D 5A 01 D5 C5 0D')).frames).toEqual([
      '5A 02 D5 C5 0D 0D',
      '5A 01 D5 C5 0D',
    ]);
  });
});
