import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDrivers } from '../../bridge/drivers/catalog.ts';
import type { ByteDriver, TicketText } from '../../bridge/drivers/driver.ts';
import { toHex } from '../../bridge/framing/bytes.ts';
import { readEscpos, type EscposToken } from '../../bridge/framing/escpos-tokens.ts';

const printer = (await loadDrivers()).get('escpos-printer') as ByteDriver;

const ticket: TicketText = {
  ticket: '2026-11-21/A012',
  hall: '湖滨区政务服务中心',
  number: 'A012',
  service: '社保业务',
  ahead: 3,
  issued: '2026-11-21 09:30',
  link: 'https://hall.example/t/办税?n=12',
};

const logo = Buffer.from('P4\n8 2\n\x81\x7e', 'latin1').toString('base64');

function print(given: Partial<TicketText> = {}, settings: Record<string, unknown> = {}): Uint8Array {
  const requests = printer.actions!.printTicket!({ ...ticket, ...given }, printer.settings.parse(settings));
  expect(requests).toHaveLength(1);
  return requests[0]!.bytes;
}

/** What a printer would do, and nothing that it would choke on. */
function read(bytes: Uint8Array): EscposToken[] {
  const { tokens, rest } = readEscpos(bytes);
  expect(rest).toBe(bytes.length);
  expect(
    tokens.filter(({ kind }) => kind === 'command').map((token) => 'name' in token && token.name),
  ).not.toContain('unknown');
  return tokens;
}

/** Lines of text with the width of one character in columns. */
function printedLines(bytes: Uint8Array): { text: string; columns: number }[] {
  let scale = 1;
  const lines: { text: string; columns: number }[] = [];
  for (const token of read(bytes)) {
    if (token.kind === 'command' && token.name === 'GS !') scale = (token.arguments[0]! >> 4) + 1;
    if (token.kind === 'text') lines.push({ text: token.text, columns: token.length * scale });
  }
  return lines;
}

