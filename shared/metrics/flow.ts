import { lastLeg } from '../hall/state.ts';
import type { Period } from '../time.ts';
import { NOT_TOLD, count, legsOf, share, within, type Definition, type View } from './figure.ts';
import { leftAt } from './leftover.ts';

/** 取号量 */
export const arrivals: Definition = {
  id: 'arrivals',
  version: 2,
  unit: 'count',
  name: { zh: '取号量', en: 'Arrivals' },
  text: {
    zh: '时段内取号的号票数（办税人次）；转移产生的后续业务不另计，作废的不计。',
    en: 'Tickets issued in the period (visits); a transfer does not count again, a cancelled ticket not at all.',
  },
  compute: (view, scope) =>
    count(
      legsOf(view, scope)
        .filter(
          ({ index, leg }) => index === 0 && leg.end !== 'cancelled' && within(leg.arrivedAt, scope?.period),
        )
        .map(({ leg }) => leg.arrivedSeq),
    ),
};

/** 手工补录号票 */
export const handEntered: Definition = {
  id: 'handEntered',
  version: 1,
  unit: 'count',
  name: { zh: '手工补录', en: 'Entered by hand' },
  text: {
    zh: '取号量中事后补录的手写号票数：取号时间由人告知，其等候自所告知的时间算起；作废的不计。',
    en: 'Tickets among the arrivals that were written by hand and entered afterwards: the time they were taken was told by a person, and their waits count from it; cancelled ones are left out.',
  },
  compute: (view, scope) =>
    count(
      legsOf(view, scope)
        .filter(
          ({ ticket, leg, index }) =>
            ticket.channel === 'hand' &&
            index === 0 &&
            leg.end !== 'cancelled' &&
            within(leg.arrivedAt, scope?.period),
        )
        .map(({ leg }) => leg.arrivedSeq),
    ),
};

/** 等候人数 */
export const waiting: Definition = {
  id: 'waiting',
  version: 2,
  unit: 'count',
  name: { zh: '等候人数', en: 'Waiting' },
  text: {
    zh: '此刻已取号（或已转移）而尚未被叫到的号票数；过号的不计；不分窗口。',
    en: 'Tickets now issued or transferred and not yet called; passed-over tickets are not counted, and it is not told by window.',
  },
  compute: (view, scope) => {
    if (scope?.window) return NOT_TOLD;
    const evidence: number[] = [];
    for (const id of view.state.waiting) {
      const ticket = view.state.tickets[id];
      const leg = ticket && lastLeg(ticket);
      if (leg && (!scope?.service || leg.service === scope.service)) evidence.push(leg.arrivedSeq);
    }
    return count(evidence);
  },
};

/** 办结量 */
export const served: Definition = {
  id: 'served',
  version: 1,
  unit: 'count',
  name: { zh: '办结量', en: 'Served' },
  text: {
    zh: '时段内结束的业务笔数（即办、受理待办、退回）；过号、转移、未结不计。',
    en: 'Transactions that ended in the period as done, accepted or returned; passed, transferred and open ones are not counted.',
  },
  compute: (view, scope) =>
    count(
      legsOf(view, scope)
        .filter(({ leg }) => isServed(leg.end) && within(leg.endedAt, scope?.period))
        .map(({ leg }) => leg.endedSeq ?? 0),
    ),
};

/** 过号率 */
export const noShowRate: Definition = {
  id: 'noShowRate',
  version: 3,
  unit: 'share',
  name: { zh: '过号率', en: 'No-show rate' },
  text: {
    zh: '过号 ÷ 已被叫到的业务；以最后一次叫号为准，过号后又办理的不算过号。仍在等到窗的、到营业日结束也不知是否到窗的、外部系统未报结果的不计入。',
    en: 'Passed over ÷ called transactions; the last call decides, and those still on their way, those of whom it was not known at the end of the day whether they came, and those of which another system did not say how they ended, are left out.',
  },
  compute: (view, scope) => {
    const called = legsOf(view, scope).filter(
      ({ leg }) =>
        within(leg.calledAt, scope?.period) &&
        leg.end !== 'unseen' &&
        // Called when the day ended over it: nobody has said whether its owner came.
        ((leg.end !== undefined && leg.end !== 'leftover') || leg.startedAt !== undefined),
    );
    const passed = called.filter(({ leg }) => leg.end === 'passed');
    return share(
      passed.length,
      called.length,
      called.map(({ leg }) => leg.endedSeq ?? leg.calledSeq ?? 0),
    );
  },
};

