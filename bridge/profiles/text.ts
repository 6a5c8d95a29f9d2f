import iconv from 'iconv-lite';
import type { Value } from './expression/value.ts';

/** Encodings devices use, by the name a profile gives them and the name the library knows. */
const ENCODINGS = {
  ascii: 'ascii',
  latin1: 'latin1',
  utf8: 'utf8',
  gb18030: 'gb18030',
  gbk: 'gbk',
  gb2312: 'gb2312',
  big5: 'big5',
  utf16le: 'utf16-le',
  utf16be: 'utf16-be',
} as const;
export type Encoding = keyof typeof ENCODINGS;

export const encodings = Object.keys(ENCODINGS) as Encoding[];

/** The encoding of this name, or null. */
export function encodingOf(name: Value): Encoding | null {
  return typeof name === 'string' && Object.hasOwn(ENCODINGS, name) ? (name as Encoding) : null;
}

/** Stands for bytes that are no character of their encoding. */
export const NO_CHARACTER = '\uFFFD';

/** The words bytes say; what is no character of the encoding is `�`. */
export function textOf(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === 'ascii') {
    let text = '';
    for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : NO_CHARACTER;
    return text;
  }
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), ENCODINGS[encoding], {
    stripBOM: false,
  });
}

/** The bytes of words, whole characters only, `most` bytes at most. */
export function toText(text: string, encoding: Encoding, most = Infinity): Uint8Array {
  const parts: Buffer[] = [];
  let length = 0;
  for (const character of text) {
    const bytes = iconv.encode(character, ENCODINGS[encoding], { addBOM: false });
    if (length + bytes.length > most) break;
    parts.push(bytes);
    length += bytes.length;
  }
  return Uint8Array.from(Buffer.concat(parts));
}
