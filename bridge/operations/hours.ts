import type { Draft } from '../../shared/events/index.ts';
import { MINUTE, localInstant, minutesOf } from '../../shared/time.ts';
import type { WindowState } from '../../shared/hall/state.ts';
import type { Present } from './rules.ts';

/** After closing time, how long a window may stand paused, or open with nobody to serve. */
const LINGER = { paused: 5 * MINUTE, open: 30 * MINUTE };

/**
 * Since when nobody is taken to have been at a window that was left as it was, whatever it was left with:
 * since closing time, or since it was last used after that.
 */
export function leftSince({ since, timeline }: WindowState, closing: number): number {
  return Math.max(closing, since, timeline.at(-1)?.at ?? 0);
}

/**
 * Closes the windows that were left as they were when their clerks went home. Many pads have a
 * key for a pause and none for the end of work; without this a night would count as a pause,
 * and an empty window as one that idles. Nobody is taken to have been there meanwhile: it counts
 * as closed since closing time, or since it was last used after that.
 */
export function closeLeftWindows({ state, hall, now }: Present): Draft[] {
  if (!state.day) return [];
  const closing = localInstant(state.day.date, minutesOf(hall.hours.close), hall.zone);
  if (now < closing) return [];
  return Object.entries(state.windows).flatMap(([window, known]): Draft[] => {
    const { mode, since, timeline, ticket } = known;
    if (mode === 'closed' || ticket !== undefined) return [];
    if (mode === 'open' && state.waiting.length > 0) return [];
    const quietSince = Math.max(since, timeline.at(-1)?.at ?? 0);
    const leftAt = leftSince(known, closing);
    return now - quietSince >= LINGER[mode] ? [{ type: 'window.closed', data: { window, leftAt } }] : [];
  });
}
