import { lengthOf } from '../../shared/hall/timeline.ts';
import type { View } from '../../shared/metrics/figure.ts';
import { GRACE, idleWhileQueue, idleWithQueue, pausedTime } from '../../shared/metrics/idle.ts';
import { SECOND } from '../../shared/time.ts';
import type { Desk } from './desk.ts';

/**
 * Why nobody is served here now. Only `waited` is idling while people wait; the others are lawful
 * and count for nothing.
 */
export interface Idleness {
  why: 'paused' | 'nobody' | 'tidying' | 'waited';
  /** Milliseconds of the present stretch; for `waited` those that count. */
  ms: number;
}

/** How a window idles in its present stretch; null while it is closed or somebody is there. */
export function idlenessOf(view: View, { config, mode, here, next }: Desk): Idleness | null {
  if (mode === 'closed' || here) return null;
  const since = view.state.windows[config.id]?.timeline.at(-1)?.at ?? view.now;
  const ms = Math.max(0, view.now - since);
  if (mode === 'paused') return { why: 'paused', ms };
  if (!next) return { why: 'nobody', ms };
  if (ms <= GRACE) return { why: 'tidying', ms };
  const counted = idleWithQueue(view, config).filter(({ from }) => from >= since);
  const waited = lengthOf(counted);
  return waited > 0 ? { why: 'waited', ms: waited } : { why: 'nobody', ms };
}

/** What the day's report will say of this window so far, in milliseconds. */
export function idleToday(view: View, window: string): { waited: number; paused: number } {
  const of = (figure: typeof idleWhileQueue) => (figure.compute(view, { window }).value ?? 0) * SECOND;
  return { waited: of(idleWhileQueue), paused: of(pausedTime) };
}
