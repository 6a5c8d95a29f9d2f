import type { Bilingual } from '../text.ts';

/**
 * How far an entry has come:
 * new 待处理 → offered 待签收 → handling 办理中 → acted 待回访办结 → closed 已办结,
 * with review 待复核 (is it a mistaken or malicious rating?) and appealed 申诉中 beside.
 */
export const ledgerStates = ['new', 'offered', 'handling', 'acted', 'review', 'appealed', 'closed'] as const;
export type LedgerState = (typeof ledgerStates)[number];

/** Everything that can be done with an entry; an act with two outcomes is two acts. */
export const ledgerActs = [
  'assign',
  'transfer',
  'accept',
  'return',
  'act',
  'callBack',
  'callBackInVain',
  'callBackUnhappy',
  'exclude',
  'uphold',
  'reject',
  'appeal',
  'close',
  'reopen',
  'extend',
  'note',
  'name',
  'correct',
] as const;
export type LedgerAct = (typeof ledgerActs)[number];

/** What must be there before a step is made. */
export type Need =
  /** A rectification or explanation is recorded. */
  | 'action'
  /** A person who gave a bad rating under his name has been reached 回访. */
  | 'callBack'
  /** Another person than the one whose proposal is reviewed 复核须另一人. */
  | 'otherPerson'
  /** The time in which a closed entry may be appealed is not over. */
  | 'appealTime'
  /** No bad rating that was closed without a call-back comes to owe one 实名. */
  | 'noCallBackOwed'
  /** Only ratings can have been given by mistake or in bad faith. */
  | 'rating';

/** A step: where it leads, who makes it, and what must be there. `back` is where an appeal came from. */
export interface Step {
  to: LedgerState | 'back';
  who: 'desk' | 'owner' | 'second' | 'party';
  needs?: readonly Need[];
}

/** What may be said of an entry at any time, without moving it. */
const always = (state: LedgerState): Partial<Record<LedgerAct, Step>> => ({
  note: { to: state, who: 'desk' },
  name: { to: state, who: 'desk' },
  correct: { to: state, who: 'desk' },
});

/** What may be done before anything was decided of it. */
const open: Partial<Record<LedgerAct, Step>> = {
  assign: { to: 'offered', who: 'desk' },
  transfer: { to: 'offered', who: 'desk' },
  exclude: { to: 'review', who: 'desk', needs: ['rating'] },
};

/** The one table of what may be done: state × act → step. What is not in it cannot be done. */
export const machine: Record<LedgerState, Partial<Record<LedgerAct, Step>>> = {
  new: {
    ...always('new'),
    ...open,
    accept: { to: 'handling', who: 'owner' },
    act: { to: 'acted', who: 'owner' },
    extend: { to: 'new', who: 'desk' },
  },
  offered: {
    ...always('offered'),
    accept: { to: 'handling', who: 'owner' },
    return: { to: 'new', who: 'owner' },
    extend: { to: 'offered', who: 'desk' },
  },
  handling: {
    ...always('handling'),
    ...open,
    act: { to: 'acted', who: 'owner' },
    callBack: { to: 'handling', who: 'desk' },
    callBackInVain: { to: 'handling', who: 'desk' },
    callBackUnhappy: { to: 'handling', who: 'desk' },
    extend: { to: 'handling', who: 'desk' },
  },
  acted: {
    ...always('acted'),
    act: { to: 'acted', who: 'owner' },
    callBack: { to: 'acted', who: 'desk' },
    callBackInVain: { to: 'acted', who: 'desk' },
    callBackUnhappy: { to: 'handling', who: 'desk' },
    exclude: { to: 'review', who: 'desk', needs: ['rating'] },
    appeal: { to: 'appealed', who: 'party' },
    close: { to: 'closed', who: 'desk', needs: ['action', 'callBack'] },
    extend: { to: 'acted', who: 'desk' },
  },
  review: {
    ...always('review'),
    callBack: { to: 'review', who: 'desk' },
    callBackInVain: { to: 'review', who: 'desk' },
    callBackUnhappy: { to: 'review', who: 'desk' },
    uphold: { to: 'closed', who: 'second', needs: ['otherPerson', 'callBack'] },
    reject: { to: 'handling', who: 'second', needs: ['otherPerson'] },
  },
  appealed: {
    ...always('appealed'),
    name: { to: 'appealed', who: 'desk', needs: ['noCallBackOwed'] },
    uphold: { to: 'handling', who: 'second', needs: ['otherPerson'] },
    reject: { to: 'back', who: 'second', needs: ['otherPerson'] },
  },
  closed: {
    ...always('closed'),
    name: { to: 'closed', who: 'desk', needs: ['noCallBackOwed'] },
    appeal: { to: 'appealed', who: 'party', needs: ['appealTime'] },
    reopen: { to: 'handling', who: 'desk' },
  },
};

/** The acts that move an entry on from a state, in the order of the table. */
export function actsFrom(state: LedgerState): LedgerAct[] {
  return ledgerActs.filter((act) => act in machine[state]);
}

export const actNames: Record<LedgerAct, Bilingual> = {
  assign: { zh: '派给', en: 'Assign' },
  transfer: { zh: '转办', en: 'Pass on' },
  accept: { zh: '签收', en: 'Accept' },
  return: { zh: '退回', en: 'Return' },
  act: { zh: '记录处理', en: 'Record what was done' },
  callBack: { zh: '回访', en: 'Call back' },
  callBackInVain: { zh: '回访未联系上', en: 'Call back, not reached' },
  callBackUnhappy: { zh: '回访仍不满意', en: 'Call back, still dissatisfied' },
  exclude: { zh: '提出剔除', en: 'Propose to exclude' },
  uphold: { zh: '复核同意', en: 'Uphold' },
  reject: { zh: '复核不同意', en: 'Reject' },
  appeal: { zh: '申诉', en: 'Appeal' },
  close: { zh: '办结', en: 'Close' },
  reopen: { zh: '重新打开', en: 'Reopen' },
  extend: { zh: '延期', en: 'Extend' },
  note: { zh: '备注', en: 'Note' },
  name: { zh: '登记反映人', en: 'Name the person' },
  correct: { zh: '更正', en: 'Correct' },
};

export const stateNames: Record<LedgerState, Bilingual> = {
  new: { zh: '待处理', en: 'New' },
  offered: { zh: '待签收', en: 'To be accepted' },
  handling: { zh: '办理中', en: 'In hand' },
  acted: { zh: '待办结', en: 'To be closed' },
  review: { zh: '待复核', en: 'Under review' },
  appealed: { zh: '申诉中', en: 'Appealed' },
  closed: { zh: '已办结', en: 'Closed' },
};
