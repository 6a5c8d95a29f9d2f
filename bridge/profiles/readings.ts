import { contactSchema, availabilitySchema, padKeySchema } from '../../shared/events/device.ts';
import type { Reading } from '../drivers/driver.ts';
import { isBytes, isList, listOf, type Compiled, type Value } from './expression/value.ts';

/** Whether a value can be this property: the property, or undefined where it cannot. */
type Check = (value: Value) => unknown;

/** One property of a reading; without a usual value and not optional, it has to be given. */
interface Property {
  check: Check;
  usual?: unknown;
  isOptional?: boolean;
  /** Words that stand for themselves in an expression. */
  words?: readonly string[];
}

const LONGEST_WORDS = 200;

function oneOf(words: readonly string[]): Property {
  const known = new Set<Value>(words);
  return { words, check: (value) => (known.has(value) ? value : undefined) };
}

function numbers(least: number, most: number, isWhole: boolean): Check {
  return (value) =>
    typeof value === 'number' && value >= least && value <= most && (!isWhole || Number.isInteger(value))
      ? value
      : undefined;
}

function words(least: number, most: number): Check {
  return (value) =>
    typeof value === 'string' && value.length >= least && value.length <= most ? value : undefined;
}

function list(check: Check, most: number): Check {
  return (value) => {
    const items = isBytes(value) ? listOf(value) : value;
    if (!isList(items) || items.length > most) return undefined;
    for (let at = 0; at < items.length; at += 1) if (check(items[at]!) === undefined) return undefined;
    return items;
  };
}

const yesOrNo: Check = (value) => (typeof value === 'boolean' ? value : undefined);
const text: Property = { check: words(0, LONGEST_WORDS) };
const contact = oneOf(contactSchema.options);
const flag: Property = { check: yesOrNo, isOptional: true };
const anyFigure = numbers(-Infinity, Infinity, false);

/**
 * What a device can say, by the name a profile calls it, and what belongs to it. A value
 * outside of these is not said at all: a grade of 9 is no grade.
 */
export const readingProperties = {
  key: { key: oneOf(padKeySchema.options), digits: { check: list(numbers(0, 9, true), 16), usual: [] } },
  rating: {
    raw: { check: numbers(-Infinity, Infinity, true) },
    grade: { check: numbers(1, 5, true), usual: null },
  },
  printer: {
    offline: flag,
    cover: flag,
    cutter: flag,
    recoverable: flag,
    unrecoverable: flag,
    paper: { ...oneOf(['ok', 'low', 'out']), isOptional: true },
  },
  channels: { states: { check: list(contact.check, 512), words: contactSchema.options } },
  channel: { channel: { check: numbers(1, 512, true) }, state: contact },
  contact: { state: contact },
  battery: { percent: { check: numbers(0, 100, false) } },
  button: { action: text },
  availability: { availability: oneOf(availabilitySchema.options), reason: { ...text, usual: 'reported' } },
  ticketRequest: { service: text, request: text },
  result: { ok: { check: yesOrNo }, detail: { ...text, isOptional: true } },
  value: {
    name: { check: words(1, 40) },
    value: { check: (value) => anyFigure(value) ?? text.check(value) ?? yesOrNo(value) },
    unit: { check: words(0, 20), isOptional: true },
  },
} as const satisfies Record<string, Record<string, Property>>;

export type ReadingKind = keyof typeof readingProperties;
export const readingKinds = Object.keys(readingProperties) as ReadingKind[];

/** Makes a reading of what a scope holds; null where that is no such reading. */
export type ReadingMaker<Scope> = (scope: Scope) => Reading | null;

/** Makes ready what makes readings of a kind, of which these properties are given. */
export function readingMaker<Scope>(
  kind: ReadingKind,
  given: ReadonlyMap<string, Compiled<Scope>>,
): ReadingMaker<Scope> {
  const properties = Object.entries(readingProperties[kind] as Record<string, Property>).map(
    ([name, property]) => ({ ...property, name, value: given.get(name) ?? nothing }),
  );
  const shape = shapes[kind];
  if (shape) return shaped(shape, properties);
  return (scope) => {
    const reading: Record<string, unknown> = { kind };
    const into: Record<string, unknown> = kind === 'printer' ? (reading['flags'] = {}) : reading;
    for (let at = 0; at < properties.length; at += 1) {
      const property = properties[at]!;
      const said = saidOf(property, scope);
      if (said !== undefined) into[property.name] = said;
      else if (!property.isOptional || property.value(scope) !== null) return null;
    }
    return reading as unknown as Reading;
  };
}

/** A property, and the expression that gives it. */
interface Given<Scope> extends Property {
  name: string;
  value: Compiled<Scope>;
}

/** What is said of a property; undefined for what it cannot be, or where nothing is given. */
function saidOf<Scope>({ value, check, usual }: Given<Scope>, scope: Scope): unknown {
  const is = value(scope);
  return is === null ? usual : check(is);
}

/** A reading written whole, of kinds with one property or two: named one by one they cost more. */
function shaped<Scope>(
  shape: (first: unknown, second: unknown) => object,
  [first, second]: readonly Given<Scope>[],
): ReadingMaker<Scope> {
  return (scope) => {
    const a = saidOf(first!, scope);
    if (a === undefined) return null;
    const b = second ? saidOf(second, scope) : null;
    return b === undefined ? null : (shape(a, b) as Reading);
  };
}

/** The readings that always have all of their properties, in the order above. */
const shapes: { [K in ReadingKind]?: (first: unknown, second: unknown) => object } = {
  key: (key, digits) => ({ kind: 'key', key, digits }),
  rating: (raw, grade) => ({ kind: 'rating', raw, grade }),
  channels: (states) => ({ kind: 'channels', states }),
  channel: (channel, state) => ({ kind: 'channel', channel, state }),
  contact: (state) => ({ kind: 'contact', state }),
  battery: (percent) => ({ kind: 'battery', percent }),
  button: (action) => ({ kind: 'button', action }),
  availability: (availability, reason) => ({ kind: 'availability', availability, reason }),
  ticketRequest: (service, request) => ({ kind: 'ticketRequest', service, request }),
};

const nothing = (): Value => null;

/** The words that stand for themselves in a property of a reading. */
export function propertyWords(kind: ReadingKind, name: string): readonly string[] {
  return (readingProperties[kind] as Record<string, Property>)[name]?.words ?? [];
}

/** The names of the properties a reading has. */
export function propertyNames(kind: ReadingKind): string[] {
  return Object.keys(readingProperties[kind]);
}
