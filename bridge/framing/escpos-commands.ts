/** How a ticket is parted from the paper behind it. */
export type EscposCut = 'feedPartial' | 'feedFull' | 'partial' | 'full' | 'tear';

/** Lines from the print head to the knife of most printers. */
const linesToKnife = 6;

/** Commands to a printer, after the Epson ESC/POS reference; each returns the bytes to send. */
export const escpos = {
  /** ESC @ */
  initialise: () => [0x1b, 0x40],
  /** FS & — Chinese text from here on */
  chineseOn: () => [0x1c, 0x26],
  /** FS . */
  chineseOff: () => [0x1c, 0x2e],
  /** ESC a: 0 left, 1 centre, 2 right */
  align: (n: 0 | 1 | 2) => [0x1b, 0x61, n],
  /** GS !: one to eight times as wide and high */
  size: (width: number, height: number) => [0x1d, 0x21, ((width - 1) << 4) | (height - 1)],
  /** ESC ! and FS !: Latin and Chinese twice as large, for printers without GS ! for Chinese */
  doubled: (on: boolean) => [0x1b, 0x21, on ? 0x30 : 0, 0x1c, 0x21, on ? 0x0c : 0],
  /** ESC ! and FS W: the same for older clones */
  quadrupled: (on: boolean) => [0x1b, 0x21, on ? 0x30 : 0, 0x1c, 0x57, on ? 1 : 0],
  /** GS a: which changes the printer reports by itself, as bits */
  automaticStatus: (n: number) => [0x1d, 0x61, n],
  /** DLE DC4 7: send the automatic status now; printers that lack it stay silent */
  sendStatus: () => [0x10, 0x14, 0x07, 0x01],
  /** DLE EOT: 1 printer, 2 offline cause, 3 error, 4 paper; 20 all of a kiosk printer */
  realTimeStatus: (n: number) => [0x10, 0x04, n],
  /** GS r 1: the paper, answered only when all that was sent before is done */
  inStreamStatus: () => [0x1d, 0x72, 0x01],
  /** GS I: 65 firmware, 66 maker, 67 model, 68 serial number */
  identify: (n: number) => [0x1d, 0x49, n],
  lineFeed: () => [0x0a],
  /** ESC d */
  feed: (lines: number) => [0x1b, 0x64, lines],
  /**
   * GS V 65 or 66 where the printer feeds to the knife by itself, else ESC d and GS V 0 or 1;
   * `tear` only brings the ticket to the edge.
   */
  cut: (how: EscposCut) => {
    if (how === 'feedPartial') return [0x1d, 0x56, 0x42, 0x00];
    if (how === 'feedFull') return [0x1d, 0x56, 0x41, 0x00];
    const fed = escpos.feed(linesToKnife);
    return how === 'tear' ? fed : [...fed, 0x1d, 0x56, how === 'full' ? 0x00 : 0x01];
  },
  /** GS ( k 80: the content of the next QR code. Its length counts bytes, not characters. */
  qrStore: (content: string) => {
    const bytes = new TextEncoder().encode(content);
    const length = bytes.length + 3;
    return [0x1d, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30, ...bytes];
  },
  /** A whole QR code: model 2, module size in dots, error correction L (0) to H (3). */
  qrCode: (content: string, module = 3, correction = 0) => [
    ...[0x1d, 0x28, 0x6b, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00],
    ...[0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x43, module],
    ...[0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x45, 0x30 + correction],
    ...escpos.qrStore(content),
    ...[0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x51, 0x30],
  ],
};
