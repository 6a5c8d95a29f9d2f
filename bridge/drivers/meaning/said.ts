import type { Decoded, Reading, Scalar } from '../driver.ts';
import { inFull, type Meaning, type Meanings } from './meaning.ts';

/** Something that a device says under a name of its own. */
export interface Said {
  path: string;
  /** Null when the device says that it does not know. */
  value: Scalar | null;
  unit?: string | undefined;
}

/** The same press again within so many milliseconds is a bounce. */
const BOUNCE = 800;

const usual = {
  contact: words({ closed: 'true 1 closed close off', open: 'false 0 open opened on' }),
  availability: words({
    online: 'true 1 online ready up on connected',
    offline: 'false 0 offline lost down off disconnected',
  }),
};

function words<M extends string>(meant: Record<M, string>): Map<string, M> {
  const entries = Object.entries(meant) as [M, string][];
  return new Map(
    entries.flatMap(([meaning, said]) => said.split(' ').map((word) => [word, meaning] as const)),
  );
}

/** What a raw value means by a map of the site; undefined where the map does not name it. */
function mapped<M>(map: Record<string, M>, value: Scalar): M | undefined {
  const word = String(value);
  return Object.hasOwn(map, word) ? map[word] : undefined;
}

/** The place of a key among those that are mapped, where the device does not number it. */
function numberOf(value: Scalar, map: Record<string, unknown>): number {
  const digits = /^\d{1,6}/.exec(String(value))?.[0];
  return digits !== undefined ? Number(digits) : Object.keys(map).indexOf(String(value)) + 1;
}

function batteryOf(value: Scalar, full: number): Reading | null {
  if (typeof value === 'boolean' || String(value).trim() === '') return null;
  const percent = (Number(value) / full) * 100;
  return percent >= 0 && percent <= 100 ? { kind: 'battery', percent: Math.round(percent) } : null;
}

/** One thing said, by its meaning; null where it says nothing. */
export function readingOf({ path, value, unit }: Said, meaning: Meaning): Reading | null {
  if (meaning.reading === 'ignore') return null;
  if (meaning.reading === 'value') {
    const meant = value !== null && meaning.map ? mapped(meaning.map, value) : value;
    const measure = meaning.unit ?? unit;
    if (meant === undefined) return null;
    const named = { kind: 'value', name: meaning.name ?? path, value: meant } as const;
    return measure === undefined ? named : { ...named, unit: measure };
  }
  if (value === null) return meaning.reading === 'contact' ? { kind: 'contact', state: 'unknown' } : null;
  const word = String(value).toLowerCase();
  switch (meaning.reading) {
    case 'contact': {
      const state = meaning.map ? mapped(meaning.map, value) : usual.contact.get(word);
      return state ? { kind: 'contact', state } : null;
    }
    case 'availability': {
      const said = meaning.map ? mapped(meaning.map, value) : usual.availability.get(word);
      const reason = said === 'online' ? 'reportedOnline' : 'reportedOffline';
      return said ? { kind: 'availability', availability: said, reason } : null;
    }
    case 'battery':
      return batteryOf(value, meaning.full);
    case 'button': {
      const action = meaning.map ? mapped(meaning.map, value) : String(value);
      return action !== undefined && action !== '' && action.length <= 40 ? { kind: 'button', action } : null;
    }
    case 'rating': {
      const grade = mapped(meaning.map, value);
      return grade === undefined ? null : { kind: 'rating', raw: numberOf(value, meaning.map), grade };
    }
    case 'key': {
      const key = mapped(meaning.map, value);
      return key === undefined ? null : { kind: 'key', key, digits: [] };
    }
  }
}

/** Whether a reading is something that happened, and not how something is. */
export function isPress({ kind }: Reading): boolean {
  return kind === 'button' || kind === 'rating' || kind === 'key';
}

/**
 * Everything said in one message, by the meanings the site gave it; the rest are values.
 *
 * @param retained whether the broker kept it: a press of long ago is nobody's
 */
export function readSaid(said: readonly Said[], meanings: Meanings, retained: boolean): Decoded {
  const readings = said.flatMap((one) => {
    const meaning = Object.hasOwn(meanings, one.path) ? meanings[one.path] : undefined;
    const reading = readingOf(one, inFull(meaning ?? 'value'));
    return reading && !(retained && isPress(reading)) ? [reading] : [];
  });
  const presses = readings.filter(isPress);
  return presses.length === 0
    ? { readings }
    : { readings, once: { key: JSON.stringify(presses), ms: BOUNCE } };
}
