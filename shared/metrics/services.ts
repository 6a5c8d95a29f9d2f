import { SECOND } from '../time.ts';
import type { WindowState } from '../hall/state.ts';
import { lengthOf, spansOf, type WindowUse } from '../hall/timeline.ts';
import {
  NOT_TOLD,
  inOrder,
  legsOf,
  within,
  type Definition,
  type Figure,
  type LegOf,
  type Scope,
  type View,
} from './figure.ts';
import { isServed } from './flow.ts';
import { quantile } from './quantile.ts';

/** Legs whose service ended in the scope. */
function finished(view: View, scope?: Scope): LegOf[] {
  return legsOf(view, scope).filter(({ leg }) => isServed(leg.end) && within(leg.endedAt, scope?.period));
}

/**
 * Seconds from start to end, without the time it was set aside. Without a start key the service begins with the call,
 * and the way to the window is then part of it, as its definition says.
 */
export function serviceSeconds({ leg }: LegOf): number {
  return ((leg.endedAt ?? 0) - (leg.startedAt ?? leg.calledAt ?? 0) - (leg.heldMs ?? 0)) / SECOND;
}

function serviceQuantile(p: number) {
  return (view: View, scope?: Scope): Figure => {
    const found = finished(view, scope).filter(({ leg }) => !leg.unmeasured?.includes('service'));
    return {
      value: quantile(found.map(serviceSeconds), p),
      n: found.length,
      evidence: inOrder(found.map(({ leg }) => leg.endedSeq ?? 0)),
    };
  };
}

/** 办理时长中位数 */
export const serviceMedian: Definition = {
  id: 'serviceMedian',
  version: 4,
  unit: 'seconds',
  name: { zh: '办理时长中位数', en: 'Median service time' },
  text: {
    zh: '开始办理至办结的时长的中位数（偶数笔取中间两笔的平均），挂起的时间不计；没有按“开始”的以叫号时刻起算（含到窗时间）；起止时刻未测到的不计（另列）。',
    en: 'Median time from start to end of a service (of an even number the mean of the two in the middle), without the time it was set aside; where start was not pressed, from the call (the way to the window included). Where the start or the end was not observed it is left out, and counted apart.',
  },
  compute: serviceQuantile(0.5),
};

/** 办理时长 P90 */
export const serviceP90: Definition = {
  id: 'serviceP90',
  version: 4,
  unit: 'seconds',
  name: { zh: '办理时长P90', en: 'Service time p90' },
  text: {
    zh: '各笔办理时长由短到长排列、位于90%处的时长，落在两笔之间的按线性内插，故笔数少时不足九成的业务在其以内；口径同办理时长中位数。',
    en: 'The service time at 90 % of the way from the shortest to the longest, between two services by linear interpolation, so that of few services less than nine in ten may be within it; counted as the median service time is.',
  },
  compute: serviceQuantile(0.9),
};

/** 到窗时长 */
export const displacement: Definition = {
  id: 'displacement',
  version: 3,
  unit: 'seconds',
  name: { zh: '到窗时长中位数', en: 'Median time to window' },
  text: {
    zh: '最后一次叫号至开始办理的时长的中位数（偶数笔取中间两笔的平均）；没有按“开始”的或外部系统未报叫号的视为未测量，不计为零。',
    en: 'Median time from the last call to the start (of an even number the mean of the two in the middle); where start was not pressed, or the call not told by another system, it is not measured, and never zero.',
  },
  compute: (view, scope) => {
    const found = legsOf(view, scope).filter(
      ({ leg }) => within(leg.startedAt, scope?.period) && !leg.unmeasured?.includes('way'),
    );
    return {
      value: quantile(
        found.map(({ leg }) => ((leg.startedAt ?? 0) - (leg.calledAt ?? 0)) / SECOND),
        0.5,
      ),
      n: found.length,
      evidence: inOrder(found.map(({ leg }) => leg.startedSeq ?? 0)),
    };
  },
};

const BUSY: readonly WindowUse[] = ['called', 'serving'];
const OPEN: readonly WindowUse[] = ['idle', ...BUSY];

/** Milliseconds a window has been in a mode today, the present stretch included. */
export function spent(window: WindowState, mode: 'open' | 'paused', now: number): number {
  return lengthOf(spansOf(window.timeline, mode === 'open' ? OPEN : ['paused'], now));
}

/** 窗口利用率 */
export const occupancy: Definition = {
  id: 'occupancy',
  version: 2,
  unit: 'share',
  name: { zh: '窗口利用率', en: 'Occupancy' },
  text: {
    zh: '窗口被叫号或办理占用的时长（含到窗，不含挂起）÷ 窗口开放（未暂停）的时长，截至此刻；不分业务。外部系统没有报开窗的窗口，开放时长未知，不计。',
    en: 'Time the windows were taken by a call or a service (the way to the window included, what was set aside not) ÷ time they were open and not paused, up to now; not told by service. Windows of which another system never said that they opened are left out.',
  },
  compute: (view, scope) => {
    const called = legsOf(view, scope).filter(
      ({ leg }) => leg.calledAt !== undefined && leg.end !== 'leftover',
    );
    const evidence = inOrder(called.map(({ leg }) => leg.endedSeq ?? leg.calledSeq ?? 0));
    if (scope?.service) return { value: null, n: 0, evidence: [] };
    let [busy, open] = [0, 0];
    for (const [id, { timeline, implied }] of Object.entries(view.state.windows)) {
      if (implied || (scope?.window && scope.window !== id)) continue;
      busy += lengthOf(spansOf(timeline, BUSY, view.now), scope?.period);
      open += lengthOf(spansOf(timeline, OPEN, view.now), scope?.period);
    }
    return { value: open > 0 ? busy / open : null, n: called.length, evidence };
  },
};

/** 开窗数 */
export const openWindows: Definition = {
  id: 'openWindows',
  version: 2,
  unit: 'count',
  name: { zh: '开窗数', en: 'Open windows' },
  text: {
    zh: '此刻已开放且未暂停的窗口数；只算全厅。',
    en: 'Windows now open and not paused, of the whole hall.',
  },
  compute: ({ state }, scope) => {
    if (scope?.service || scope?.window) return NOT_TOLD;
    const open = Object.values(state.windows).filter(({ mode }) => mode === 'open').length;
    return { value: open, n: Object.keys(state.windows).length, evidence: [] };
  },
};
