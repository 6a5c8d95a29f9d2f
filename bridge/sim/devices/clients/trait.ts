import { gradeSchema } from '../../../../shared/events/rating.ts';
import type { Bilingual } from '../../../../shared/text.ts';
import type { Scalar } from '../../../drivers/driver.ts';
import { inFull, type Meaning, type Meanings } from '../../../drivers/meaning/meaning.ts';

/** Something at a device that is either one way or the other, in the device's own words. */
export interface Toggle {
  kind: 'toggle';
  name: string;
  off: Scalar;
  on: Scalar;
  /** What it is when it is on. */
  words: Bilingual;
  /** Whether a command may put it so: a relay, and no door. */
  isSettable: boolean;
}

/** Something that happens at a device and is over, as the press of a key. */
export interface Happening {
  kind: 'happening';
  name: string;
  /** What is said of it, one of these at a time. */
  choices: readonly { raw: Scalar; words: Bilingual }[];
}

/** Something that a device measures. */
export interface Measure {
  kind: 'measure';
  name: string;
  value: number;
  low: number;
  high: number;
  step: number;
  unit?: string;
}

/** One thing that a device has, under the device's own name for it. */
export type Trait = Toggle | Happening | Measure;

/** What a device says where the site's map gives no words of its own. */
export interface Manner {
  closed: Scalar;
  open: Scalar;
  /** Presses that it tells apart. */
  presses: readonly string[];
}

/** A relay of this name. */
export function relay(name: string, off: Scalar, on: Scalar): Toggle {
  return { kind: 'toggle', name, off, on, isSettable: true, words: { zh: `${name} 接通`, en: `${name} on` } };
}

/** A door contact of this name; on is open. */
export function door(name: string, closed: Scalar, open: Scalar): Toggle {
  const words = { zh: `${name} 打开`, en: `${name} open` };
  return { kind: 'toggle', name, off: closed, on: open, isSettable: false, words };
}

/** A key of this name, with the ways it can be pressed. */
export function button(name: string, presses: readonly Scalar[]): Happening {
  const choices = presses.map((raw) => ({
    raw,
    words: { zh: `按 ${name}：${raw}`, en: `Press ${name}: ${raw}` },
  }));
  return { kind: 'happening', name, choices };
}

/** The temperature of a room. */
export function temperature(name: string): Measure {
  return { kind: 'measure', name, value: 21.5, low: -20, high: 60, step: 0.5, unit: '°C' };
}

/** A battery; `full` is what it says when it is full. */
export function battery(name: string, full = 100): Measure {
  return { kind: 'measure', name, value: full * 0.9, low: 0, high: full, step: full / 10, unit: '%' };
}

/**
 * Everything that a device has: what such devices usually have, and whatever the site's map names,
 * with the raw words that the map expects.
 */
export function traitsOf(usual: readonly Trait[], map: Meanings, manner: Manner): Trait[] {
  const traits = new Map(usual.map((trait) => [trait.name, trait]));
  for (const [name, meaning] of Object.entries(map)) {
    const trait = traitOf(name, inFull(meaning), manner);
    // What is only named a value is as it usually is.
    if (trait && !(traits.has(name) && trait.kind === 'measure')) traits.set(name, trait);
  }
  return [...traits.values()];
}

/** What a device must have for the site to read it so; null where any will do. */
export function traitOf(name: string, meaning: Meaning, manner: Manner): Trait | null {
  switch (meaning.reading) {
    case 'contact': {
      const closed = rawOf(meaning.map, 'closed') ?? manner.closed;
      return door(name, closed, rawOf(meaning.map, 'open') ?? manner.open);
    }
    case 'availability': {
      const raw = (word: 'online' | 'offline') => rawOf(meaning.map, word) ?? word;
      const words = { zh: `${name} 不在`, en: `${name} away` };
      return { kind: 'toggle', name, off: raw('online'), on: raw('offline'), words, isSettable: false };
    }
    case 'battery':
      return battery(name, meaning.full);
    case 'button':
      return button(name, meaning.map ? Object.keys(meaning.map).map(scalarOf) : manner.presses);
    case 'rating':
    case 'key':
      return { kind: 'happening', name, choices: choicesOf(name, meaning.map) };
    case 'value':
      return meaning.map ? chosen(name, meaning.map) : plainMeasure(name, meaning.unit);
    case 'ignore':
      return null;
  }
}

function choicesOf(name: string, map: Record<string, unknown>): Happening['choices'] {
  return Object.entries(map).map(([raw, meant]) => {
    const isGrade = gradeSchema.safeParse(meant).success;
    const as = { zh: `${isGrade ? '评价' : ''}${meant}`, en: `${isGrade ? 'grade ' : ''}${meant}` };
    return {
      raw: scalarOf(raw),
      words: { zh: `${name} ${raw}（${as.zh}）`, en: `${name} ${raw} (${as.en})` },
    };
  });
}

/** Of what can be said the first two: one way, and the other. */
function chosen(name: string, map: Record<string, unknown>): Toggle | null {
  const [off, on = off] = Object.keys(map);
  if (off === undefined || on === undefined) return null;
  return {
    ...relay(name, scalarOf(off), scalarOf(on)),
    words: { zh: `${name}：${on}`, en: `${name}: ${on}` },
  };
}

function plainMeasure(name: string, unit: string | undefined): Measure {
  const of = { value: 20, low: 0, high: 100, step: 1 };
  return { kind: 'measure', name, ...of, ...(unit === undefined ? {} : { unit }) };
}

function rawOf(map: Record<string, string> | undefined, meant: string): Scalar | undefined {
  const raw = Object.keys(map ?? {}).find((word) => map?.[word] === meant);
  return raw === undefined ? undefined : scalarOf(raw);
}

/** A raw word of a map as the device says it. */
export function scalarOf(word: string): Scalar {
  if (word === 'true' || word === 'false') return word === 'true';
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(word) ? Number(word) : word;
}
