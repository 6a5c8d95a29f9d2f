import type { Grade } from '../events/index.ts';
import { SECOND, localInstant, minutesOf } from '../time.ts';
import { count, inOrder, legsOf, within, type Definition, type Scope, type View } from './figure.ts';
import { isServed } from './flow.ts';
import { quantile } from './quantile.ts';

/** A press of a rating key, bound to a service or not. */
export interface Press {
  window: string;
  at: number;
  seq: number;
  grade: Grade;
  /** Milliseconds since the end of the service; absent for a press that belongs to none. */
  after?: number;
}

/** Two people do not rate within this time of each other. */
const BURST = 5 * SECOND;
/** The end of a shift, for presses that were saved up for it. */
const CLOSING = 15 * 60 * SECOND;

/** Every press of a rating key in the scope, by window and in order. */
export function presses(view: View, scope?: Scope): Press[] {
  const bound = legsOf(view, scope).flatMap(({ leg }): Press[] =>
    leg.grade === undefined || leg.window === undefined
      ? []
      : [
          {
            window: leg.window,
            at: leg.ratedAt ?? 0,
            seq: leg.ratedSeq ?? 0,
            grade: leg.grade,
            after: (leg.ratedAt ?? 0) - (leg.endedAt ?? 0),
          },
        ],
  );
  const orphans = scope?.service
    ? []
    : view.state.orphans.filter(({ window }) => !scope?.window || window === scope.window);
  return [...bound, ...orphans]
    .filter(({ at }) => within(at, scope?.period))
    .toSorted((a, b) => a.window.localeCompare(b.window) || a.seq - b.seq);
}

/** 连按评价 */
export const ratingBursts: Definition = {
  id: 'ratingBursts',
  version: 1,
  unit: 'count',
  name: { zh: '连按评价', en: 'Ratings in a burst' },
  text: {
    zh: '同一窗口与前一次按键相隔不足5秒的评价按键数（含无主按键）；只提示异常，不作为扣分依据。',
    en: 'Presses at a window less than 5 s after the one before, orphans included; a hint to look, and no ground for a penalty.',
  },
  compute: (view, scope) => {
    const all = presses(view, scope);
    return count(
      all
        .filter((press, index) => {
          const before = all[index - 1];
          return before?.window === press.window && press.at - before.at < BURST;
        })
        .map(({ seq }) => seq),
    );
  },
};

/** 办结前评价 */
export const ratingsBeforeEnd: Definition = {
  id: 'ratingsBeforeEnd',
  version: 2,
  unit: 'count',
  name: { zh: '办结前评价', en: 'Ratings before the end' },
  text: {
    zh: '业务还在办理时按下的评价；不绑定到该业务，只作记录，不分业务。',
    en: 'Presses while a service was under way; bound to nothing, kept, and not told by service.',
  },
  compute: ({ state }, scope) => {
    if (scope?.service) return { value: null, n: 0, evidence: [] };
    return count(
      state.orphans
        .filter(
          ({ window, at, reason }) =>
            reason === 'duringService' &&
            (!scope?.window || window === scope.window) &&
            within(at, scope?.period),
        )
        .map(({ seq }) => seq),
    );
  },
};

/** 同级连评 */
export const ratingRun: Definition = {
  id: 'ratingRun',
  version: 2,
  unit: 'count',
  name: { zh: '同级连评最长', en: 'Longest run of one grade' },
  text: {
    zh: '同一窗口连续相同等级评价的最大次数；没有评价的没有这个数；满30次值得看一看。',
    en: 'Most ratings of one grade in a row at one window; none where nobody rated; from 30 on it is worth a look.',
  },
  compute: (view, scope) => {
    const given = presses(view, scope).filter(({ after }) => after !== undefined);
    let longest: Press[] = [];
    let run: Press[] = [];
    for (const press of given) {
      const [first] = run;
      run = first?.window === press.window && first.grade === press.grade ? [...run, press] : [press];
      if (run.length > longest.length) longest = run;
    }
    return {
      value: given.length > 0 ? longest.length : null,
      n: given.length,
      evidence: inOrder(longest.map(({ seq }) => seq)),
    };
  },
};

/** 临下班评价 */
export const ratingsAtClose: Definition = {
  id: 'ratingsAtClose',
  version: 1,
  unit: 'count',
  name: { zh: '临下班补评', en: 'Ratings at the end of the shift' },
  text: {
    zh: '下班前15分钟起、办结超过1分钟后才按下的评价，以及同一时段的无主按键。',
    en: 'Presses from 15 minutes before closing on that came more than a minute after the end of their service, and those of that time that belong to none.',
  },
  compute: (view, scope) => {
    const { day } = view.state;
    if (!day) return { value: null, n: 0, evidence: [] };
    const closing = localInstant(day.date, minutesOf(view.hall.hours.close), view.hall.zone);
    return count(
      presses(view, scope)
        .filter(({ at, after }) => at >= closing - CLOSING && (after === undefined || after > 60 * SECOND))
        .map(({ seq }) => seq),
    );
  },
};

/** 评价延时 */
export const ratingLatency: Definition = {
  id: 'ratingLatency',
  version: 1,
  unit: 'seconds',
  name: { zh: '评价延时中位数', en: 'Median time to rate' },
  text: {
    zh: '办结至按下评价的时长的中位数；无主评价不计。',
    en: 'Median time from the end of a service to the press that rated it; orphan presses are left out.',
  },
  compute: (view, scope) => {
    const rated = legsOf(view, scope).filter(
      ({ leg }) => isServed(leg.end) && leg.grade !== undefined && within(leg.ratedAt, scope?.period),
    );
    return {
      value: quantile(
        rated.map(({ leg }) => ((leg.ratedAt ?? 0) - (leg.endedAt ?? 0)) / SECOND),
        0.5,
      ),
      n: rated.length,
      evidence: inOrder(rated.map(({ leg }) => leg.ratedSeq ?? 0)),
    };
  },
};
