import { bytesField, readFields, varintField, type WireField } from './protobuf.ts';

/** Data types by their number in a metric (eclipse-sparkplug specification, chapter 6). */
const bitsOfSigned: Record<number, number> = { 1: 8, 2: 16, 3: 32, 4: 64 };
const typeBoolean = 11;

/** One metric of a payload. Its name is said at a birth; afterwards its alias may stand for it. */
export interface Metric {
  name?: string;
  alias?: number;
  datatype?: number;
  /** Collected earlier and delivered late: it says nothing of the present. */
  isHistorical: boolean;
  /** Null when it is said to be null; undefined when it holds what is no single value. */
  value?: number | string | boolean | null;
  unit?: string;
}

export interface SparkplugPayload {
  /** 0 to 255; absent from a death. */
  seq?: number;
  metrics: Metric[];
}

/** Field numbers of sparkplug_b.proto. */
const ofPayload = { metrics: 2, seq: 3 };
const ofMetric = { name: 1, alias: 2, datatype: 4, isHistorical: 5, isNull: 7, properties: 9 };
const ofValue = { int: 10, long: 11, float: 12, double: 13, boolean: 14, string: 15 };
const ofProperties = { keys: 1, values: 2 };
const propertyString = 8;

/** A Sparkplug B payload, or null when the bytes are none. */
export function readSparkplug(bytes: Uint8Array): SparkplugPayload | null {
  const fields = readFields(bytes);
  if (!fields) return null;
  const payload: SparkplugPayload = { metrics: [] };
  for (const field of fields) {
    if (field.number === ofPayload.seq && field.wire === 'varint') payload.seq = Number(field.value & 0xffn);
    if (field.number !== ofPayload.metrics) continue;
    const metric = field.wire === 'bytes' ? readMetric(field.bytes) : null;
    if (!metric) return null;
    payload.metrics.push(metric);
  }
  return payload;
}

function readMetric(bytes: Uint8Array): Metric | null {
  const fields = readFields(bytes);
  if (!fields) return null;
  const metric: Metric = { isHistorical: false };
  let isNull = false;
  let held: WireField | undefined;
  for (const field of fields) {
    const { number } = field;
    if (field.wire === 'varint') {
      if (number === ofMetric.alias) metric.alias = Number(field.value);
      if (number === ofMetric.datatype) metric.datatype = Number(field.value);
      if (number === ofMetric.isHistorical) metric.isHistorical = field.value !== 0n;
      if (number === ofMetric.isNull) isNull = field.value !== 0n;
    } else if (field.wire === 'bytes') {
      const words = number === ofMetric.name ? wordsOf(field.bytes) : undefined;
      if (words !== undefined) metric.name = words;
      const unit = number === ofMetric.properties ? readUnit(field.bytes) : undefined;
      if (unit !== undefined) metric.unit = unit;
    }
    if (number >= ofValue.int && number <= ofValue.string) held = field;
  }
  if (isNull) return { ...metric, value: null };
  const value = held && valueOf(held, metric.datatype);
  return value === undefined ? metric : { ...metric, value };
}

/**
 * A value in the light of its data type, which a later message may leave out: pass the one of
 * the birth to read a signed number as one.
 */
export function asType(value: Metric['value'], datatype: number | undefined): Metric['value'] {
  const bits = bitsOfSigned[datatype ?? 0];
  if (bits === undefined || typeof value === 'boolean' || value === null || value === undefined) return value;
  if (!/^-?\d+$/.test(String(value))) return value;
  return numberOf(BigInt.asIntN(bits, BigInt(value)));
}

function valueOf(field: WireField, datatype: number | undefined): Metric['value'] {
  const { number } = field;
  if (field.wire === 'varint') {
    if (number === ofValue.boolean) return field.value !== 0n;
    if (number !== ofValue.int && number !== ofValue.long) return undefined;
    return asType(numberOf(field.value), datatype);
  }
  const view = new DataView(field.bytes.buffer, field.bytes.byteOffset, field.bytes.byteLength);
  // To seven digits, which is what it holds: 21.1 and not 21.100000381469727.
  if (number === ofValue.float && field.wire === 'fixed32') {
    return Number(view.getFloat32(0, true).toPrecision(7));
  }
  if (number === ofValue.double && field.wire === 'fixed64') return view.getFloat64(0, true);
  return number === ofValue.string && field.wire === 'bytes' ? wordsOf(field.bytes) : undefined;
}

/** A whole number that JSON can hold, else its digits. */
function numberOf(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function wordsOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The property `engUnit`: keys and values are two lists in the same order. */
function readUnit(bytes: Uint8Array): string | undefined {
  const fields = readFields(bytes) ?? [];
  const listOf = (number: number) =>
    fields.flatMap((field) => (field.number === number && field.wire === 'bytes' ? [field.bytes] : []));
  const at = listOf(ofProperties.keys).findIndex((key) => wordsOf(key) === 'engUnit');
  const value = at < 0 ? undefined : listOf(ofProperties.values)[at];
  const said = value && readFields(value)?.find(({ number }) => number === propertyString);
  return said?.wire === 'bytes' ? wordsOf(said.bytes) : undefined;
}

/** The command that asks an edge node to say everything anew. */
export function rebirthCommand(): Uint8Array {
  const name = new TextEncoder().encode('Node Control/Rebirth');
  const metric = [
    ...bytesField(ofMetric.name, name),
    ...varintField(ofMetric.datatype, typeBoolean),
    ...varintField(ofValue.boolean, 1),
  ];
  return Uint8Array.from(bytesField(ofPayload.metrics, metric));
}
