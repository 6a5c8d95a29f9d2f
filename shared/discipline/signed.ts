import type { HallState, Leg } from '../hall/state.ts';
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

/** The number of whoever was signed on at a window at an instant of today; undefined for nobody. */
export function clerkAt(state: Readonly<HallState>, window: string, at: number): string | undefined {
  return state.windows[window]?.signed?.findLast((one) => one.at <= at)?.clerk;
}

/** The number of whoever served a leg, where somebody was signed on then: others may have come since. */
export function clerkOfLeg(
  state: Readonly<HallState>,
  { window, startedAt, calledAt, endedAt }: Leg,
): string | undefined {
  const at = startedAt ?? endedAt ?? calledAt;
  return window === undefined || at === undefined ? undefined : clerkAt(state, window, at);
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

/** Uses of a window in which somebody is called to it or served there. */
export const WITH_SOMEBODY: readonly WindowUse[] = ['called', 'serving'];
