import { loadsOf, unbroken, worksOf } from '../discipline/work.ts';
import type { Definition, Figure, Scope, View } from './figure.ts';

/** These figures are of the whole hall and the whole day: narrowed further they would be of a person. */
function ofHall(scope: Scope | undefined, figure: () => Figure): Figure {
  const isNarrow = scope && Object.values(scope).some((one) => one !== undefined);
  return isNarrow ? { value: null, n: 0, evidence: [] } : figure();
}

/** Minutes of phones as they were counted last. */
function phones({ state }: View) {
  const { minutes, seq } = state.lockerCount ?? {};
  if (!minutes || seq === undefined) return null;
  const known = minutes.compliant + minutes.permitted + minutes.violation;
  return { ...minutes, known, all: known + minutes.unknown, seq };
}

/** Minutes as the n of a share: to the nearest, and never none where there is some. */
function wholeMinutes(minutes = 0): number {
  return minutes > 0 ? Math.max(1, Math.round(minutes)) : 0;
}

/** 手机存放合规率 */
export const lockerCompliance: Definition = {
  id: 'lockerCompliance',
  version: 1,
  unit: 'share',
  name: { zh: '手机存放合规率', en: 'Locker compliance' },
  text: {
    zh: '在岗人员手机在箱或经许可取出的人分钟 ÷ 感应有效的在岗人分钟；暂停不计，感应存疑不计，只算全厅，不到个人。',
    en: 'Person-minutes on duty with the phone in its box or out by permission ÷ person-minutes on duty with a sensor that works; pauses and doubtful sensors do not count, and it is told of the hall alone, never of a person.',
  },
  compute: (view, scope) =>
    ofHall(scope, () => {
      const found = phones(view);
      const n = wholeMinutes(found?.known);
      if (!found || n === 0) return { value: null, n: 0, evidence: [] };
      return { value: (found.compliant + found.permitted) / found.known, n, evidence: [found.seq] };
    }),
};

/** 感应有效率 */
export const lockerCoverage: Definition = {
  id: 'lockerCoverage',
  version: 1,
  unit: 'share',
  name: { zh: '手机柜感应有效率', en: 'Locker coverage' },
  text: {
    zh: '感应有效的在岗人分钟 ÷ 有柜格人员的在岗人分钟；其余为未知，不作任何推断。',
    en: 'Person-minutes on duty with a sensor that works ÷ person-minutes on duty of those with a box; the rest is unknown, and nothing is concluded from it.',
  },
  compute: (view, scope) =>
    ofHall(scope, () => {
      const found = phones(view);
      const n = wholeMinutes(found?.all);
      if (!found || n === 0) return { value: null, n: 0, evidence: [] };
      return { value: found.known / found.all, n, evidence: [found.seq] };
    }),
};

/** 应休未休 */
export const breaksOwed: Definition = {
  id: 'breaksOwed',
  version: 3,
  unit: 'count',
  name: { zh: '应休未休人数', en: 'Breaks owed' },
  text: {
    zh: '此刻连续在岗达到规定时长（默认120分钟）、期间没有像样暂停（默认至少5分钟）的人数；未登录工号的窗口按窗口计；下班后只算到其后最后一笔业务结束；外部系统没有报开窗的窗口，在岗时间未知，不计。',
    en: 'People at work for the set time (120 minutes by default) without a pause worth the name (5 minutes by default), now; windows without a clerk number count as one each; after closing time work ends with the last service that has ended since; a window of which another system never said that it opened is left out.',
  },
  compute: (view, scope) =>
    ofHall(scope, () => {
      const all = worksOf(view).map(({ spans }) => unbroken(spans, view.now, view.hall.rest));
      const isUnknown = all.length === 0 && Object.values(view.state.windows).some(({ implied }) => implied);
      const owed = all.filter((one) => one.owed).length;
      return { value: isUnknown ? null : owed, n: all.length, evidence: [] };
    }),
};

/** 最长连续在岗 */
export const longestUnbroken: Definition = {
  id: 'longestUnbroken',
  version: 3,
  unit: 'minutes',
  name: { zh: '最长连续在岗', en: 'Longest without a pause' },
  text: {
    zh: '当天任何一人没有像样暂停而连续在岗的最长时间；不指明是谁；下班后只算到其后最后一笔业务结束；外部系统没有报开窗的窗口，在岗时间未知，不计。',
    en: 'The longest time of the day that anybody worked without a pause worth the name; not whose it was; after closing time work ends with the last service that has ended since; a window of which another system never said that it opened is left out.',
  },
  compute: (view, scope) =>
    ofHall(scope, () => {
      const all = worksOf(view).map(({ spans }) => unbroken(spans, view.now, view.hall.rest).longest);
      return { value: all.length > 0 ? Math.max(...all) : null, n: all.length, evidence: [] };
    }),
};

/** The Gini coefficient: 0 where all have the same, towards 1 where one has all. */
function gini(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const sum = sorted.reduce((total, value) => total + value, 0);
  const n = sorted.length;
  const weighted = sorted.reduce((total, value, index) => total + (2 * (index + 1) - n - 1) * value, 0);
  return Math.max(0, weighted / (n * sum));
}

/** 负荷不均 */
export const loadImbalance: Definition = {
  id: 'loadImbalance',
  version: 2,
  unit: 'number',
  name: { zh: '负荷不均系数', en: 'Load imbalance' },
  text: {
    zh: '当天各人所办标准分钟的基尼系数：0为完全均衡，越大越集中；一笔业务的标准分钟是该业务的平均办理时长（有效工作时长；当日测到的不足5笔用配置值）；挂起后再办的计在再办的人。未登录工号的窗口按窗口计。',
    en: 'Gini coefficient of the standard minutes that everybody has served today: 0 where all have the same, larger the more a few have; the standard minutes of a service are the mean of its kind (configured value below 5 measured services); what was set aside is of whoever took it up again. Windows without a clerk number count as one each.',
  },
  compute: (view, scope) =>
    ofHall(scope, () => {
      const loads = loadsOf(view).map(({ minutes }) => minutes);
      const isKnown = loads.length > 1 && loads.some((minutes) => minutes > 0);
      return { value: isKnown ? gini(loads) : null, n: loads.length, evidence: [] };
    }),
};
