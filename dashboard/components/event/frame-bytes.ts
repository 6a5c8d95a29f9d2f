import type { FrameField } from '../../../shared/channel.ts';

export type ByteRole = FrameField['role'] | 'unnamed';

/** One byte of a frame with the field that names it. */
export interface FrameByte {
  at: number;
  hex: string;
  /** Index of its field, or −1 for a byte nobody names. */
  field: number;
  role: ByteRole;
}

/** Bytes that lie together in one field. */
export interface ByteRun {
  at: number;
  hex: string;
  field: number;
  role: ByteRole;
}

/** Two-digit bytes of a hex text, with or without spaces; a broken last digit is left out. */
export function splitHex(hex: string): string[] {
  return (hex.replace(/[^0-9a-f]/gi, '').match(/../g) ?? []).map((byte) => byte.toUpperCase());
}

/** Gives each byte of a frame the first field that covers it. */
export function nameBytes(hex: string, fields: readonly FrameField[]): FrameByte[] {
  return splitHex(hex).map((byte, at) => {
    const field = fields.findIndex((one) => at >= one.at && at < one.at + one.length);
    return { at, hex: byte, field, role: fields[field]?.role ?? 'unnamed' };
  });
}

/** The same as runs, one for neighbouring bytes of one field: few elements for a long list. */
export function joinRuns(bytes: readonly FrameByte[]): ByteRun[] {
  const runs: ByteRun[] = [];
  for (const { at, hex, field, role } of bytes) {
    const last = runs.at(-1);
    if (last && last.field === field) last.hex += ` ${hex}`;
    else runs.push({ at, hex, field, role });
  }
  return runs;
}

/** The bytes a field covers, as spaced hex; empty where the frame is shorter than its fields say. */
export function fieldHex(hex: string, field: FrameField): string {
  return splitHex(hex)
    .slice(field.at, field.at + field.length)
    .join(' ');
}

/**
 * The payload as text, where it is text: UTF-8 without control characters but
 * for tab and line breaks. Null for anything else, so that no mojibake is shown.
 */
export function payloadText(hex: string): string | null {
  const bytes = Uint8Array.from(splitHex(hex), (byte) => parseInt(byte, 16));
  if (bytes.length === 0) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /\p{Cc}/u.test(text.replace(/[\t\r\n]/g, '')) ? null : text;
  } catch {
    return null;
  }
}
