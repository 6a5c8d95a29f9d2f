/** One field of a protobuf message (protobuf.dev, encoding): its number and what it holds. */
export type WireField =
  | { number: number; wire: 'varint'; value: bigint }
  | { number: number; wire: 'fixed64' | 'fixed32' | 'bytes'; bytes: Uint8Array };

/** Fields of one message that are read; no message here has more. */
const MOST_FIELDS = 10_000;

/** The fields of a message in their order, or null when the bytes are no message. */
export function readFields(bytes: Uint8Array): WireField[] | null {
  const fields: WireField[] = [];
  let at = 0;
  const varint = (): bigint | null => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) return null;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    return null;
  };
  while (at < bytes.length) {
    const tag = varint();
    if (tag === null || tag > 0xffffffffn || tag >> 3n === 0n || fields.length >= MOST_FIELDS) return null;
    const number = Number(tag >> 3n);
    const kind = Number(tag & 7n);
    if (kind === 0) {
      const value = varint();
      if (value === null) return null;
      fields.push({ number, wire: 'varint', value });
      continue;
    }
    const long = kind === 1 ? 8n : kind === 5 ? 4n : kind === 2 ? varint() : null;
    if (long === null || long > BigInt(bytes.length - at)) return null;
    const end = at + Number(long);
    const wire = kind === 1 ? 'fixed64' : kind === 5 ? 'fixed32' : 'bytes';
    fields.push({ number, wire, bytes: bytes.subarray(at, end) });
    at = end;
  }
  return fields;
}

/** A number as a varint. */
function toVarint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

/** A field that holds a whole number that is not negative. */
export function varintField(number: number, value: number): number[] {
  return [...toVarint(number * 8), ...toVarint(value)];
}

/** A field that holds bytes: words, or a message within the message. */
export function bytesField(number: number, bytes: ArrayLike<number>): number[] {
  return [...toVarint(number * 8 + 2), ...toVarint(bytes.length), ...Array.from(bytes)];
}
