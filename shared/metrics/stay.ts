import { lengthOf, spansOf } from '../hall/timeline.ts';
import { MINUTE, SECOND, localInstant, minutesOf } from '../time.ts';
import {
  inOrder,
  legsOf,
  share,
  within,
  type Definition,
  type Figure,
  type Scope,
  type View,
} from './figure.ts';
import { isServed } from './flow.ts';
import { quantile } from './quantile.ts';

function stayQuantile(p: number) {
  return (view: View, scope?: Scope): Figure => {
    // A visit belongs to where it ended: there its last transaction is.
    const served = legsOf(view, scope).filter(
      ({ ticket, leg, index }) =>
        index === ticket.legs.length - 1 &&
        isServed(leg.end) &&
        within(leg.endedAt, scope?.period) &&
        !ticket.legs.some(({ unmeasured }) => unmeasured !== undefined),
    );
    const seconds = served.map(
      ({ ticket, leg }) => ((leg.endedAt ?? 0) - (ticket.legs[0]?.arrivedAt ?? 0)) / SECOND,
    );
    return {
      value: quantile(seconds, p),
      n: served.length,
      evidence: inOrder(served.map(({ leg }) => leg.endedSeq ?? 0)),
    };
  };
}

/** 在厅时长中位数 */
export const stayMedian: Definition = {
  id: 'stayMedian',
  version: 1,
  unit: 'seconds',
  name: { zh: '在厅时长中位数', en: 'Median time in the hall' },
  text: {
    zh: '办结的号票自第一次取号至最后一笔业务结束的时长的中位数，转移后的各笔合为一次；有时刻未测到的不计。',
    en: 'Median time from the issue of a ticket to the end of its last transaction, over the visits that were served, all windows they went to together; visits with a time that was not observed are left out.',
  },
  compute: stayQuantile(0.5),
};

/** 在厅时长 P90 */
export const stayP90: Definition = {
  id: 'stayP90',
  version: 2,
  unit: 'seconds',
  name: { zh: '在厅时长P90', en: 'Time in the hall p90' },
  text: {
    zh: '各人次在厅时长由短到长排列、位于90%处的时长，落在两人次之间的按线性内插；口径同在厅时长中位数。',
    en: 'The time in the hall at 90 % of the way from the shortest to the longest, between two visits by linear interpolation; counted as the median is.',
  },
  compute: stayQuantile(0.9),
};

/** 推断弃号率 */
export const inferredAbandonRate: Definition = {
  id: 'inferredAbandonRate',
  version: 1,
  unit: 'share',
  name: { zh: '推断弃号率', en: 'Inferred abandonment' },
  text: {
    zh: '等候超过目标时长后叫号未到（过号且没有再办）的号票 ÷ 取号量（作废不计）；是推断，与明确弃号分列。',
    en: 'Tickets whose owner had waited beyond the target, did not come when called and was not served later ÷ tickets issued (cancelled ones left out). An inference, kept apart from tickets that were given up.',
  },
  compute: (view, scope) => {
    const target = view.hall.targets.waitMinutes * MINUTE;
    const issued = legsOf(view, scope).filter(
      ({ index, leg }) => index === 0 && leg.end !== 'cancelled' && within(leg.arrivedAt, scope?.period),
    );
    const gone = issued.filter(({ ticket }) => {
      const last = ticket.legs.at(-1);
      if (last?.end !== 'passed' || last.implied || last.unmeasured?.includes('wait')) return false;
      return (last.calledAt ?? 0) - last.arrivedAt > target;
    });
    return share(
      gone.length,
      issued.length,
      issued.map(({ leg }) => leg.endedSeq ?? leg.arrivedSeq),
    );
  },
};

/** 延时服务时长 */
export const afterHoursTime: Definition = {
  id: 'afterHoursTime',
  version: 2,
  unit: 'minutes',
  name: { zh: '延时服务时长', en: 'Time served after hours' },
  text: {
    zh: '下班时间之后各窗口叫号与办理的时长合计（含到窗，不含挂起）；到营业日结束也没有办结的那一笔，何时结束不得而知，其下班后的时长不计；不分业务。',
    en: 'Time after closing that windows were taken by a call or a service (the way to the window included, what was set aside not), of all windows together; of a service that nobody ended on the day the time after closing is not known and left out; not told by service.',
  },
  compute: (view, scope) => {
    const { day } = view.state;
    if (!day || scope?.service) return { value: null, n: 0, evidence: [] };
    const closing = localInstant(day.date, minutesOf(view.hall.hours.close), view.hall.zone);
    const period = {
      from: Math.max(closing, scope?.period?.from ?? closing),
      to: scope?.period?.to ?? Infinity,
    };
    const spans = Object.entries(view.state.windows)
      .filter(([id]) => !scope?.window || id === scope.window)
      .flatMap(([, { timeline }]) => spansOf(timeline, ['called', 'serving'], view.now))
      .filter((span) => lengthOf([span], period) > 0);
    const ended = legsOf(view, scope).filter(
      ({ leg }) => leg.window !== undefined && within(leg.endedAt, period),
    );
    return {
      value: lengthOf(spans, period) / MINUTE,
      n: spans.length,
      evidence: inOrder(ended.map(({ leg }) => leg.endedSeq ?? 0)),
    };
  },
};
