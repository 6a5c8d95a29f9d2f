import { z } from 'zod';
import { cellsWidth, cleanText, cutCells, joinCells, textCells, wrapCells } from '../framing/chinese-text.ts';
import { describeEscposReply, escposFraming, escposReply } from '../framing/escpos.ts';
import { describeEscposCommands, escpos } from '../framing/escpos-commands.ts';
import { byteDriver, type PrinterFlags, type Request, type TicketText } from './driver.ts';

/**
 * Ticket printer with ESC/POS (Epson and clones; bits after the Epson TM-T88III and TM-U220
 * manuals). It reports changes by itself (ASB, four bytes) and answers DLE EOT with one byte
 * whose meaning depends on the question, so that an unasked single byte says nothing.
 */
const settings = z.strictObject({
  pollSeconds: z.number().min(1).max(60).default(5),
  /** Half-width columns of a line: 32 on 58 mm paper, 48 on 80 mm. */
  columns: z.number().int().min(16).max(64).default(32),
});
type Settings = z.infer<typeof settings>;

/** Changes of offline, error, paper and panel; not of the cash drawer, which a hall has none of. */
const changes = 0x4e;
/** A code over this many bytes is too fine for the paper; a cut link would be a wrong one. */
const longestLink = 300;

/** The four bytes of an automatic status. */
function readAutomatic([printer = 0, error = 0, paper = 0]: Uint8Array): PrinterFlags {
  return {
    offline: (printer & 0x08) !== 0,
    cover: (printer & 0x20) !== 0,
    cutter: (error & 0x08) !== 0,
    recoverable: (error & 0x44) !== 0,
    unrecoverable: (error & 0x20) !== 0,
    paper: paper & 0x0c ? 'out' : paper & 0x03 ? 'low' : 'ok',
  };
}

const allWell: PrinterFlags = {
  offline: false,
  cover: false,
  cutter: false,
  recoverable: false,
  unrecoverable: false,
  paper: 'ok',
};

/** One byte, by the question it answers. Some printers set one bit of a pair only. */
const realTimeFlags: Record<string, (byte: number) => Partial<PrinterFlags>> = {
  'status 1': (byte) => ({ offline: (byte & 0x08) !== 0 }),
  'status 2': (byte) => ({ cover: (byte & 0x04) !== 0, ...(byte & 0x20 ? { paper: 'out' as const } : {}) }),
  'status 3': (byte) => ({
    cutter: (byte & 0x08) !== 0,
    recoverable: (byte & 0x44) !== 0,
    unrecoverable: (byte & 0x20) !== 0,
  }),
  'status 4': (byte) => ({ paper: byte & 0x60 ? 'out' : byte & 0x0c ? 'low' : 'ok' }),
};

function askStatus(n: number): Request {
  return {
    name: `status ${n}`,
    bytes: Uint8Array.from(escpos.realTimeStatus(n)),
    answeredBy: (frame) => frame.length === 1 && escposReply(frame[0]!) === 'realTime',
    timeout: 500,
  };
}

/** Text in the middle of the paper, `scale` times as large, broken where the paper ends. */
function printText(text: string, columns: number, scale = 1): number[] {
  const lines = wrapCells(textCells(text), Math.floor(columns / scale)).slice(0, 4);
  const printed = lines.flatMap((line) => [...joinCells(line), ...escpos.lineFeed()]);
  return [...escpos.size(scale, scale), ...printed];
}

/** The number as large as the paper allows, up to four times. */
function printNumber(number: string, columns: number): number[] {
  const cells = cutCells(textCells(number), columns);
  const scale = Math.max(1, Math.min(4, Math.floor(columns / Math.max(1, cellsWidth(cells)))));
  return [...escpos.size(scale, scale), ...joinCells(cells), ...escpos.lineFeed()];
}

