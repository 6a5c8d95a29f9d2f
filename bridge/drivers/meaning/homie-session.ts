import { recordOf } from '../../framing/messages.ts';
import type { Decoded, Reading, Scalar } from '../driver.ts';
import type { Meanings } from './meaning.ts';
import { readSaid, type Said } from './said.ts';

/** Properties of one device that are remembered, and devices that are remembered as lost. */
const MOST_PROPERTIES = 1000;
const MOST_LOST = 500;
const LONGEST_VALUE = 1000;

/** What is known of a property. Its value waits until it is known what kind of value it is. */
interface Property {
  datatype?: string;
  unit?: string;
  /** False for what happens and is not how something is, as a press. */
  isState: boolean;
  waiting?: string;
}

/** What a Homie device has said of itself on this connection. */
export interface HomieSession {
  properties: Map<string, Property>;
  state: string | null;
  /** The device that connects for this one, if it does not itself. */
  root: string | null;
  lost: Set<string>;
}

/** A session in which nothing was said yet. */
export function newHomie(): HomieSession {
  return { properties: new Map(), state: null, root: null, lost: new Set() };
}

/** Availability by `$state` (homieiot/convention 4.0 and 5); one that sleeps is well. */
const states: Record<string, Extract<Reading, { kind: 'availability' }>> = {
  init: { kind: 'availability', availability: 'unknown', reason: 'initialising' },
  ready: { kind: 'availability', availability: 'online', reason: 'reportedOnline' },
  alert: { kind: 'availability', availability: 'online', reason: 'alerting' },
  sleeping: { kind: 'availability', availability: 'online', reason: 'sleeping' },
  disconnected: { kind: 'availability', availability: 'offline', reason: 'reportedOffline' },
  lost: { kind: 'availability', availability: 'offline', reason: 'reportedOffline' },
  // An empty state takes the device away.
  '': { kind: 'availability', availability: 'offline', reason: 'reportedOffline' },
};

/** Whether a word is a state. */
export function isHomieState(word: string): boolean {
  return Object.hasOwn(states, word);
}

/** Whether the device is there, by its own word and that of the device it hangs on. */
export function homieAvailability({ state, root, lost }: HomieSession): Decoded {
  const word = root !== null && lost.has(root) ? 'lost' : state;
  const reading = word === null ? undefined : states[word];
  return { readings: reading ? [reading] : [] };
}

/** Keeps in mind of another device whether it is lost. @returns whether this one hangs on it */
export function noteOther(session: HomieSession, device: string, state: string): boolean {
  if (state !== 'lost') session.lost.delete(device);
  else if (session.lost.size < MOST_LOST) session.lost.add(device);
  return session.root === device;
}

function propertyOf({ properties }: HomieSession, path: string): Property | null {
  const known = properties.get(path);
  if (known) return known;
  if (properties.size >= MOST_PROPERTIES) return null;
  const property: Property = { isState: true };
  properties.set(path, property);
  return property;
}

/** A value of a property: read now, or when it is known what it is. */
export function noteValue(
  session: HomieSession,
  path: string,
  words: string,
  { map, retained }: { map: Meanings; retained: boolean },
): Decoded {
  const property = propertyOf(session, path);
  // What happens is not to be kept, and what was kept of it is of long ago.
  if (!property || (retained && !property.isState)) return { readings: [] };
  if (property.datatype === undefined) {
    property.waiting = words.slice(0, LONGEST_VALUE);
    return { readings: [] };
  }
  return readSaid(saidOf(path, words, property), map, retained);
}

/** An attribute of a property, `$datatype`, `$unit` or `$retained`, as version 4 tells them one by one. */
export function noteAttribute(
  session: HomieSession,
  path: string,
  attribute: string,
  { words, map }: { words: string; map: Meanings },
): Decoded {
  const property = ['$datatype', '$unit', '$retained'].includes(attribute) ? propertyOf(session, path) : null;
  if (!property) return { readings: [] };
  if (attribute === '$datatype') property.datatype = words.slice(0, 40);
  if (attribute === '$unit') property.unit = words.slice(0, 40);
  if (attribute === '$retained') property.isState = words !== 'false';
  return release(session, path, map);
}

/** The whole description of a device, as version 5 tells it. */
export function noteDescription(
  session: HomieSession,
  description: Record<string, unknown>,
  map: Meanings,
): Decoded {
  const before = session.properties;
  session.properties = new Map();
  session.root = typeof description['root'] === 'string' ? description['root'] : null;
  for (const [node, about] of Object.entries(recordOf(description['nodes']) ?? {})) {
    for (const [id, given] of Object.entries(recordOf(recordOf(about)?.['properties']) ?? {})) {
      const { datatype, unit, retained } = recordOf(given) ?? {};
      const path = `${node}/${id}`;
      const property = typeof datatype === 'string' ? propertyOf(session, path) : null;
      if (!property) continue;
      property.datatype = String(datatype);
      property.isState = retained !== false;
      if (typeof unit === 'string') property.unit = unit;
      const waiting = before.get(path)?.waiting;
      if (waiting !== undefined) property.waiting = waiting;
    }
  }
  const paths = [...session.properties.keys()];
  const readings = paths.flatMap((path) => release(session, path, map).readings);
  return { readings: [...homieAvailability(session).readings, ...readings] };
}

/** What waited for its kind; a press that waited is over. */
function release(session: HomieSession, path: string, map: Meanings): Decoded {
  const property = session.properties.get(path);
  if (property?.datatype === undefined || property.waiting === undefined) return { readings: [] };
  const { waiting } = property;
  delete property.waiting;
  return readSaid(property.isState ? saidOf(path, waiting, property) : [], map, true);
}

function saidOf(path: string, words: string, { datatype = '', unit }: Property): Said[] {
  const value = typed(words, datatype);
  return value === undefined ? [] : [{ path, value, unit }];
}

/** Words by their kind; null for none, undefined for what is no value of the kind. */
function typed(words: string, datatype: string): Scalar | null | undefined {
  if (words === '') return null;
  // Version 5 writes an empty string as a byte of zero.
  if (words === '\0') return '';
  if (datatype === 'boolean') return words === 'true' || words === 'false' ? words === 'true' : undefined;
  if (datatype !== 'integer' && datatype !== 'float' && datatype !== 'percent') return words;
  return /^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(words) ? Number(words) : undefined;
}