/** 时刻未测 */
export const timesUnmeasured: Definition = {
  id: 'timesUnmeasured',
  version: 1,
  unit: 'count',
  name: { zh: '时刻未测', en: 'Times not measured' },
  text: {
    zh: '取号、叫号、开始或结束的时刻未测到的业务数：外部系统没有报，或所报时刻先后矛盾。其等候、到窗或办理时长不计入相应指标。',
    en: 'Transactions of which the time of issue, call, start or end was not observed: another system did not tell it, or told times that contradict each other. Their wait, way or service time counts in no figure.',
  },
  compute: (view, scope) =>
    count(
      legsOf(view, scope)
        .filter(({ leg }) => leg.unmeasured !== undefined && within(leg.arrivedAt, scope?.period))
        .map(({ leg }) => leg.endedSeq ?? leg.calledSeq ?? leg.arrivedSeq),
    ),
};

/** 结果未报 */
export const endsUnseen: Definition = {
  id: 'endsUnseen',
  version: 1,
  unit: 'count',
  name: { zh: '结果未报', en: 'Ends not told' },
  text: {
    zh: '外部排队系统叫过号、未报开始也未报结果，窗口已叫下一位、暂停或关闭的业务数：办结还是未到不得而知，不计入办结量、过号率与办理时长。',
    en: 'Transactions that another queue system called without saying that they began or how they ended, until their window called the next, paused or closed. Whether they were served is not known: they count in no served, no-show or service time figure.',
  },
  compute: (view, scope) =>
    count(
      legsOf(view, scope)
        .filter(({ leg }) => leg.end === 'unseen' && within(leg.endedAt, scope?.period))
        .map(({ leg }) => leg.endedSeq ?? 0),
    ),
};

/** 转移率 */
export const transferRate: Definition = {
  id: 'transferRate',
  version: 1,
  unit: 'share',
  name: { zh: '转移率', en: 'Transfer rate' },
  text: {
    zh: '以转移结束的业务 ÷ 以办结或转移结束的业务（过号、弃号与未结不计）。',
    en: 'Transactions ended by transfer ÷ all that were served or transferred (passed, given up and left-over ones are not counted).',
  },
  compute: (view, scope) => {
    const ended = legsOf(view, scope).filter(
      ({ leg }) => (isServed(leg.end) || leg.end === 'transferred') && within(leg.endedAt, scope?.period),
    );
    const moved = ended.filter(({ leg }) => leg.end === 'transferred');
    return share(
      moved.length,
      ended.length,
      ended.map(({ leg }) => leg.endedSeq ?? 0),
    );
  },
};

export function isServed(end: string | undefined): boolean {
  return end === 'done' || end === 'accepted' || end === 'returned';
}

/** How many more or fewer people wait from an instant on, in order. */
function waitingSteps(view: View): [at: number, people: number][] {
  const steps: [number, number][] = [];
  for (const { leg } of legsOf(view)) {
    if (leg.end === 'cancelled') continue;
    steps.push([leg.arrivedAt, 1]);
    for (const { from, to } of leg.gaps ?? []) steps.push([from, -1], [to, 1]);
    const until = leg.firstCalledAt ?? leftAt(leg, view);
    if (until !== undefined) steps.push([until, -1]);
  }
  return steps.sort((a, b) => a[0] - b[0]);
}

/**
 * Waiting people over time, as a step curve: `waiting(t)` for each `t` of `at`, in order.
 * A leg waits from its arrival to its first call, or until it left if it was never called; one
 * that was passed over and came back waits again from then on.
 */
export function waitingCurve(view: View, at: readonly number[]): number[] {
  const steps = waitingSteps(view);
  let people = 0;
  let next = 0;
  return at.map((t) => {
    while (next < steps.length && (steps[next] as [number, number])[0] <= t) {
      people += (steps[next++] as [number, number])[1];
    }
    return people;
  });
}

/** The most people who waited at one instant of a period, and the first such instant; null where the period is empty. */
export function mostWaiting(view: View, { from, to }: Period): { people: number; at: number } | null {
  if (to <= from) return null;
  const changes = waitingSteps(view).flatMap(([at]) => (at > from && at < to ? [at] : []));
  const at = [from, ...changes];
  const curve = waitingCurve(view, at);
  const people = curve.reduce((most, one) => Math.max(most, one), 0);
  return { people, at: at[curve.indexOf(people)] ?? from };
}
