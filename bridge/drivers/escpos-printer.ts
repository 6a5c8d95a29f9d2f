import { z } from 'zod';
import { escposFraming, escposReply } from '../framing/escpos.ts';
import { escpos } from '../framing/escpos-commands.ts';
import { describeEscposReply } from '../framing/escpos-fields.ts';
import { readPbm } from '../framing/escpos-raster.ts';
import { readAutomatic, readFull, readInStream, readRealTime } from '../framing/escpos-status.ts';
import { ticketBytes, type PaperStyle } from '../framing/escpos-ticket.ts';
import { describeEscposCommands } from '../framing/escpos-tokens.ts';
import {
  byteDriver,
  type Poll,
  type PrinterFlags,
  type Proof,
  type Reading,
  type Request,
} from './driver.ts';

const mostLogo = { width: 832, height: 400 };

/**
 * Ticket printer with ESC/POS (Epson and clones). It reports changes by itself (ASB, four bytes)
 * and answers DLE EOT with one byte whose meaning depends on the question, so that an unasked
 * single byte says nothing.
 */
const settings = z.strictObject({
  pollSeconds: z.number().min(1).max(60).default(5),
  /** Half-width columns of a line: 32 on 58 mm paper, 48 on 80 mm. */
  columns: z.number().int().min(16).max(64).default(32),
  /** QR code by GS ( k, drawn as a picture for printers without it, or none. */
  codes: z.enum(['command', 'raster', 'none']).default('command'),
  /** `feed…` where the printer brings the ticket to its knife by itself. */
  cut: z.enum(['feedPartial', 'feedFull', 'partial', 'full', 'tear']).default('feedPartial'),
  /** How it is told to print large; `fs` and `fsw` are for clones that leave Chinese small. */
  large: z.enum(['gs', 'fs', 'fsw']).default('gs'),
  /** `always` for printers that begin in Chinese and print FS & as a character. */
  chinese: z.enum(['select', 'always']).default('select'),
  /** Picture above the hall's name: `convert logo.png pbm:- | base64 -w0`. */
  logo: z
    .base64()
    .max(60_000)
    .refine((logo) => readPbm(logo, mostLogo) !== null, 'a binary PBM picture of at most 832 × 400 dots')
    .optional(),
  /** Kiosk printer with a presenter: asked for its full status as well (DLE EOT 20). */
  presenter: z.boolean().default(false),
  /** `inStream` where it answers GS r: then the answer proves that the ticket is out. */
  proof: z.enum(['status', 'inStream']).default('status'),
  /** Seconds from the last byte of a ticket to its cut. */
  printSeconds: z.number().min(0).max(30).default(1.5),
  /** `xonXoff` where flow control comes through the line as bytes, as behind a serial server. */
  flow: z.enum(['none', 'xonXoff']).default('none'),
});
type Settings = z.infer<typeof settings>;

/** Changes of offline, error, paper and panel; not of the cash drawer, which a hall has none of. */
const changes = 0x4e;
/** The question of a kiosk printer, and how its name goes on from that of the others. */
const fullStatus = 20;
const inStreamName = 'paper in stream';
/** What a printer says it is, by the number of GS I. */
const identities: Record<string, number> = { firmware: 65, maker: 66, model: 67, serial: 68 };
const identityEvery = 3_600_000;

const allWell: PrinterFlags = {
  offline: false,
  cover: false,
  cutter: false,
  recoverable: false,
  unrecoverable: false,
  paper: 'ok',
};

function askStatus(n: number): Request {
  const expected = n === fullStatus ? 'full' : 'realTime';
  return {
    name: `status ${n}`,
    bytes: Uint8Array.from(escpos.realTimeStatus(n)),
    answeredBy: (frame) => escposReply(frame) === expected,
    timeout: 500,
  };
}

function askIdentity(what: string, n: number): Request {
  return {
    name: what,
    bytes: Uint8Array.from(escpos.identify(n)),
    answeredBy: (frame) => escposReply(frame) === 'block',
    timeout: 500,
    optional: true,
  };
}

function statusRequests({ presenter }: Settings): Request[] {
  return [1, 2, 3, 4, ...(presenter ? [fullStatus] : [])].map(askStatus);
}

function pollsOf(sets: Settings): Poll[] {
  const statuses = statusRequests(sets).map((request) => ({ request, every: sets.pollSeconds * 1000 }));
  const names = Object.entries(identities).map(([what, n]) => ({
    request: askIdentity(what, n),
    every: identityEvery,
  }));
  return [...statuses, ...names];
}

