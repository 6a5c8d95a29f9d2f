import { LONGEST_NAME, LONGEST_VALUE } from '../../shared/events/device.ts';
import type { Draft } from '../../shared/events/index.ts';
import type { Quiet } from '../../shared/config/schema.ts';
import { VALUES_KEPT, type DeviceValue } from '../../shared/hall/state.ts';
import { SECOND } from '../../shared/time.ts';
import type { Reading } from '../drivers/driver.ts';

const LONGEST_UNIT = 20;

/** Two names that begin alike often differ at their ends: one that is too long loses its middle. */
function shortenName(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  return `${name.slice(0, LONGEST_NAME / 2 - 1)}…${name.slice(-LONGEST_NAME / 2)}`.toWellFormed();
}

/** Whether a number has changed too little, or too soon after the last one that was told. */
function isNoNews(
  before: DeviceValue,
  value: unknown,
  { by, seconds, now }: Quiet & { now: number },
): boolean {
  if (typeof value !== 'number' || typeof before.value !== 'number') return false;
  return Math.abs(value - before.value) < by || now - before.since < seconds * SECOND;
}

/**
 * A value as a fact, if it is another than the one known. What no JSON can hold is no value, and
 * names beyond those that are kept are not recorded: nobody would see them.
 *
 * @param names the names of this device so far, those of the same message included
 * @param quiet how small a change of a number is no news; `now` in milliseconds UTC
 */
export function valueFacts(
  { name: given, value: said, unit }: Extract<Reading, { kind: 'value' }>,
  known: readonly DeviceValue[],
  names: Set<string>,
  quiet: (Quiet & { now: number }) | undefined,
): Draft[] {
  const name = shortenName(given.trim());
  const value = typeof said === 'string' ? said.slice(0, LONGEST_VALUE).toWellFormed() : said;
  if (name === '' || (typeof value === 'number' && !Number.isFinite(value))) return [];
  const before = known.find((one) => one.name === name);
  const measure = unit?.slice(0, LONGEST_UNIT).toWellFormed();
  if (before?.value === value && before.unit === measure) return [];
  if (before && quiet && isNoNews(before, value, quiet)) return [];
  if (!before) {
    for (const one of known) names.add(one.name);
    // What was never known needs no word that it is not.
    if (value === null || (names.size >= VALUES_KEPT && !names.has(name))) return [];
    names.add(name);
  }
  return [
    { type: 'device.valueRead', data: { name, value, ...(measure !== undefined ? { unit: measure } : {}) } },
  ];
}
