import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDrivers } from '../../bridge/drivers/catalog.ts';
import type { ByteDriver, TicketText } from '../../bridge/drivers/driver.ts';
import { toHex } from '../../bridge/framing/bytes.ts';
import { readEscpos, type EscposToken } from '../../bridge/framing/escpos-commands.ts';

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
        (hall, number, service, link, columns) => {
          const bytes = print({ hall, number, service, link }, { columns });
          for (const line of printedLines(bytes)) expect(line.columns).toBeLessThanOrEqual(columns);
          expect(toHex(bytes).endsWith(' 1D 56 42 00')).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a printer that is asked', () => {
  it('is told to report changes after every connect, without an answer being waited for', () => {
    const greeting = printer.greeting!(printer.settings.parse({}));
    expect(greeting.map(({ bytes }) => toHex(bytes))).toEqual(['1D 61 4E', '10 14 07 01']);
    expect(greeting.every(({ answeredBy }) => answeredBy === undefined)).toBe(true);
  });

  it('is asked four things every five seconds, each answered by one byte', () => {
    const polls = printer.polls!(printer.settings.parse({}));
    expect(polls.map(({ request, every }) => [request.name, toHex(request.bytes), every])).toEqual([
      ['status 1', '10 04 01', 5000],
      ['status 2', '10 04 02', 5000],
      ['status 3', '10 04 03', 5000],
      ['status 4', '10 04 04', 5000],
    ]);
    const { answeredBy } = polls[0]!.request;
    expect(answeredBy!(Uint8Array.of(0x12))).toBe(true);
    expect(answeredBy!(Uint8Array.of(0x10, 0, 0, 0))).toBe(false);
  });

  it('may take as long as its site says', () => {
    expect(printer.polls!(printer.settings.parse({ pollSeconds: 10 }))[0]!.every).toBe(10_000);
  });
});
