import { encode } from 'uqr';

/** A black-and-white picture: rows from the top, each of whole bytes, the left dot in the highest bit. */
export interface Bitmap {
  /** Dots of a row. */
  width: number;
  rows: Uint8Array[];
}

/** Rows that are sent at once, so that a printer which stops in a picture stops between two commands. */
const rowsOfBand = 256;

/** A picture from its dots, `true` for black; rows that are too short end in white. */
export function bitmapOf(dots: readonly (readonly boolean[])[]): Bitmap {
  const width = Math.max(0, ...dots.map(({ length }) => length));
  const rows = dots.map((row) => {
    const bytes = new Uint8Array(Math.ceil(width / 8));
    row.forEach((black, x) => {
      if (black) bytes[x >> 3]! |= 0x80 >> (x & 7);
    });
    return bytes;
  });
  return { width, rows };
}

/** A QR code with a quiet border, each module `module` dots wide and high; error correction M. */
export function qrBitmap(content: string, module: number): Bitmap {
  const { data } = encode(content, { ecc: 'M', boostEcc: false, border: 4 });
  const wide = data.map((row) => row.flatMap((black) => Array<boolean>(module).fill(black)));
  return bitmapOf(wide.flatMap((row) => Array<boolean[]>(module).fill(row)));
}

/**
 * A picture from a binary PBM file (P4), as `convert logo.png pbm:- | base64 -w0` writes it.
 *
 * @returns null when it is none, is cut off, or is larger than `most` dots either way
 */
export function readPbm(base64: string, most: { width: number; height: number }): Bitmap | null {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  const text = String.fromCharCode(...bytes.subarray(0, 200));
  const head = /^P4\s+(?:#[^\n]*\n\s*)*(\d{1,5})\s+(?:#[^\n]*\n\s*)*(\d{1,5})\s/.exec(text);
  const [width, height] = [Number(head?.[1] ?? 0), Number(head?.[2] ?? 0)];
  if (!head || width < 1 || height < 1 || width > most.width || height > most.height) return null;
  const pitch = Math.ceil(width / 8);
  const dots = bytes.subarray(head[0].length);
  if (dots.length < pitch * height) return null;
  return {
    width,
    rows: Array.from({ length: height }, (_, y) => dots.slice(y * pitch, (y + 1) * pitch)),
  };
}

/**
 * GS v 0: a picture in bands. Dots that a printer would take for a real-time request (DLE EOT,
 * DLE ENQ, DLE DC4) get one dot more, which nobody sees; it would answer in the middle of a job.
 */
export function rasterCommands({ rows }: Bitmap): number[] {
  const bytes: number[] = [];
  for (let top = 0; top < rows.length; top += rowsOfBand) {
    const band = rows.slice(top, top + rowsOfBand);
    const pitch = band[0]?.length ?? 0;
    bytes.push(0x1d, 0x76, 0x30, 0x00, pitch & 0xff, pitch >> 8, band.length & 0xff, band.length >> 8);
    bytes.push(...defuse(band.flatMap((row) => [...row])));
  }
  return bytes;
}

function defuse(dots: number[]): number[] {
  const [dle, addedDot] = [0x10, 0x08];
  const requests = [0x04, 0x05, 0x14];
  return dots.map((byte, at) =>
    byte === dle && requests.includes(dots[at + 1] ?? 0) ? byte | addedDot : byte,
  );
}