function proofOf(sets: Settings): Proof {
  const after = sets.printSeconds * 1000;
  // One byte that was lost must not cost a ticket.
  const look = statusRequests(sets).map((request) => ({ ...request, retries: 1 }));
  if (sets.proof === 'status') return { look, after, requests: look, conclusive: false };
  const inStream: Request = {
    name: inStreamName,
    bytes: Uint8Array.from(escpos.inStreamStatus()),
    answeredBy: (frame) => escposReply(frame) === 'inStream',
    timeout: after + 10_000,
  };
  return { look, after: 0, requests: [inStream], conclusive: true };
}

function styleOf({ columns, codes, cut, large, chinese, logo }: Settings): PaperStyle {
  return {
    ...{ columns, codes, cut, large, chinese, changes },
    logo: logo === undefined ? null : readPbm(logo, mostLogo),
  };
}

/** What a frame says, in answer to the request that waits; null when it answers none. */
function readingsOf(frame: Uint8Array, asked: string | undefined): Reading[] | null {
  switch (escposReply(frame)) {
    case 'automatic':
      return [{ kind: 'printer', flags: readAutomatic(frame) }];
    case 'full': {
      const { flags, values } = readFull(frame);
      const more = Object.entries(values).map(([name, value]) => ({ kind: 'value' as const, name, value }));
      return [{ kind: 'printer', flags }, ...more];
    }
    case 'realTime': {
      const n = /^status (\d)$/.exec(asked ?? '')?.[1];
      const flags = readRealTime(Number(n), frame[0] ?? 0);
      return flags && [{ kind: 'printer', flags }];
    }
    case 'inStream':
      return asked === inStreamName ? [{ kind: 'printer', flags: readInStream(frame[0] ?? 0) }] : null;
    case 'block': {
      if (asked === undefined || !Object.hasOwn(identities, asked)) return null;
      const value = String.fromCharCode(...frame.subarray(1, -1)).trim();
      return value === '' ? [] : [{ kind: 'value', name: asked, value }];
    }
    case 'flow':
      return [];
    case null:
      return null;
  }
}

export default byteDriver<Settings>({
  id: 'escpos-printer',
  kind: 'printer',
  name: { zh: '取号小票打印机（ESC/POS）', en: 'Ticket printer (ESC/POS)' },
  settings,
  // Longer than the rarest questions; a printer that leaves them unanswered is known to be away sooner.
  silentAfter: 70_000,
  framing: (all) =>
    escposFraming({
      presenter: all.some(({ presenter }) => presenter),
      inStream: all.some(({ proof }) => proof === 'inStream'),
      flow: all.some(({ flow }) => flow === 'xonXoff'),
    }),

  decode(frame, _, pending) {
    const readings = readingsOf(frame, pending?.name);
    return readings && { readings };
  },

  describe: (frame) =>
    escposReply(frame) === null ? describeEscposCommands(frame) : describeEscposReply(frame),

  greeting: () => [
    { name: 'automatic status', bytes: Uint8Array.from(escpos.automaticStatus(changes)) },
    { name: 'send status', bytes: Uint8Array.from(escpos.sendStatus()) },
  ],

  polls: pollsOf,
  proof: proofOf,
  probes: () => [askStatus(1)],

  actions: {
    printTicket: (ticket, sets) => [{ name: 'printTicket', bytes: ticketBytes(ticket, styleOf(sets)) }],
    askStatus: (_, sets) => statusRequests(sets),
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
    {
      meaning: "the maker's name",
      frame: '5F 45 50 53 4F 4E 00',
      answers: 'maker',
      readings: [{ kind: 'value', name: 'maker', value: 'EPSON' }],
    },
    {
      meaning: 'all of a kiosk printer: near its end of paper, a ticket not yet taken, the head up',
      frame: '10 0F 24 01 00 00',
      settings: { presenter: true },
      answers: 'status 20',
      readings: [
        {
          kind: 'printer',
          flags: { paper: 'low', cover: true, recoverable: false, unrecoverable: false },
        },
        { kind: 'value', name: 'ticket in output', value: true },
        { kind: 'value', name: 'notch found', value: true },
        { kind: 'value', name: 'virtual paper end', value: false },
        { kind: 'value', name: 'head up', value: true },
        { kind: 'value', name: 'spooling', value: false },
        { kind: 'value', name: 'motor on', value: false },
        { kind: 'value', name: 'head temperature error', value: false },
        { kind: 'value', name: 'communication error', value: false },
        { kind: 'value', name: 'supply voltage error', value: false },
      ],
    },
    {
      meaning: 'the answer in the stream of a job: done, paper near its end',
      frame: '03',
      settings: { proof: 'inStream' },
      answers: 'paper in stream',
      readings: [{ kind: 'printer', flags: { paper: 'low' } }],
    },
    { meaning: 'XOFF', frame: '13', settings: { flow: 'xonXoff' }, readings: [] },
  ],
});
