import { LONGEST_NAME, LONGEST_VALUE } from '../../shared/events/device.ts';
import type { Draft } from '../../shared/events/index.ts';
import { VALUES_KEPT, type DeviceValue } from '../../shared/hall/state.ts';
import type { Reading } from '../drivers/driver.ts';

const LONGEST_UNIT = 20;

/** Two names that begin alike often differ at their ends: one that is too long loses its middle. */
function shortenName(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  return `${name.slice(0, LONGEST_NAME / 2 - 1)}…${name.slice(-LONGEST_NAME / 2)}`.toWellFormed();
}

/**
 * A value as a fact, if it is another than the one known. What no JSON can hold is no value, and
 * names beyond those that are kept are not recorded: nobody would see them.
 */
export function valueFacts(
  { name: given, value: said, unit }: Extract<Reading, { kind: 'value' }>,
  known: readonly DeviceValue[],
): Draft[] {
  const name = shortenName(given.trim());
  const value = typeof said === 'string' ? said.slice(0, LONGEST_VALUE).toWellFormed() : said;
  if (name === '' || (typeof value === 'number' && !Number.isFinite(value))) return [];
  const before = known.find((one) => one.name === name);
  const measure = unit?.slice(0, LONGEST_UNIT).toWellFormed();
  if (before ? before.value === value && before.unit === measure : known.length >= VALUES_KEPT) return [];
  return [
    { type: 'device.valueRead', data: { name, value, ...(measure !== undefined ? { unit: measure } : {}) } },
  ];
}
