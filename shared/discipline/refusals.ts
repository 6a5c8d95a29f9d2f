import type { Bilingual } from '../text.ts';

/** Why something about a person's record is refused. */
export const disciplineRefusals = {
  'clerk.unknown': {
    zh: '没有这位窗口人员。请核对工号，或在配置的 clerks 中登记。',
    en: 'There is no such clerk: check the number, or enter it under clerks in the configuration.',
  },
  'clerk.elsewhere': {
    zh: '{clerk} 已在 {window} 号窗口签到：请先关闭那个窗口，再到这里签到。',
    en: 'Clerk {clerk} is signed on at window {window}: close that one first, then sign on here.',
  },
  'clerk.code': {
    zh: '工号或个人码不正确。个人码由主管出示，可以请主管再次出示。',
    en: 'The number or the code is not right. The manager shows the code, and can show it again.',
  },
  'clerk.tooMany': {
    zh: '尝试次数过多，请一分钟后再试。',
    en: 'Too many tries: please try again in a minute.',
  },
  'phone.reason': {
    zh: '没有“{reason}”这个理由，请从列表中选择。',
    en: 'There is no reason "{reason}": choose one of the list.',
  },
  'phone.notPermitted': { zh: '现在没有生效的许可。', en: 'No permission is in force now.' },
  'record.kept': {
    zh: '{date} 的个人记录已超过 {days} 天保存期，不能再查看。',
    en: 'The records of {date} are older than {days} days and can no longer be looked at.',
  },
  'record.noDay': { zh: '没有 {date} 的记录。', en: 'There is no record of {date}.' },
  'record.stretch': {
    zh: '这一段不在记录里，请刷新后从记录中选择。',
    en: 'That stretch is not in the record: look again and choose one of it.',
  },
  'record.pending': {
    zh: '这一段已经申诉，正在等待答复。',
    en: 'That stretch is contested already and waits for an answer.',
  },
  'record.tooMany': {
    zh: '还有 {n} 条申诉没有答复，请先等待答复。',
    en: 'There are {n} contests without an answer yet: please wait for those first.',
  },
  'record.noContest': {
    zh: '没有这条申诉，或它已不再保留。',
    en: 'There is no such contest, or it is kept no longer.',
  },
  'record.settled': { zh: '这条申诉已经答复。', en: 'That contest was answered already.' },
} as const satisfies Record<string, Bilingual>;
