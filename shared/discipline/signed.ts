import type { HallState } from '../hall/state.ts';
import { spansOf, type Span, type WindowUse } from '../hall/timeline.ts';
import { intersection } from '../spans.ts';

/** A clerk at a window for a while. */
export interface SignedSpan extends Span {
  window: string;
  /** The number that was given at opening. */
  clerk: string;
}

/** Who was signed on where today, up to `now`. */
export function signedSpans(state: Readonly<HallState>, now: number): SignedSpan[] {
  return Object.entries(state.windows).flatMap(([window, { signed = [] }]) =>
    signed.flatMap(({ at, clerk }, index): SignedSpan[] => {
      const to = Math.min(signed[index + 1]?.at ?? now, now);
      return clerk !== undefined && to > at ? [{ window, clerk, from: at, to }] : [];
    }),
  );
}

/** When a clerk was signed on at a window that was used so. */
export function spansAs(
  state: Readonly<HallState>,
  spans: readonly SignedSpan[],
  uses: readonly WindowUse[],
  now: number,
): Span[] {
  return spans
    .flatMap((span) => intersection([span], spansOf(state.windows[span.window]?.timeline ?? [], uses, now)))
    .sort((a, b) => a.from - b.from);
}

/** Uses of a window in which somebody is at work there: a pause, for whatever reason, is none of them. */
export const AT_WORK: readonly WindowUse[] = ['idle', 'called', 'serving'];
