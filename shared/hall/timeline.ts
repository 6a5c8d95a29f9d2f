import type { PauseReason } from '../events/index.ts';

/** What a window is used for: nobody, somebody on the way, somebody served, or nothing at all. */
export type WindowUse = 'closed' | 'paused' | 'idle' | 'called' | 'serving';

/** From `at` until the next stretch begins, the window is used so. */
export interface Stretch {
  /** Milliseconds UTC. */
  at: number;
  is: WindowUse;
  reason?: PauseReason;
}

/** Begins another stretch, no earlier than the present one did; one of no length is never kept. */
export function beginStretch(timeline: Stretch[], told: Stretch): void {
  const last = timeline.at(-1);
  const next = last && told.at < last.at ? { ...told, at: last.at } : told;
  if (last?.at === next.at) timeline.pop();
  const before = timeline.at(-1);
  if (before?.is === next.is && before.reason === next.reason) return;
  timeline.push(next);
}

/** Takes back the stretches that began after an instant. */
export function cutTimeline(timeline: Stretch[], at: number): void {
  while (timeline.length > 1 && (timeline.at(-1)?.at ?? at) > at) timeline.pop();
}

/** A stretch with both its ends. */
export interface Span {
  from: number;
  to: number;
}

/** The stretches of some uses, with both ends, the present one up to `now`; whole where they follow each other. */
export function spansOf(timeline: readonly Stretch[], uses: readonly WindowUse[], now: number): Span[] {
  const spans: Span[] = [];
  timeline.forEach(({ at, is }, index) => {
    const to = Math.max(at, Math.min(timeline[index + 1]?.at ?? now, now));
    if (!uses.includes(is) || to <= at) return;
    const last = spans.at(-1);
    if (last?.to === at) last.to = to;
    else spans.push({ from: at, to });
  });
  return spans;
}

/** Milliseconds of spans, within a period where one is given. */
export function lengthOf(
  spans: readonly Span[],
  { from, to }: Span = { from: -Infinity, to: Infinity },
): number {
  return spans.reduce((sum, span) => sum + Math.max(0, Math.min(span.to, to) - Math.max(span.from, from)), 0);
}
