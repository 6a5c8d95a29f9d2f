import { bytesField, varintField } from './protobuf.ts';

/** One metric of a payload that is written. At a birth it has a name; afterwards its alias will do. */
export interface WrittenMetric {
  name?: string;
  alias?: number;
  value: number | string | boolean;
  /** Whether a whole number is one of 64 bits; other numbers are doubles. */
  isWhole?: boolean;
  unit?: string;
}

/** Numbers of the data types (eclipse-sparkplug specification, chapter 6), and of the fields of sparkplug_b.proto. */
const types = { uint64: 8, double: 10, boolean: 11, string: 12 };
const ofPayload = { timestamp: 1, metrics: 2, seq: 3 };
const ofMetric = { name: 1, alias: 2, timestamp: 3, datatype: 4, properties: 9 };
const ofValue = { long: 11, double: 13, boolean: 14, string: 15 };

/**
 * A Sparkplug B payload.
 *
 * @param at milliseconds UTC
 * @param seq 0 to 255; null for a death, which has none
 */
export function writeSparkplug(
  at: number,
  seq: number | null,
  metrics: readonly WrittenMetric[],
): Uint8Array {
  return Uint8Array.from([
    ...varintField(ofPayload.timestamp, at),
    ...metrics.flatMap((metric) => bytesField(ofPayload.metrics, writeMetric(metric, at))),
    ...(seq === null ? [] : varintField(ofPayload.seq, seq)),
  ]);
}

function writeMetric({ name, alias, unit, ...held }: WrittenMetric, at: number): number[] {
  const [datatype, value] = writeValue(held);
  return [
    ...(name === undefined ? [] : bytesField(ofMetric.name, utf8(name))),
    ...(alias === undefined ? [] : varintField(ofMetric.alias, alias)),
    ...varintField(ofMetric.timestamp, at),
    ...varintField(ofMetric.datatype, datatype),
    ...(unit === undefined ? [] : bytesField(ofMetric.properties, writeUnit(unit))),
    ...value,
  ];
}

function writeValue({
  value,
  isWhole,
}: Pick<WrittenMetric, 'value' | 'isWhole'>): [type: number, field: number[]] {
  if (typeof value === 'boolean') return [types.boolean, varintField(ofValue.boolean, value ? 1 : 0)];
  if (typeof value === 'string') return [types.string, bytesField(ofValue.string, utf8(value))];
  if (isWhole) return [types.uint64, varintField(ofValue.long, value)];
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  // A field of 64 bits is its tag, of wire type 1, and eight bytes.
  return [types.double, [(ofValue.double << 3) | 1, ...bytes]];
}

/** The property `engUnit`: a list of keys, and a list of values of type 12, text. */
function writeUnit(unit: string): number[] {
  const value = [...varintField(1, types.string), ...bytesField(8, utf8(unit))];
  return [...bytesField(1, utf8('engUnit')), ...bytesField(2, value)];
}

function utf8(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}
