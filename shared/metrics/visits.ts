import { localInstant, minutesOf } from '../time.ts';
import { count, inOrder, legsOf, share, within, type Definition, type LegOf, type View } from './figure.ts';
import { firstCall } from './fairness.ts';
import { isServed } from './flow.ts';
import { mean } from './quantile.ts';

/** Visits of which some leg is in the scope, each with its first leg. */
function visits(found: readonly LegOf[]): LegOf[] {
  return [...Map.groupBy(found, ({ ticket }) => ticket.id).values()].map((legs) => legs[0] as LegOf);
}

/** 弃号率 */
export const abandonRate: Definition = {
  id: 'abandonRate',
  version: 1,
  unit: 'share',
  name: { zh: '弃号率', en: 'Abandonment rate' },
  text: {
    zh: '明确弃号的号票 ÷ 取号量（作废不计）。叫到未来的计入过号，不推断为弃号。',
    en: 'Tickets whose owner gave them up ÷ tickets issued (cancelled ones left out). Who was called and did not come is a no-show, and not taken to have given up.',
  },
  compute: (view, scope) => {
    const issued = legsOf(view, scope).filter(
      ({ index, leg }) => index === 0 && leg.end !== 'cancelled' && within(leg.arrivedAt, scope?.period),
    );
    const given = issued.filter(({ ticket }) => ticket.legs.some(({ end }) => end === 'abandoned'));
    return share(
      given.length,
      issued.length,
      issued.map(({ leg }) => leg.endedSeq ?? leg.arrivedSeq),
    );
  },
};

/** 每人次窗口数 */
export const windowsPerVisit: Definition = {
  id: 'windowsPerVisit',
  version: 1,
  unit: 'number',
  name: { zh: '每人次窗口数', en: 'Windows per visit' },
  text: {
    zh: '办结的号票平均去过几个窗口；一窗办结为 1。',
    en: 'How many windows a visit went to, on average over the visits that were served; one is the aim.',
  },
  compute: (view, scope) => {
    const served = visits(legsOf(view, scope)).filter(({ ticket }) => {
      const last = ticket.legs.at(-1);
      return isServed(last?.end) && within(last?.endedAt, scope?.period);
    });
    const windows = served.map(({ ticket }) => new Set(ticket.legs.map(({ window }) => window)).size);
    return {
      value: mean(windows),
      n: served.length,
      evidence: inOrder(served.map(({ ticket }) => ticket.legs.at(-1)?.endedSeq ?? 0)),
    };
  },
};

/** 折返 */
export const returnsToService: Definition = {
  id: 'returnsToService',
  version: 1,
  unit: 'count',
  name: { zh: '折返人次', en: 'Sent back and forth' },
  text: {
    zh: '转移后又回到先前业务（甲→乙→甲）的号票数。',
    en: 'Visits that were transferred and came back to a service they had been at before (A→B→A).',
  },
  compute: (view, scope) =>
    count(
      visits(legsOf(view, scope)).flatMap(({ ticket: { legs } }) => {
        const back = legs.find(
          ({ service }, index) =>
            index >= 2 &&
            legs[index - 1]?.service !== service &&
            legs.slice(0, index - 1).some((before) => before.service === service),
        );
        return back && within(back.arrivedAt, scope?.period) ? [back.arrivedSeq] : [];
      }),
    ),
};

/** 疑难业务 */
export const longServices: Definition = {
  id: 'longServices',
  version: 3,
  unit: 'count',
  name: { zh: '疑难业务', en: 'Long services' },
  text: {
    zh: '办理中超过该业务今日P90（不足20笔时为预计时长的2倍）的业务数，每笔一次；短于预计时长的、办理期间外部系统有故障的不算；没有按“开始”的自叫号起算（含到窗时间），结束时判定。',
    en: "Services that ran beyond the p90 of today's (twice the expected time below 20 of them), each once; none that is shorter than expected, nor one during which a system of others had failed; where start was not pressed, from the call (the way to the window included), judged at the end.",
  },
  compute: (view, scope) => count(beyond(view, 'usual', scope)),
};

