import type { WindowConfig } from '../config/schema.ts';
import type { Leg } from '../hall/state.ts';
import { lengthOf, spansOf, type Span } from '../hall/timeline.ts';
import { intersection, union, without } from '../spans.ts';
import { SECOND } from '../time.ts';
import { inOrder, legsOf, type Definition, type LegOf, type Scope, type View } from './figure.ts';

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

/** Whether the window was for this: the service is its own, and so is the class where it is kept for some. */
function isFor(window: WindowConfig, { ticket, leg }: LegOf): boolean {
  if (leg.to !== undefined) return leg.to === window.id;
  return window.services.includes(leg.service) && (window.reserved?.includes(ticket.class ?? '') ?? true);
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
    .filter((found) => found.leg.end !== 'cancelled' && isFor(window, found))
    .flatMap(({ leg }) => waitedSpans(leg, view.now));
  return intersection(idle, union(waited));
}

/** 有队空窗 */
export const idleWhileQueue: Definition = {
  id: 'idleWhileQueue',
  version: 1,
  unit: 'seconds',
  name: { zh: '有队空窗', en: 'Idle while people wait' },
  text: {
    zh: '窗口开放、未叫号未办理，且有其可办的人在等候的时长，每段空闲的前60秒不计；外部系统故障期间不计；暂停（任何原因）不计，另列。',
    en: 'Time a window was open with nobody called or served while somebody waited whom it may serve, beyond the first 60 s of each idle stretch and outside failures of other systems; pauses, for whatever reason, are told apart.',
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
  version: 1,
  unit: 'seconds',
  name: { zh: '暂停时长', en: 'Time paused' },
  text: {
    zh: '窗口处于暂停的时长，按原因分列；是休息、用餐、培训、系统故障或其他。',
    en: 'Time the windows were paused, told by reason: break, meal, training, system fault or other.',
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
