import { signOf } from '../../../shared/displays/display.ts';
import { standingOf } from '../../../shared/displays/standing.ts';
import { MINUTE } from '../../../shared/time.ts';
import type { Present } from '../rules.ts';
import type { Finding } from './finding.ts';

/** Signs that could be told and still do not show what they should. */
export function findStaleDisplays(present: Present): Finding[] {
  const { state, hall, now } = present;
  const { on, severity, minutes } = hall.alerts['display.stale'];
  if (!on) return [];
  return hall.devices.flatMap((device): Finding[] => {
    if (state.devices[device.id]?.availability !== 'online' || !state.displays[device.id]) return [];
    const { differsSince } = standingOf(present, signOf(device));
    return differsSince !== undefined && now - differsSince >= minutes * MINUTE
      ? [{ alert: `stale/${device.id}`, kind: 'display.stale', severity, about: { device: device.id } }]
      : [];
  });
}
