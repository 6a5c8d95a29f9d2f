import { cellsWidth, cleanText, cutCells, joinCells, textCells, wrapCells } from './chinese-text.ts';
import { escpos, type EscposCut } from './escpos-commands.ts';
import { qrBitmap, rasterCommands, type Bitmap } from './escpos-raster.ts';

/** What a ticket says, in the order in which it says it. */
export interface PrintedTicket {
  hall: string;
  service: string;
  number: string;
  ahead: number;
  issued: string;
  /** Content of the QR code; none for a ticket without. */
  link?: string;
}

/** What one printer needs said in its own way. */
export interface PaperStyle {
  /** Half-width columns of a line: 32 on 58 mm paper, 48 on 80 mm. */
  columns: number;
  /** The QR code by the printer's own command, drawn as a picture, or left out. */
  codes: 'command' | 'raster' | 'none';
  cut: EscposCut;
  /** Large characters by GS !, by FS ! or by FS W; the latter two know only twice as large. */
  large: 'gs' | 'fs' | 'fsw';
  /** Whether FS & comes first; some printers know Chinese alone and print the command. */
  chinese: 'select' | 'always';
  logo: Bitmap | null;
  /** Which changes the printer reports by itself from here on, as bits of GS a. */
  changes: number;
}

/** A code over this many bytes is too fine for the paper; a cut link would be a wrong one. */
const longestLink = 300;
/** Lines that a name may take; a longer one is cut, so that no text uses up the roll. */
const mostLines = 4;
const qrModule = 5;
const correctionM = 1;
/** Dots of a half-width column in the 24-dot font. */
const columnDots = 12;

/** The bytes of a whole ticket, from the reset to the cut. */
export function ticketBytes(ticket: PrintedTicket, style: PaperStyle): Uint8Array {
  const { columns, chinese, cut, changes, logo } = style;
  return Uint8Array.from([
    ...escpos.initialise(),
    ...(chinese === 'select' ? escpos.chineseOn() : []),
    // A reset makes the printer forget that it should report.
    ...escpos.automaticStatus(changes),
    ...escpos.align(1),
    ...(logo && logo.width <= columns * columnDots ? rasterCommands(logo) : []),
    ...printText(ticket.hall, style),
    ...escpos.lineFeed(),
    ...printText(ticket.service, style, 2),
    ...printNumber(ticket.number, style),
    ...escpos.lineFeed(),
    ...printText(`前面还有 ${ticket.ahead} 人等候`, style),
    ...printText(ticket.issued, style),
    ...printCode(ticket.link ?? '', style),
    ...escpos.cut(cut),
  ]);
}

/** Text in the middle of the paper, `scale` times as large, broken where the paper ends. */
function printText(text: string, { columns, large }: PaperStyle, scale = 1): number[] {
  const lines = wrapCells(textCells(text), Math.floor(columns / scale)).slice(0, mostLines);
  const printed = lines.flatMap((line) => [...joinCells(line), ...escpos.lineFeed()]);
  return [...sizeCommand(large, scale), ...printed];
}

/** The number as large as the paper and the printer allow, up to four times. */
function printNumber(number: string, { columns, large }: PaperStyle): number[] {
  const cells = cutCells(textCells(number), columns);
  const most = large === 'gs' ? 4 : 2;
  const scale = Math.max(1, Math.min(most, Math.floor(columns / Math.max(1, cellsWidth(cells)))));
  return [...sizeCommand(large, scale), ...joinCells(cells), ...escpos.lineFeed()];
}

function sizeCommand(large: PaperStyle['large'], scale: number): number[] {
  if (large === 'gs') return escpos.size(scale, scale);
  return large === 'fs' ? escpos.doubled(scale > 1) : escpos.quadrupled(scale > 1);
}

function printCode(content: string, { codes, columns }: PaperStyle): number[] {
  const link = cleanText(content);
  if (codes === 'none' || link === '' || new TextEncoder().encode(link).length > longestLink) return [];
  if (codes === 'command') return [...escpos.qrCode(link, qrModule, correctionM), ...escpos.lineFeed()];
  const paper = columns * columnDots;
  const bitmaps = [qrModule, 4, 3, 2].map((module) => qrBitmap(link, module));
  const fitting = bitmaps.find(({ width }) => width <= paper);
  return fitting ? [...rasterCommands(fitting), ...escpos.lineFeed()] : [];
}
