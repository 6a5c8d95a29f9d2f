import { lastLeg } from '../hall/state.ts';
import { SECOND } from '../time.ts';
import {
  NOT_TOLD,
  inOrder,
  legsOf,
  share,
  type Definition,
  type Figure,
  type LegOf,
  type Scope,
  type View,
} from './figure.ts';
import { isServed } from './flow.ts';
import { leftAt } from './leftover.ts';
import { survivalQuantile } from './survival.ts';

interface Wait {
  seconds: number;
  seq: number;
  /** Still waiting: the true wait is longer. */
  open: boolean;
  /** Never called: left over when the hall was done. */
  never: boolean;
  /** False where its beginning or its end was not observed. */
  measured: boolean;
}

/**
 * The waits of the scope: of called legs to their last call, of those not yet called at
 * the end of the period (or now) so far. A leg that was left over waited at least until the hall was done.
 */
export function waits(view: View, scope: Scope = {}): Wait[] {
  const from = scope.period?.from ?? -Infinity;
  const to = Math.min(scope.period?.to ?? Infinity, view.now + 1);
  const found: Wait[] = [];
  for (const { leg } of legsOf(view, scope)) {
    if (leg.end === 'cancelled') continue;
    const measured = !leg.unmeasured?.includes('wait');
    if (leg.calledAt !== undefined && leg.calledAt < to) {
      if (leg.calledAt < from) continue;
      const seconds = (leg.calledAt - leg.arrivedAt) / SECOND;
      found.push({ seconds, seq: leg.calledSeq ?? 0, open: false, never: false, measured });
    } else if (leg.arrivedAt < to) {
      const left = leftAt(leg, view);
      if (left !== undefined && left <= from) continue;
      const until = Math.min(left ?? Infinity, view.now, to);
      if (until < from) continue;
      const seconds = Math.max(0, until - leg.arrivedAt) / SECOND;
      const never = leg.end === 'leftover' && left !== undefined && left < to;
      found.push({ seconds, seq: leg.arrivedSeq, open: true, never, measured });
    }
  }
  return found;
}

function measuredWaits(view: View, scope?: Scope): Wait[] {
  return waits(view, scope).filter(({ measured }) => measured);
}

function waitQuantile(p: number) {
  return (view: View, scope?: Scope): Figure => {
    const found = measuredWaits(view, scope);
    const estimate = survivalQuantile(found, p);
    return {
      value: estimate?.seconds ?? null,
      n: found.length,
      evidence: inOrder(found.map(({ seq }) => seq)),
      ...(estimate?.atLeast ? { atLeast: true as const } : {}),
    };
  };
}

/** 等候中位数 */
export const waitMedian: Definition = {
  id: 'waitMedian',
  version: 3,
  unit: 'seconds',
  name: { zh: '等候中位数', en: 'Median wait' },
  text: {
    zh: '取号（或转移）至最后一次叫号的时长的中位数；仍在等候的、未叫到而离开的按“至少已等这么久”（删失）计入，不漏算；到营业日结束仍未叫到的只算到下班，或其后最后一个窗口关闭。采用乘积极限法（Kaplan–Meier）；前缀“≥”表示仅知下限。取号或叫号时刻未测到的不计（另列）。',
    en: 'Median of the time from issue (or transfer) to the last call; people still waiting, and those who left without being called, count as having waited at least so long (censored), by the product-limit method (Kaplan–Meier); those never called on the day waited until closing time, or until the last window closed after that. "≥" marks a lower bound. Where the issue or the call was not observed it is left out, and counted apart.',
  },
  compute: waitQuantile(0.5),
};

/** 等候 P90 */
export const waitP90: Definition = {
  id: 'waitP90',
  version: 3,
  unit: 'seconds',
  name: { zh: '等候P90', en: 'Wait p90' },
  text: {
    zh: '十个人里有九个等候不超过的时长，口径同等候中位数。',
    en: 'The wait that nine in ten do not exceed; counted as the median wait is.',
  },
  compute: waitQuantile(0.9),
};

/** 等候达标率 */
export const serviceLevel: Definition = {
  id: 'serviceLevel',
  version: 3,
  unit: 'share',
  name: { zh: '等候达标率', en: 'Service level' },
  text: {
    zh: '时段内被叫到的业务中等候不超过目标时长的比例；仍在等候、或未叫到而离开的，已超时的计为未达标，未超时的不计入；到营业日结束始终未叫到的一律计为未达标；等候未测到的不计（另列）。',
    en: 'Share of waits within the target among those called; people still waiting beyond the target, or who left after it without being called, count as misses, those within it not at all; whoever was never called on the day is a miss. Waits that were not measured are left out, and counted apart.',
  },
  compute: (view, scope) => {
    const target = view.hall.targets.waitMinutes * 60;
    const judged = measuredWaits(view, scope).filter(
      ({ open, never, seconds }) => !open || never || seconds > target,
    );
    const met = judged.filter(({ open, seconds }) => !open && seconds <= target);
    return share(
      met.length,
      judged.length,
      judged.map(({ seq }) => seq),
    );
  },
};

/**
 * A waiting leg is an orphan when people of the same service and class who came later were served
 * and at least two calls passed it by: its owner has left, and it must not speak for the hall. What was called
 * before it was known of, or while it had been passed over, did not pass by somebody who waited.
 */
export function isOrphan({ ticket, leg }: Pick<LegOf, 'ticket' | 'leg'>, others: readonly LegOf[]): boolean {
  const since = leg.gaps?.at(-1)?.to ?? leg.knownAt ?? leg.arrivedAt;
  const overtaken = others.filter(
    ({ ticket: { class: ofClass }, leg: other }) =>
      other.service === leg.service &&
      ofClass === ticket.class &&
      // Whoever is sent to one window waits in a line of their own.
      other.to === leg.to &&
      other.arrivedSeq > leg.arrivedSeq &&
      // One that was entered later may have come before.
      other.arrivedAt >= leg.arrivedAt &&
      other.calledAt !== undefined &&
      other.calledAt >= since,
  );
  return overtaken.length >= 2 && overtaken.some(({ leg: other }) => isServed(other.end));
}

/** 最长等候 */
export const longestWait: Definition = {
  id: 'longestWait',
  version: 2,
  unit: 'seconds',
  name: { zh: '最长等候', en: 'Longest wait now' },
  text: {
    zh: '此刻仍在等候者中最长的已等时长；同业务、同类别的后来者已办结且至少两次叫号越过它的号票视为已离开，不计；按优先规则的先叫、其过号期间的叫号不算越过。',
    en: 'Longest wait so far among those waiting now; a ticket that two calls of its service and class passed by, one of them served, is taken to have left; calls by a rule of precedence, and those made while it had been passed over, pass nobody by.',
  },
  compute: (view, scope) => {
    // Nobody waits at a window.
    if (scope?.window) return NOT_TOLD;
    const all = legsOf(view);
    let longest: Figure = { value: null, n: 0, evidence: [] };
    for (const id of view.state.waiting) {
      const ticket = view.state.tickets[id];
      if (!ticket) continue;
      const leg = lastLeg(ticket);
      if ((scope?.service && leg.service !== scope.service) || isOrphan({ ticket, leg }, all)) continue;
      const seconds = Math.max(0, view.now - leg.arrivedAt) / SECOND;
      const n = longest.n + 1;
      longest =
        seconds > (longest.value ?? -1)
          ? { value: seconds, n, evidence: [leg.arrivedSeq] }
          : { ...longest, n };
    }
    return longest;
  },
};
