import type { WindowConfig } from '../../shared/config/schema.ts';
import type { PauseReason } from '../../shared/events/index.ts';
import { lastLeg } from '../../shared/hall/state.ts';
import type { View } from '../../shared/metrics/figure.ts';
import { serviceP90 } from '../../shared/metrics/services.ts';
import { ENOUGH_SERVICES } from '../../shared/metrics/congestion.ts';
import type { PublicDevice } from '../../shared/config/public.ts';
import { deviceHealth, type Health } from './device-health.ts';

/** What a window is doing. */
export type Doing = 'serving' | 'called' | 'idle' | 'paused' | 'closed';

export const doingShapes: Record<Doing, string> = {
  serving: '●',
  called: '◆',
  idle: '○',
  paused: '❙❙',
  closed: '–',
};

export interface WindowTile {
  id: string;
  number: number;
  services: string[];
  doing: Doing;
  pauseReason?: PauseReason;
  /** Number of the ticket called or served. */
  ticket?: string;
  service?: string;
  /** Since when it is doing this. */
  since?: number;
  /** The service takes longer than nine in ten of its kind did today. */
  long: boolean;
  /** Devices of the window that are not well. */
  trouble: { name: PublicDevice['name']; health: Health }[];
}

/** Seconds that nine in ten services of a kind did not exceed today; Infinity below a few. */
function longAfter(view: View, service: string): number {
  const { value, n } = serviceP90.compute(view, { service });
  return n >= ENOUGH_SERVICES && value !== null ? value : Infinity;
}

function tile(
  view: View,
  window: WindowConfig,
  devices: readonly PublicDevice[],
  limits: Map<string, number>,
): WindowTile {
  const { id, number, services } = window;
  const state = view.state.windows[id];
  const trouble = devices
    .filter((device) => device.window === id)
    .map(({ id: device, name }) => ({ name, health: deviceHealth(device, view.state) }))
    .filter(({ health }) => health !== 'ok');
  const made: WindowTile = { id, number, services, doing: 'closed', long: false, trouble };
  if (!state) return made;
  const ticket = state.ticket === undefined ? undefined : view.state.tickets[state.ticket];
  if (ticket && state.step) {
    const { service } = lastLeg(ticket);
    made.doing = state.step;
    made.ticket = ticket.number;
    made.service = service;
    made.since = state.stepSince ?? state.since;
    if (!limits.has(service)) limits.set(service, longAfter(view, service));
    made.long = state.step === 'serving' && view.now - made.since > (limits.get(service) ?? Infinity) * 1000;
  } else {
    made.doing = state.mode === 'open' ? 'idle' : state.mode;
    made.since = state.mode === 'open' ? Math.max(state.since, state.finished?.at ?? 0) : state.since;
  }
  if (state.mode === 'paused' && state.pauseReason) {
    made.doing = 'paused';
    made.pauseReason = state.pauseReason;
    made.since = state.since;
  }
  return made;
}

/** All windows as the wall shows them, in the order of the configuration. */
export function windowTiles(view: View, devices: readonly PublicDevice[]): WindowTile[] {
  const limits = new Map<string, number>();
  return view.hall.windows.map((window) => tile(view, window, devices, limits));
}
