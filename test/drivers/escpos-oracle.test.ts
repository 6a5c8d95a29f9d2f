import { describe, expect, it } from 'vitest';
import { toHex } from '../../bridge/framing/bytes.ts';
import { escpos, type EscposCut } from '../../bridge/framing/escpos-commands.ts';
import { bitmapOf, qrBitmap, rasterCommands } from '../../bridge/framing/escpos-raster.ts';
import recorded from './oracle/python-escpos.json' with { type: 'json' };

const hex = (bytes: number[]) => toHex(Uint8Array.from(bytes));

/** Recorded by oracle/python-escpos.py. */
describe('what a ticket is made of is byte for byte what python-escpos sends', () => {
  it('to reset the printer', () => {
    expect(hex(escpos.initialise())).toBe(recorded.initialise);
  });

  it.each(recorded.codes)('for a QR code of $content', ({ content, module, correction, hex: expected }) => {
    expect(hex(escpos.qrCode(content, module, correction))).toBe(expected);
  });

  it.each(recorded.pictures)('for a picture of $rows.length rows', ({ rows, hex: expected }) => {
    const dots = rows.map((row) => Array.from(row, (dot) => dot === '#'));
    expect(hex(rasterCommands(bitmapOf(dots)))).toBe(expected);
  });

  it.each(recorded.drawn)(
    'for a QR code of $content that is drawn, under one of the eight masks',
    (drawn) => {
      const { width, rows } = qrBitmap(drawn.content, 1);
      const dots = rows.map((row) =>
        Array.from({ length: width }, (_, x) => (row[x >> 3]! & (0x80 >> (x & 7)) ? '#' : '.')).join(''),
      );
      expect(drawn.masks).toContainEqual(dots);
    },
  );

  it.each(recorded.cuts)('to cut ($cut)', ({ cut, hex: expected }) => {
    expect(hex(escpos.cut(cut as EscposCut))).toBe(expected);
  });

  it.each(recorded.sizes)('to print $scale times as large', ({ scale, hex: expected }) => {
    expect(hex(escpos.size(scale, scale))).toBe(expected);
  });

  it.each(recorded.alignments)('to align ($align)', ({ align, hex: expected }) => {
    expect(hex(escpos.align(align as 0 | 1 | 2))).toBe(expected);
  });
});

describe('a picture', () => {
  it('of a QR code has square modules, a quiet border, and finders in three corners', () => {
    const { width, rows } = qrBitmap('https://hall.example/t/办税', 3);
    expect(rows).toHaveLength(width);
    const black = (x: number, y: number) => (rows[y]![x >> 3]! & (0x80 >> (x & 7))) !== 0;
    const modules = width / 3;
    const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
    for (const [left, top] of [
      [4, 4],
      [modules - 11, 4],
      [4, modules - 11],
    ] as const) {
      const seen = finder.map((row, y) =>
        Array.from(row, (_, x) => +black(3 * (left + x) + 1, 3 * (top + y) + 1)).join(''),
      );
      expect(seen).toEqual(finder);
    }
    for (let at = 0; at < width; at++) {
      for (const edge of [0, 11, width - 12, width - 1]) {
        expect([black(at, edge), black(edge, at)]).toEqual([false, false]);
      }
    }
  });

  it('never holds the bytes of a request that a printer answers in the middle of a job', () => {
    const dots = (bytes: number[]) => [
      bytes.flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (byte & (1 << bit)) !== 0)),
    ];
    for (const second of [0x04, 0x05, 0x14]) {
      expect(hex(rasterCommands(bitmapOf(dots([0xff, 0x10, second, 0x01]))))).toBe(
        `1D 76 30 00 04 00 01 00 FF 18 ${second.toString(16).padStart(2, '0').toUpperCase()} 01`,
      );
    }
    expect(hex(rasterCommands(bitmapOf(dots([0x10, 0x06]))))).toContain('10 06');
  });
});