function ticketBytes(ticket: TicketText, columns: number): Uint8Array {
  const link = cleanText(ticket.link ?? '');
  const coded = link !== '' && new TextEncoder().encode(link).length <= longestLink;
  return Uint8Array.from([
    ...escpos.initialise(),
    ...escpos.chineseOn(),
    ...escpos.automaticStatus(changes),
    ...escpos.align(1),
    ...printText(ticket.hall, columns),
    ...escpos.lineFeed(),
    ...printText(ticket.service, columns, 2),
    ...printNumber(ticket.number, columns),
    ...escpos.lineFeed(),
    ...printText(`前面还有 ${ticket.ahead} 人等候`, columns),
    ...printText(ticket.issued, columns),
    ...(coded ? [...escpos.qrCode(link, 5, 1), ...escpos.lineFeed()] : []),
    ...escpos.feedAndCut(),
  ]);
}

export default byteDriver<Settings>({
  id: 'escpos-printer',
  kind: 'printer',
  name: { zh: '取号小票打印机（ESC/POS）', en: 'Ticket printer (ESC/POS)' },
  settings,
  silentAfter: 20_000,
  framing: () => escposFraming,

  decode(frame, _, pending) {
    switch (escposReply(frame[0] ?? 0)) {
      case 'automatic':
        return { readings: [{ kind: 'printer', flags: readAutomatic(frame) }] };
      case 'realTime': {
        const flags = pending && realTimeFlags[pending.name]?.(frame[0]!);
        return { readings: flags ? [{ kind: 'printer', flags }] : [] };
      }
      case 'block':
        return { readings: [] };
      case null:
        return null;
    }
  },

  describe(frame) {
    const lengths = { automatic: 4, realTime: 1, block: frame.length };
    const reply = escposReply(frame[0] ?? 0);
    const received = reply !== null && lengths[reply] === frame.length;
    return received ? describeEscposReply(frame) : describeEscposCommands(frame);
  },

  greeting: () => [
    { name: 'automatic status', bytes: Uint8Array.from(escpos.automaticStatus(changes)) },
    { name: 'send status', bytes: Uint8Array.from(escpos.sendStatus()) },
  ],

  polls: ({ pollSeconds }) => [1, 2, 3, 4].map((n) => ({ request: askStatus(n), every: pollSeconds * 1000 })),

  actions: {
    printTicket: (ticket, { columns }) => [{ name: 'printTicket', bytes: ticketBytes(ticket, columns) }],
  },

  examples: [
    {
      meaning: 'automatic status: all well',
      frame: '10 00 00 00',
      readings: [{ kind: 'printer', flags: allWell }],
    },
    {
      meaning: 'automatic status: paper near its end',
      frame: '10 00 03 00',
      readings: [{ kind: 'printer', flags: { ...allWell, paper: 'low' } }],
    },
    {
      meaning: 'automatic status: offline, out of paper',
      frame: '18 00 0F 00',
      readings: [{ kind: 'printer', flags: { ...allWell, offline: true, paper: 'out' } }],
    },
    {
      meaning: 'automatic status: offline, cutter jammed',
      frame: '18 08 00 00',
      readings: [{ kind: 'printer', flags: { ...allWell, offline: true, cutter: true } }],
    },
    {
      meaning: 'answer to "printer": offline',
      frame: '1A',
      answers: 'status 1',
      readings: [{ kind: 'printer', flags: { offline: true } }],
    },
    {
      meaning: 'the same byte in answer to "error": the cutter',
      frame: '1A',
      answers: 'status 3',
      readings: [{ kind: 'printer', flags: { cutter: true, recoverable: false, unrecoverable: false } }],
    },
    {
      meaning: 'the same byte unasked: nothing',
      frame: '1A',
      readings: [],
    },
    {
      meaning: 'answer to "offline cause": stopped for want of paper',
      frame: '32',
      answers: 'status 2',
      readings: [{ kind: 'printer', flags: { cover: false, paper: 'out' } }],
    },
    {
      meaning: 'answer to "paper": near its end',
      frame: '1E',
      answers: 'status 4',
      readings: [{ kind: 'printer', flags: { paper: 'low' } }],
    },
    { meaning: "the maker's name", frame: '5F 45 50 53 4F 4E 00', readings: [] },
  ],
});
