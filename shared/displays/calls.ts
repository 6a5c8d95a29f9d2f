import type { Call } from '../hall/state.ts';
import { SECOND } from '../time.ts';
import type { Display } from './display.ts';
import type { DisplayView } from './view.ts';

/** A call that stands now, and until when it does, in milliseconds UTC. */
export interface LiveCall extends Call {
  until: number;
}

/**
 * The latest calls that concern a display, one for each ticket, the latest first.
 *
 * @param rows as many at most
 */
export function latestCalls({ state }: Pick<DisplayView, 'state'>, display: Display, rows: number): Call[] {
  const seen = new Set<string>();
  const latest: Call[] = [];
  for (const call of state.calls) {
    if (latest.length >= rows) break;
    if (seen.has(call.ticket) || !concerns(call, display)) continue;
    seen.add(call.ticket);
    latest.push(call);
  }
  return latest;
}

function concerns({ window }: Call, { window: own, windows }: Display): boolean {
  return own === undefined ? (windows?.includes(window) ?? true) : own === window;
}

/**
 * Calls that stand now: for so many seconds each, and only as long as the window still has the ticket.
 * Whoever was passed over, or has been served, is not called any more.
 */
export function liveCalls({ state, hall, now }: DisplayView, display: Display): LiveCall[] {
  const lasts = hall.displays.callSeconds * SECOND;
  return latestCalls({ state }, display, state.calls.length)
    .map((call) => ({ ...call, until: call.at + lasts }))
    .filter(({ until, window, ticket }) => now < until && state.windows[window]?.ticket === ticket);
}
