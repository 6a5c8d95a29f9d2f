import { createHash } from 'node:crypto';
import type { PublicDevice } from '../../shared/config/public.ts';
import type { DeviceValue, HallState } from '../../shared/hall/state.ts';

/** A value by a key that is safe in topics, ids and templates, whatever name a device gave it. */
export function keyOf({ name }: Pick<DeviceValue, 'name'>): string {
  const plain = name.replace(/[^a-z0-9]+/gi, '_').slice(0, 30);
  if (plain === name) return `v_${plain}`;
  return `v_${plain}_${createHash('sha256').update(name).digest('hex').slice(0, 6)}`;
}

/** The values of a device that are told; none of a board that holds phones, which may say who took one out. */
export function toldValues(
  { id, phones = [] }: Pick<PublicDevice, 'id' | 'phones'>,
  state: HallState,
): DeviceValue[] {
  return phones.length > 0 ? [] : (state.values[id] ?? []);
}

/**
 * Everything a device says of itself now, as its `/state` carries it; only what is known. Times
 * are ISO 8601, UTC.
 */
export function announcedState(
  device: Pick<PublicDevice, 'id' | 'phones'>,
  state: HallState,
): Record<string, unknown> {
  const { id, phones = [] } = device;
  const known = state.devices[id];
  const display = state.displays[id];
  const values = toldValues(device, state);
  // Whose phone is where is nobody's business elsewhere either.
  const doors = state.lockers[id]?.map((is, index) => (phones.includes(index + 1) ? 'unknown' : is));
  const readings = values.map((one) => {
    const { name, value, unit, since } = one;
    return [keyOf(one), { name, value, ...(unit !== undefined ? { unit } : {}), since: isoTime(since) }];
  });
  return {
    availability: known?.availability ?? 'unknown',
    ...(known ? { since: isoTime(known.since), reason: known.reason } : {}),
    ...(known?.battery !== undefined ? { battery: known.battery } : {}),
    ...(state.contacts[id] ? { contact: state.contacts[id] } : {}),
    ...(state.printers[id] ? { printer: state.printers[id] } : {}),
    ...(display ? { text: display.text, ...(display.failed ? { failed: display.failed } : {}) } : {}),
    ...(doors ? { channels: doors } : {}),
    ...(readings.length > 0 ? { readings: Object.fromEntries(readings) as unknown } : {}),
  };
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