describe('a printed ticket', () => {
  it('resets the printer, turns Chinese and status reports on, and ends with a cut', () => {
    const hex = toHex(print());
    expect(hex.startsWith('1B 40 1C 26 1D 61 4E 1B 61 01 ')).toBe(true);
    expect(hex.endsWith(' 1D 56 42 00')).toBe(true);
  });

  it('says hall, service, number, people ahead and time, in this order', () => {
    expect(printedLines(print()).map(({ text }) => text)).toEqual([
      '湖滨区政务服务中心',
      '社保业务',
      'A012',
      '前面还有 3 人等候',
      '2026-11-21 09:30',
    ]);
  });

  it('sends Chinese as GB18030', () => {
    // 您好 as the printers' manuals have it.
    expect(toHex(print({ service: '您好' }))).toContain('C4 FA BA C3');
  });

  it('counts the bytes of the code, not its characters', () => {
    const store = read(print()).find(
      (token) => token.kind === 'command' && token.name === 'GS (' && token.content[1] === 0x50,
    );
    const content = store?.kind === 'command' ? store.content.subarray(3) : null;
    expect(new TextDecoder().decode(content!)).toBe(ticket.link);
    expect(content).toHaveLength(34);
  });

  it('has no code where there is no link, or one too long to scan', () => {
    const { link: _, ...plain } = ticket;
    const settings = printer.settings.parse({});
    const without = printer.actions!.printTicket!(plain, settings)[0]!.bytes;
    for (const bytes of [without, print({ link: `https://hall.example/${'x'.repeat(400)}` })]) {
      expect(read(bytes).some((token) => token.kind === 'command' && token.name === 'GS (')).toBe(false);
    }
  });

  it.each([
    ['A01', 4],
    ['A012', 4],
    ['AB012345', 4],
    ['AB0123456789', 2],
  ])('prints %s %i times as large', (number, scale) => {
    const line = printedLines(print({ number })).find(({ text }) => text === number);
    expect(line?.columns).toBe(number.length * scale);
  });

  it.each([
    ['feedPartial', '1D 56 42 00'],
    ['feedFull', '1D 56 41 00'],
    ['partial', '1B 64 06 1D 56 01'],
    ['full', '1B 64 06 1D 56 00'],
    ['tear', '1B 64 06'],
  ])('is parted from the roll the way its printer knows (%s)', (cut, hex) => {
    const bytes = print({}, { cut });
    expect(toHex(bytes).endsWith(` 0A ${hex}`)).toBe(true);
    const cuts = read(bytes).filter((token) => token.kind === 'command' && token.name === 'GS V');
    expect(cuts).toHaveLength(cut === 'tear' ? 0 : 1);
  });

  it.each([
    ['fs', '1B 21 30 1C 21 0C', '1B 21 00 1C 21 00'],
    ['fsw', '1B 21 30 1C 57 01', '1B 21 00 1C 57 00'],
  ])('is large on clones that know only twice as large (%s)', (large, on, off) => {
    const hex = toHex(print({}, { large }));
    expect(hex).not.toContain('1D 21');
    expect(hex.split(on)).toHaveLength(3);
    expect(hex.lastIndexOf(off)).toBeGreaterThan(hex.lastIndexOf(on));
    expect(() => read(print({}, { large }))).not.toThrow();
  });

  it('leaves FS & out where the printer knows Chinese alone', () => {
    expect(toHex(print({}, { chinese: 'always' })).startsWith('1B 40 1D 61 4E 1B 61 01 ')).toBe(true);
  });

  it('has its code drawn where the printer draws none, no wider than the paper and in bands', () => {
    for (const columns of [16, 32, 48]) {
      const bytes = print({ link: `https://hall.example/${'x'.repeat(200)}` }, { codes: 'raster', columns });
      const bands = read(bytes).filter((token) => token.kind === 'command' && token.name === 'GS v 0');
      expect(bands.length).toBeGreaterThan(0);
      for (const band of bands) {
        const [, , wide = 0, , rows = 0, rowsHigh = 0] = band.kind === 'command' ? band.arguments : [];
        expect(wide * 8).toBeLessThanOrEqual(columns * 12 + 7);
        expect(rows + 256 * rowsHigh).toBeLessThanOrEqual(256);
      }
    }
    expect(toHex(print({}, { codes: 'none' }))).not.toContain('1D 28 6B');
  });

  it("shows the hall's picture first, unless it is wider than the paper", () => {
    expect(toHex(print({}, { logo }))).toContain('1B 61 01 1D 76 30 00 01 00 02 00 81 7E ');
    const wide = Buffer.from(`P4\n800 1\n${'\xff'.repeat(100)}`, 'latin1').toString('base64');
    expect(toHex(print({}, { logo: wide }))).not.toContain('1D 76 30');
  });

  it.each([
    ['no picture', 'aGVsbG8='],
    ['no base64', 'P4!'],
    ['a picture that is cut off', Buffer.from('P4\n8 3\n\x81', 'latin1').toString('base64')],
    ['a picture taller than a ticket', Buffer.from(`P4 8 401\n${'x'.repeat(401)}`).toString('base64')],
  ])('is not given %s as one', (_, wrong) => {
    expect(printer.settings.safeParse({ logo: wrong }).success).toBe(false);
    expect(printer.settings.safeParse({ logo }).success).toBe(true);
  });

  it.each([
    [32, '58 mm'],
    [48, '80 mm'],
  ])('breaks text at %i columns of %s paper, between characters', (columns) => {
    const hall = '湖滨新区市民中心政务服务大厅一层社会保险办事处ABC东区';
    const lines = printedLines(print({ hall }, { columns }));
    const parts = lines.slice(0, -4);
    expect(parts.map(({ text }) => text).join('')).toBe(hall);
    expect(Math.max(...lines.map((line) => line.columns))).toBeLessThanOrEqual(columns);
    expect(parts[0]!.columns).toBeGreaterThanOrEqual(columns - 1);
  });

  it('prints ? for what the font does not hold', () => {
    const [hall] = printedLines(print({ hall: '𠮷€é😀ㄅ中' }));
    expect(hall?.text).toBe('??é?ㄅ中');
  });

  it('takes no orders from the text', () => {
    const evil = '\x1b@\x1dV\x00\x10\x04\x01A\x1c.\r\n\u202eB\u0000\u0085C';
    const names = (bytes: Uint8Array) =>
      read(bytes).flatMap((token) => (token.kind === 'command' ? [token.name] : []));
    const bytes = print({ hall: evil, service: evil, number: evil, issued: evil, link: evil });
    expect(names(bytes)).toEqual(names(print()));
    expect(printedLines(bytes)[0]?.text).toBe('@VA. B C');
  });

  it('prints nothing but text and known commands, whatever it is given', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(
        text,
        text,
        text,
        text,
        fc.integer({ min: 16, max: 64 }),
        fc.constantFrom('command', 'raster', 'none'),
        fc.constantFrom('gs', 'fs', 'fsw'),
        (hall, number, service, link, columns, codes, large) => {
          const bytes = print({ hall, number, service, link }, { columns, codes, large });
          for (const line of printedLines(bytes)) expect(line.columns).toBeLessThanOrEqual(columns);
          expect(toHex(bytes).endsWith(' 1D 56 42 00')).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
