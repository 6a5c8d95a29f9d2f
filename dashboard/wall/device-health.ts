import type { PublicDevice } from '../../shared/config/public.ts';
import type { HallState } from '../../shared/hall/state.ts';

/** How a device is, worst last. */
export type Health = 'ok' | 'unknown' | 'warning' | 'fault';

/** The shape that goes with each colour. */
export const healthShapes: Record<Health, string> = { ok: '●', unknown: '◌', warning: '▲', fault: '■' };

/** How a device is: offline or with a fault, with a warning, not known, or well. The rules that raise alerts decide. */
export function deviceHealth(device: string, state: HallState): Health {
  const availability = state.devices[device]?.availability ?? 'unknown';
  if (availability === 'offline') return 'fault';
  const alerts = Object.values(state.alerts).filter(
    ({ about }) => about.device === device && about.action === undefined,
  );
  if (alerts.some(({ severity }) => severity === 'fault')) return 'fault';
  if (availability === 'unknown') return 'unknown';
  return alerts.length > 0 ? 'warning' : 'ok';
}

export interface DeviceDot {
  id: string;
  name: PublicDevice['name'];
  health: Health;
}

/** The devices of one kind, in the order of the configuration. */
export interface DeviceKindRow {
  kind: string;
  dots: DeviceDot[];
}

/** All devices by kind. */
export function deviceRows(devices: readonly PublicDevice[], state: HallState): DeviceKindRow[] {
  const rows = new Map<string, DeviceDot[]>();
  for (const { id, name, kind } of devices) {
    const dots = rows.get(kind) ?? [];
    dots.push({ id, name, health: deviceHealth(id, state) });
    rows.set(kind, dots);
  }
  return Array.from(rows, ([kind, dots]) => ({ kind, dots }));
}

/** How many devices are how. */
export function countHealth(rows: readonly DeviceKindRow[]): Record<Health, number> {
  const counts: Record<Health, number> = { ok: 0, unknown: 0, warning: 0, fault: 0 };
  for (const { dots } of rows) for (const { health } of dots) counts[health] += 1;
  return counts;
}
