import { isMap, isPair, isScalar, parseDocument, visit, type Pair } from 'yaml';
import { HIDDEN, hideValue } from '../../shared/config/secrets.ts';

/** A text with every password replaced by `HIDDEN`; nothing else in it moves. */
export function hideSecrets(text: string): string {
  const places: Place[] = [];
  visit(parseDocument(text), {
    Pair: (_key, pair, path) => {
      const { field, value, range } = wordsOf(pair) ?? {};
      if (field === undefined || value === undefined || !range) return;
      const hidden = hideValue(field, value, listOf(path));
      if (hidden !== value) places.push([range[0], range[1], hidden]);
    },
  });
  return replaceIn(text, places);
}

/** The values of a configuration with every password replaced by `HIDDEN`. */
export function hideValues<T>(value: T, field = '', list?: string): T {
  if (typeof value === 'string') return hideValue(field, value, list) as T;
  if (Array.isArray(value)) return value.map((part: unknown) => hideValues(part, '', list ?? field)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, hideValues(part, key, list)]),
  ) as T;
}

/**
 * Puts the passwords of `known` where a text only has `HIDDEN`; nothing else in it moves. A
 * line or a device is known again by its id, wherever in its list it stands.
 */
export function revealSecrets(text: string, known: unknown): string {
  const places: Place[] = [];
  visit(parseDocument(text), {
    Pair: (_key, pair, path) => {
      const { field, value, range } = wordsOf(pair) ?? {};
      if (field === undefined || !value?.includes(HIDDEN) || !range) return;
      const old = [...path, pair].flatMap(stepOf).reduce<unknown>(follow, known);
      const isIt = typeof old === 'string' && hideValue(field, old, listOf(path)) === value;
      if (isIt) places.push([range[0], range[1], old]);
    },
  });
  return replaceIn(text, places);
}

type Place = [from: number, to: number, value: string];

function replaceIn(text: string, places: Place[]): string {
  return places
    .toReversed()
    .reduce(
      (made, [from, to, value]) => `${made.slice(0, from)}${JSON.stringify(value)}${made.slice(to)}`,
      text,
    );
}

/** A field with a text, and where that stands. */
function wordsOf({ key, value }: Pair) {
  if (!isScalar(key) || !isScalar(value) || typeof value.value !== 'string') return null;
  return { field: String(key.value), value: value.value, range: value.range };
}

/** The list of the configuration in which a field stands, by the first key on the way to it. */
function listOf(path: readonly unknown[]): string | undefined {
  return path.flatMap((node) => (isPair(node) && isScalar(node.key) ? [String(node.key.value)] : []))[0];
}

type Step = { key: string } | { id: string };

function stepOf(node: unknown): Step[] {
  if (isMap(node)) {
    const id = node.get('id');
    return typeof id === 'string' ? [{ id }] : [];
  }
  const key = (node as Pair).key;
  return isScalar(key) ? [{ key: String(key.value) }] : [];
}

function follow(value: unknown, step: Step): unknown {
  if ('id' in step) {
    return Array.isArray(value) ? value.find((one: { id?: unknown }) => one.id === step.id) : value;
  }
  return (value as Record<string, unknown> | undefined)?.[step.key];
}
