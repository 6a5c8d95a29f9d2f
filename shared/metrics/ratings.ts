import type { Grade } from '../events/index.ts';
import {
  count,
  legsOf,
  share,
  within,
  type Definition,
  type LegOf,
  type Scope,
  type View,
} from './figure.ts';
import { isServed } from './flow.ts';

export const GRADES: readonly Grade[] = [5, 4, 3, 2, 1];

function rated(view: View, scope?: Scope): LegOf[] {
  return legsOf(view, scope).filter(
    ({ leg }) => leg.grade !== undefined && within(leg.ratedAt, scope?.period),
  );
}

const seqs = (found: LegOf[]) => found.map(({ leg }) => leg.ratedSeq ?? 0);

/** Number of ratings of each grade, 5 first. */
export function distribution(view: View, scope?: Scope): Record<Grade, number> {
  const counts: Record<Grade, number> = { 5: 0, 4: 0, 3: 0, 2: 0, 1: 0 };
  for (const { leg } of rated(view, scope)) if (leg.grade) counts[leg.grade] += 1;
  return counts;
}

/** What may be rated: every served leg, and of a bundle the one that was rated, or else its last. */
function evaluable(view: View, scope?: Scope): LegOf[] {
  const ended = legsOf(view, scope).filter(
    ({ leg }) => isServed(leg.end) && within(leg.endedAt, scope?.period),
  );
  return ended.filter(({ ticket, leg, index }) => {
    if (ticket.items === undefined) return true;
    const rated = ticket.legs.findIndex(({ grade }) => grade !== undefined);
    return rated < 0 ? leg === ticket.legs.findLast(({ end }) => isServed(end)) : rated === index;
  });
}

/** 评价数 */
export const ratingCount: Definition = {
  id: 'ratingCount',
  version: 1,
  unit: 'count',
  name: { zh: '评价数', en: 'Ratings' },
  text: {
    zh: '绑定到已办结业务的评价次数；无主评价另计，默认评价不计。',
    en: 'Ratings bound to a finished service; orphan presses are kept apart, and nothing is rated by default.',
  },
  compute: (view, scope) => count(seqs(rated(view, scope))),
};

/** 参评率 */
export const ratedShare: Definition = {
  id: 'ratedShare',
  version: 2,
  unit: 'share',
  name: { zh: '参评率', en: 'Rated share' },
  text: {
    zh: '已评价的业务 ÷ 可评价（已办结）的业务；套餐一票多事只评一次，计一笔。',
    en: 'Rated transactions ÷ served transactions; a bundle is rated once and counts as one.',
  },
  compute: (view, scope) => {
    const ended = evaluable(view, scope);
    const given = ended.filter(({ leg }) => leg.grade !== undefined);
    return share(
      given.length,
      ended.length,
      ended.map(({ leg }) => leg.ratedSeq ?? leg.endedSeq ?? 0),
    );
  },
};

function gradeShare(from: Grade) {
  return (view: View, scope?: Scope) => {
    const found = rated(view, scope);
    return share(found.filter(({ leg }) => (leg.grade ?? 0) >= from).length, found.length, seqs(found));
  };
}

/** 满意率 */
export const satisfactionRate: Definition = {
  id: 'satisfactionRate',
  version: 1,
  unit: 'share',
  name: { zh: '满意率', en: 'Satisfaction rate' },
  text: {
    zh: '（非常满意＋满意＋基本满意）÷ 评价数；总是连同评价数与威尔逊95%区间一起给出。',
    en: 'Grades 5, 4 and 3 ÷ ratings; always given with n and the Wilson 95 % interval.',
  },
  compute: gradeShare(3),
};

/** 好评率 */
export const goodRate: Definition = {
  id: 'goodRate',
  version: 1,
  unit: 'share',
  name: { zh: '好评率', en: 'Good rate' },
  text: { zh: '（非常满意＋满意）÷ 评价数。', en: 'Grades 5 and 4 ÷ ratings.' },
  compute: gradeShare(4),
};

/** 差评数 */
export const badCount: Definition = {
  id: 'badCount',
  version: 1,
  unit: 'count',
  name: { zh: '差评数', en: 'Bad ratings' },
  text: {
    zh: '不满意与非常不满意的评价数，每笔业务至多一次。',
    en: 'Ratings of grade 2 and 1, at most one a transaction.',
  },
  compute: (view, scope) => count(seqs(rated(view, scope).filter(({ leg }) => (leg.grade ?? 5) <= 2))),
};

/** 无主评价 */
export const orphanRatings: Definition = {
  id: 'orphanRatings',
  version: 2,
  unit: 'count',
  name: { zh: '无主评价', en: 'Orphan ratings' },
  text: {
    zh: '找不到对应已办结业务的按键：没有刚办结的业务、已评过、超过时限或正在办理中。保留而不猜测归属，也不分业务。',
    en: 'Presses that belong to no finished service: none finished, already rated, too late, or during a service. Kept, never guessed, and not told by service.',
  },
  compute: ({ state }, scope) => {
    if (scope?.service) return { value: null, n: 0, evidence: [] };
    return count(
      state.orphans
        .filter(({ window, at }) => (!scope?.window || window === scope.window) && within(at, scope?.period))
        .map(({ seq }) => seq),
    );
  },
};
