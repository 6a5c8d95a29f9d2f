import type { HallState, Leg } from '../hall/state.ts';
import { spansOf, type Span, type WindowUse } from '../hall/timeline.ts';
import type { HallConfig } from '../config/schema.ts';
import { intersection } from '../spans.ts';
import { localInstant, minutesOf } from '../time.ts';

/** A window for a while. */
export interface WindowSpan extends Span {
  window: string;
}

/** A clerk at a window for a while. */
export interface SignedSpan extends WindowSpan {
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

/**
 * The number of whoever served a leg, where somebody was signed on then: others may have come since. What was
 * set aside is of whoever took it up again, which may be at another window.
 */
export function clerkOfLeg(
  state: Readonly<HallState>,
  { window, resumedAt, startedAt, calledAt, endedAt }: Leg,
): string | undefined {
  const at = resumedAt ?? startedAt ?? endedAt ?? calledAt;
  return window === undefined || at === undefined ? undefined : clerkAt(state, window, at);
}

/** When a window was used so, within some spans. */
function spansAs(
  state: Readonly<HallState>,
  spans: readonly WindowSpan[],
  uses: readonly WindowUse[],
  now: number,
): Span[] {
  return spans
    .flatMap((span) => intersection([span], spansOf(state.windows[span.window]?.timeline ?? [], uses, now)))
    .sort((a, b) => a.from - b.from);
}

/** Uses of a window in which somebody is at work there: a pause, for whatever reason, is none of them. */
const AT_WORK: readonly WindowUse[] = ['idle', 'called', 'serving'];

/** Uses of a window in which somebody is called to it or served there. */
const WITH_SOMEBODY: readonly WindowUse[] = ['called', 'serving'];

/** What work is read from. */
interface WorkView {
  state: Readonly<HallState>;
  hall: Pick<HallConfig, 'hours' | 'zone'>;
  now: number;
}

/** When the hall closes today; never where no day is open. */
function closingOf({ state, hall }: WorkView): number {
  return state.day ? localInstant(state.day.date, minutesOf(hall.hours.close), hall.zone) : Infinity;
}

/**
 * When somebody was at work at a window within a span: it was open, and not in a pause. Work ends when the hall
 * closes, or after that with the last service that has ended there: a window may stand open with nobody at it,
 * and so may a service that nobody ends.
 */
export function workIn(view: WorkView, span: WindowSpan): Span[] {
  const { state, now } = view;
  const served = spansAs(state, [span], WITH_SOMEBODY, now).filter(({ to }) => to < now);
  const end = Math.max(closingOf(view), served.at(-1)?.to ?? 0);
  return intersection(spansAs(state, [span], AT_WORK, now), [{ from: -Infinity, to: end }]);
}
