import type { WindowConfig } from '../config/schema.ts';
import type { Leg, Ticket } from '../hall/state.ts';
import { lengthOf, spansOf, type Span } from '../hall/timeline.ts';
import type { Waiter } from '../queue/queue.ts';
import { intersection, union, without } from '../spans.ts';
import { SECOND } from '../time.ts';
import { inOrder, legsOf, type Definition, type Scope, type View } from './figure.ts';

/** An idle window has this long to call the next one: a chair is put right, a paper is filed. */
export const GRACE = 60 * SECOND;

/** When a leg waited to be called, up to `now`. */
function waitedSpans(leg: Leg, now: number): Span[] {
  const spans: Span[] = [];
  // Nobody could call whom nobody knew of.
  let from = leg.knownAt ?? leg.arrivedAt;
  for (const gap of leg.gaps ?? []) {
    spans.push({ from, to: gap.from });
    from = gap.to;
  }
  return [...spans, { from, to: leg.firstCalledAt ?? leg.endedAt ?? now }];
}

/** When a system of others had failed: nobody idles of their own will then. */
function failures({ state, now }: View): Span[] {
  return union(state.outages.map(({ from, to }) => ({ from, to: to ?? now })));
}

const ALWAYS: readonly Span[] = [{ from: -Infinity, to: Infinity }];

/** When a ticket was of a class that a window is kept for. */
function ofItsClass({ reserved }: WindowConfig, ticket: Ticket): readonly Span[] {
  if (!reserved) return ALWAYS;
  const present = ticket.class !== undefined ? { class: ticket.class } : {};
  let from = -Infinity;
  return [...(ticket.classesBefore ?? []), { ...present, until: Infinity }].flatMap((one) => {
    const span = { from, to: one.until };
    from = one.until;
    return reserved.includes(one.class ?? '') ? [span] : [];
  });
}

/** When somebody was sent to no other window: only while the one they were sent to was closed, if to any. */
function sentNowhere({ to }: Leg, { state, now }: View): readonly Span[] {
  const sentTo = state.windows[to ?? ''];
  return to === undefined || !sentTo ? ALWAYS : spansOf(sentTo.timeline, ['closed'], now);
}

/**
 * When somebody waited for this window, up to now: in its service and in a class that it is
 * kept for, or sent to it; not before anybody knew of them, nor while they had been passed over.
 */
function waitedFor(window: WindowConfig, { ticket, leg }: Waiter, view: View): Span[] {
  const waited = waitedSpans(leg, view.now);
  if (leg.to === window.id) return waited;
  if (!window.services.includes(leg.service)) return [];
  return intersection(intersection(waited, ofItsClass(window, ticket)), sentNowhere(leg, view));
}

/** Since when somebody who waits has waited for this window without a break. */
export function waitsFor(window: WindowConfig, waiter: Waiter, view: View): number {
  const last = waitedFor(window, waiter, view).at(-1);
  return last?.to === view.now ? last.from : view.now;
}

/**
 * When a window was open and idle, longer than the grace, while somebody waited whom it was for.
 * A pause is not idleness, whatever its reason.
 */
export function idleWithQueue(view: View, window: WindowConfig): Span[] {
  const { timeline = [], implied } = view.state.windows[window.id] ?? {};
  if (implied) return [];
  const idle = without(spansOf(timeline, ['idle'], view.now), failures(view))
    .map(({ from, to }) => ({ from: from + GRACE, to }))
    .filter(({ from, to }) => to > from);
  if (idle.length === 0) return [];
  const waited = legsOf(view)
    .filter(({ leg }) => leg.end !== 'cancelled')
    .flatMap((found) => waitedFor(window, found, view));
  return intersection(idle, union(waited));
}

/** 有队空窗 */
export const idleWhileQueue: Definition = {
  id: 'idleWhileQueue',
  version: 2,
  unit: 'seconds',
  name: { zh: '有队空窗', en: 'Idle while people wait' },
  text: {
    zh: '窗口开放、未叫号未办理，且有其可办的人在等候的时长，每段空闲的前60秒不计；专留某类号票的窗口自该号属于该类时起算，转到别的窗口的自那个窗口关闭时起算，过号未回的不算等候；外部系统故障期间不计；暂停（任何原因）不计，另列。',
    en: 'Time a window was open with nobody called or served while somebody waited whom it may serve, beyond the first 60 s of each idle stretch and outside failures of other systems. For a window kept for a class a ticket counts from when it is of that class, for others than the window it was sent to from the closing of that one, and whoever was passed over and is not back does not wait. Pauses, for whatever reason, are told apart.',
  },
  compute: (view, scope) => {
    if (scope?.service) return { value: null, n: 0, evidence: [] };
    const windows = view.hall.windows.filter(
      ({ id }) => !view.state.windows[id]?.implied && (!scope?.window || id === scope.window),
    );
    const spans = windows.flatMap((window) => idleWithQueue(view, window));
    const within = spans.filter((span) => lengthOf([span], scope?.period) > 0);
    return {
      value: windows.length > 0 ? lengthOf(spans, scope?.period) / SECOND : null,
      n: within.length,
      evidence: endedBy(view, scope),
    };
  },
};

/** The calls that ended the idle stretches: what a reader wants to see beside the seconds. */
function endedBy(view: View, scope?: Scope): number[] {
  const calls = legsOf(view, scope).flatMap(({ leg }) =>
    leg.calledSeq === undefined ? [] : [leg.calledSeq],
  );
  return inOrder(calls);
}

/** 暂停时长 */
export const pausedTime: Definition = {
  id: 'pausedTime',
  version: 2,
  unit: 'seconds',
  name: { zh: '暂停时长', en: 'Time paused' },
  text: {
    zh: '各窗口处于暂停的时长合计，不论原因（休息、用餐、培训、系统故障或其他）；按窗口与原因的分列见值班日志。',
    en: 'Time the windows were paused, of all together and for whatever reason: break, meal, training, system fault or other. The duty log tells it by window and reason.',
  },
  compute: ({ state, now }, scope) => {
    if (scope?.service) return { value: null, n: 0, evidence: [] };
    const windows = Object.entries(state.windows).filter(([id]) => !scope?.window || id === scope.window);
    const spans = windows.flatMap(([, { timeline }]) => spansOf(timeline, ['paused'], now));
    return {
      value: windows.length > 0 ? lengthOf(spans, scope?.period) / SECOND : null,
      n: spans.filter((span) => lengthOf([span], scope?.period) > 0).length,
      evidence: [],
    };
  },
};
