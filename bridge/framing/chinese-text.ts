import iconv from 'iconv-lite';

/**
 * Text for devices with a GB font: printers and LED cards. One character is one cell of one
 * byte (a half-width column) or two (two columns), so that bytes and columns are the same number.
 */
type Cell = Uint8Array;

const unknown = Uint8Array.of(0x3f);

/** What such fonts lack, but have the like of. */
const likes: Record<string, string> = {
  '\u00a0': ' ',
  '\u00a5': '\uffe5',
  '\u2212': '-',
  '\u2022': '\u00b7',
  '\u00ab': '\u300a',
  '\u00bb': '\u300b',
};

/** Takes out what is not text: control codes, bidi marks, zero-width characters; breaks become spaces. */
export function plainText(text: string): string {
  return text.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ').replace(/[\p{Cc}\p{Cf}]/gu, '');
}

/** The same without spaces around it, and one where there were several. */
export function cleanText(text: string): string {
  return plainText(text).replace(/ {2,}/g, ' ').trim();
}

/** Cells of the characters met so far; a hall uses a few hundred. */
const known = new Map<string, Cell>();
const MOST_KNOWN = 4000;

function cellOf(character: string): Cell {
  let cell = known.get(character);
  if (!cell) {
    cell = encode(character);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(character, cell);
  }
  return cell;
}

function encode(given: string): Cell {
  const character = likes[given] ?? given;
  if (character === '€' || /[\p{Co}\p{Cs}\p{M}]/u.test(character)) return unknown;
  const bytes = iconv.encode(character, 'gb18030');
  const whole = bytes.length === 2 || (bytes.length === 1 && bytes[0]! < 0x80);
  return whole ? Uint8Array.from(bytes) : unknown;
}

/**
 * Cells of a text in GB18030. What the fonts of such devices lack becomes `?`: four-byte
 * characters, private ones, and the euro sign, whose place differs between GBK and GB18030.
 */
export function textCells(text: string): Cell[] {
  return Array.from(cleanText(text), cellOf);
}

/** How many half-width columns cells take. */
export function cellsWidth(cells: Cell[]): number {
  return cells.reduce((width, cell) => width + cell.length, 0);
}

/** Breaks cells into lines of at most `columns`, never inside a character. */
export function wrapCells(cells: Cell[], columns: number): Cell[][] {
  const lines: Cell[][] = [];
  let line: Cell[] = [];
  let width = 0;
  for (const cell of cells) {
    if (width + cell.length > columns && line.length > 0) {
      lines.push(line);
      line = [];
      width = 0;
    }
    line.push(cell);
    width += cell.length;
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

/** The first cells that fit in so many columns (or bytes). */
export function cutCells(cells: Cell[], columns: number): Cell[] {
  return wrapCells(cells, columns)[0] ?? [];
}

/** Cells as the bytes to send. */
export function joinCells(cells: Cell[]): Uint8Array {
  const bytes = new Uint8Array(cellsWidth(cells));
  let at = 0;
  for (const cell of cells) {
    bytes.set(cell, at);
    at += cell.length;
  }
  return bytes;
}

/** Text that a device was sent, for people to read. */
export function readChinese(bytes: Uint8Array): string {
  return iconv.decode(bytes, 'gb18030');
}
