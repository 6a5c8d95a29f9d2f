/** Bytes from hex; spaces are ignored. @throws RangeError on anything that is not hex */
export function fromHex(hex: string): Uint8Array {
  const digits = hex.replace(/\s+/g, '');
  if (digits.length % 2 || /[^0-9a-f]/i.test(digits)) throw new RangeError(`not hex: ${hex}`);
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
}

/** Some of the bytes, where they lie: as `subarray` with two places inside of them, at half its price. */
export function viewOf(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset + from, to - from);
}

/** Hex in capitals, a space between two bytes. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += (text ? ' ' : '') + byte.toString(16).padStart(2, '0').toUpperCase();
  return text;
}