/** 超承诺时限 */
export const promiseBreaches: Definition = {
  id: 'promiseBreaches',
  version: 2,
  unit: 'count',
  name: { zh: '超承诺时限', en: 'Promises broken' },
  text: {
    zh: '办理时长超过该业务公开承诺时限的业务数；没有承诺的业务不计；没有按“开始”的自叫号起算（含到窗时间），结束时判定。',
    en: 'Services that ran beyond the time the hall has promised for them; those without a promise are left out; where start was not pressed, from the call (the way to the window included), judged at the end.',
  },
  compute: (view, scope) => count(beyond(view, 'promised', scope)),
};

function beyond(
  view: View,
  limit: 'usual' | 'promised',
  scope: Parameters<Definition['compute']>[1],
): number[] {
  return legsOf(view, scope)
    .filter(({ leg }) => leg.long?.includes(limit) && within(leg.startedAt ?? leg.calledAt, scope?.period))
    .map(({ leg }) => leg.startedSeq ?? leg.calledSeq ?? leg.arrivedSeq);
}

/** 延时服务量 */
export const afterHours: Definition = {
  id: 'afterHours',
  version: 1,
  unit: 'count',
  name: { zh: '延时服务量', en: 'Served after hours' },
  text: {
    zh: '下班时间之后办结的业务数。',
    en: 'Transactions that ended after closing time.',
  },
  compute: (view, scope) => {
    const { day } = view.state;
    if (!day) return { value: null, n: 0, evidence: [] };
    const closing = localInstant(day.date, minutesOf(view.hall.hours.close), view.hall.zone);
    return count(
      legsOf(view, scope)
        .filter(
          ({ leg }) =>
            isServed(leg.end) && (leg.endedAt ?? 0) >= closing && within(leg.endedAt, scope?.period),
        )
        .map(({ leg }) => leg.endedSeq ?? 0),
    );
  },
};

/** 预约准点率 */
export const appointmentPunctuality: Definition = {
  id: 'appointmentPunctuality',
  version: 2,
  unit: 'share',
  name: { zh: '预约准点率', en: 'Appointments on time' },
  text: {
    zh: '在预约时段开始前10分钟至时段结束之间叫到的 ÷ 已签到并叫到的预约；以首次叫号为准，叫到未来、过号后再叫的仍以其首次为准。',
    en: 'Appointments called between ten minutes before the slot and its end ÷ appointments that were kept and called; the first call counts, also of one that was passed over and called again.',
  },
  compute: (view, scope) => {
    const kept = legsOf(view, scope).flatMap(({ ticket, leg, index }) => {
      const slot = view.state.appointments[ticket.appointment ?? ''];
      return slot && index === 0 && within(firstCall(leg), scope?.period) ? [{ slot, leg }] : [];
    });
    const onTime = kept.filter(({ slot, leg }) => {
      const at = firstCall(leg) ?? 0;
      return at >= slot.from - 10 * 60_000 && at < slot.to;
    });
    return share(
      onTime.length,
      kept.length,
      kept.map(({ leg }) => leg.calledSeq ?? leg.arrivedSeq),
    );
  },
};

/** 爽约率 */
export const missedAppointments: Definition = {
  id: 'missedAppointments',
  version: 1,
  unit: 'share',
  name: { zh: '爽约率', en: 'Appointments missed' },
  text: {
    zh: '时段已过而未签到的预约 ÷ 已签到与未签到（时段已过）的预约；取消的不计。',
    en: 'Appointments whose slot passed with nobody checked in ÷ those kept or missed; cancelled ones are left out.',
  },
  compute: ({ state }, scope) => {
    const over = Object.values(state.appointments).filter(
      ({ status, service, from }) =>
        (status === 'arrived' || status === 'missed') &&
        (!scope?.service || scope.service === service) &&
        within(from, scope?.period),
    );
    if (scope?.window) return { value: null, n: 0, evidence: [] };
    return share(
      over.filter(({ status }) => status === 'missed').length,
      over.length,
      over.map(({ seq }) => seq),
    );
  },
};
