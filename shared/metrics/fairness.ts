import { arrivedBefore } from '../hall/arrival.ts';
import type { Leg } from '../hall/state.ts';
import { count, inOrder, legsOf, within, type Definition, type LegOf } from './figure.ts';

/** How many who came earlier were called later than each leg; legs are of one service and class, in the order of calls. */
function overtakenBy(legs: readonly LegOf[]): { leg: LegOf; passed: number }[] {
  const byArrival = legs.toSorted((a, b) => (arrivedBefore(a.leg, b.leg) ? -1 : 1));
  const rank = new Map(byArrival.map((found, index) => [found, index]));
  const arrivals = [...rank.values()];
  return legs.map((found) => {
    const place = placeIn(arrivals, rank.get(found) ?? 0);
    arrivals.splice(place, 1);
    return { leg: found, passed: place };
  });
}

function placeIn(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The very first call; somebody who was passed over and came back had it before the break. */
export function firstCall({ gaps, firstCalledAt }: Leg): number | undefined {
  return gaps?.[0]?.from ?? firstCalledAt;
}

/** Whether it is known in which order it came: not by hand, nor heard of only when it was called. */
function isInOrder({ ticket, leg }: LegOf): boolean {
  return leg.to === undefined && ticket.channel !== 'hand' && !leg.unmeasured?.includes('wait');
}

/** 插队次数 */
export const overtaking: Definition = {
  id: 'overtaking',
  version: 4,
  unit: 'count',
  name: { zh: '插队次数', en: 'Overtaking' },
  text: {
    zh: '同业务、同类别中，后取号的先被叫到的对数，以首次叫号先后为准，过号后恢复排队的仍以其首次为准；指定到某一窗口的、手工补录的、取号时刻未测到的不计，按优先规则的越过另计。',
    en: 'Pairs of the same service and class of which the later arrival was called first, by the first call, also of one that was passed over since and came back; those sent to one window, those entered by hand and those whose arrival was not observed are left out, and passing by a rule of precedence is counted apart.',
  },
  compute: (view, scope) => {
    const called = legsOf(view, scope)
      .filter((found) => firstCall(found.leg) !== undefined && isInOrder(found))
      .toSorted((a, b) => (firstCall(a.leg) ?? 0) - (firstCall(b.leg) ?? 0));
    const groups = Map.groupBy(called, ({ ticket, leg }) => `${leg.service}/${ticket.class ?? ''}`);
    const found = [...groups.values()]
      .flatMap(overtakenBy)
      .filter(({ leg, passed }) => passed > 0 && within(firstCall(leg.leg), scope?.period));
    return {
      value: found.reduce((sum, { passed }) => sum + passed, 0),
      n: called.length,
      evidence: inOrder(found.map(({ leg }) => leg.leg.calledSeq ?? leg.leg.arrivedSeq)),
    };
  },
};

/** 优先越过 */
export const precedence: Definition = {
  id: 'precedence',
  version: 1,
  unit: 'count',
  name: { zh: '优先越过人次', en: 'Passed by precedence' },
  text: {
    zh: '按优先、预约、比例或指定窗口的规则先叫时，被越过的等候人次；每次叫号的原因可查。',
    en: 'How often somebody who waited was passed because a rule of precedence, a slot, a ratio or a direction called another first; every call says why.',
  },
  compute: (view, scope) => {
    const ruled = new Set(['ahead', 'slot', 'ratio', 'directed']);
    const called = legsOf(view, scope).filter(({ leg }) => within(leg.calledAt, scope?.period));
    const passing = called.filter(({ leg }) => ruled.has(leg.why?.rule ?? '') && leg.why?.overtook);
    return {
      value: passing.reduce((sum, { leg }) => sum + (leg.why?.overtook?.length ?? 0), 0),
      n: called.length,
      evidence: inOrder(passing.map(({ leg }) => leg.calledSeq ?? 0)),
    };
  },
};

/** 点名叫号 */
export const namedCalls: Definition = {
  id: 'namedCalls',
  version: 1,
  unit: 'count',
  name: { zh: '点名越过次数', en: 'Calls by name' },
  text: {
    zh: '工作人员点名叫号，越过了更早的等候者的次数。',
    en: 'Calls by name that passed somebody who had waited longer.',
  },
  compute: (view, scope) =>
    count(
      legsOf(view, scope)
        .filter(
          ({ leg }) => leg.why?.rule === 'named' && leg.why.overtook && within(leg.calledAt, scope?.period),
        )
        .map(({ leg }) => leg.calledSeq ?? 0),
    ),
};
