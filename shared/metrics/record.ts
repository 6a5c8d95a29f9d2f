import type { Leg } from '../hall/state.ts';
import { inOrder, legsOf, share, within, type Definition } from './figure.ts';

/** 重呼次数 */
export const recalls: Definition = {
  id: 'recalls',
  version: 1,
  unit: 'count',
  name: { zh: '重呼次数', en: 'Recalls' },
  text: {
    zh: '号票叫到窗口后再次呼叫的次数，与叫号量分列；过号后的重新叫号是叫号，不是重呼。',
    en: 'How often somebody called to a window was called again there, counted apart from the calls; a call after having been passed over is a call.',
  },
  compute: (view, scope) => {
    const called = legsOf(view, scope).filter(({ leg }) => within(leg.calledAt, scope?.period));
    return {
      value: called.reduce((sum, { leg }) => sum + leg.recalls, 0),
      n: called.length,
      evidence: inOrder(called.flatMap(({ leg }) => leg.recalledSeq ?? [])),
    };
  },
};

/** Whether everything that a transaction consists of was observed. */
function isComplete({ end, implied, unmeasured }: Leg): boolean {
  return end !== 'leftover' && end !== 'unseen' && !implied && unmeasured === undefined;
}

/** 数据完整率 */
export const dataCompleteness: Definition = {
  id: 'dataCompleteness',
  version: 1,
  unit: 'share',
  name: { zh: '数据完整率', en: 'Data completeness' },
  text: {
    zh: '取号、叫号、结束均有记录的业务 ÷ 全部结束的业务；由后一次叫号推定的、时刻未测到的、结果未报的、闭厅时未结的算不完整，作废的不计。',
    en: 'Transactions of which the issue, the call and the end were observed ÷ all that ended; those that follow from a later call only, have a time that was not measured, an end nobody told, or were left over at the close of the day are incomplete; cancelled ones are left out.',
  },
  compute: (view, scope) => {
    const ended = legsOf(view, scope).filter(
      ({ leg }) => leg.end !== 'cancelled' && within(leg.endedAt, scope?.period),
    );
    return share(
      ended.filter(({ leg }) => isComplete(leg)).length,
      ended.length,
      ended.map(({ leg }) => leg.endedSeq ?? leg.arrivedSeq),
    );
  },
};
