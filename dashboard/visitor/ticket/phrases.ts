import type { Bilingual } from '../../../shared/text.ts';
import type { TicketStep } from '../../../shared/visitor/ticket-page.ts';

/** What the page says of each step of a ticket. */
export const steps: Record<TicketStep, { title: Bilingual; advice: Bilingual }> = {
  waiting: {
    title: { zh: '正在排队', en: 'Waiting' },
    advice: {
      zh: '请在大厅内等候，本页会自动更新；也请留意大厅屏幕。',
      en: 'Please stay in the hall. This page follows by itself; watch the screens too.',
    },
  },
  called: {
    title: { zh: '正在叫您', en: 'You are called' },
    advice: {
      zh: '请现在就到这个窗口；长时间不到会被过号。',
      en: 'Please go to this window now. Whoever does not come is passed over.',
    },
  },
  serving: {
    title: { zh: '正在办理', en: 'Being served' },
    advice: { zh: '您的业务正在这个窗口办理。', en: 'Your matter is being served at this window.' },
  },
  held: {
    title: { zh: '已挂起', en: 'Set aside' },
    advice: {
      zh: '补齐材料后请回到原窗口告诉工作人员，不用重新取号。',
      en: 'Once you have what was missing, return to the window and tell the clerk. No new ticket is needed.',
    },
  },
  served: {
    title: { zh: '已办结', en: 'Done' },
    advice: {
      zh: '感谢您的到来。欢迎在窗口评价器上评价本次服务。',
      en: 'Thank you for coming. You are welcome to rate the service at the window.',
    },
  },
  passed: {
    title: { zh: '已过号', en: 'Passed over' },
    advice: {
      zh: '叫到您时没有人到窗口。请找导税人员恢复排队，不用重新取号；{return}',
      en: 'Nobody came when you were called. Ask the guide to put you back in the queue; no new ticket is needed. {return}',
    },
  },
  abandoned: {
    title: { zh: '已放弃排队', en: 'Given up' },
    advice: {
      zh: '这张号票不再叫号。还要办理，请重新取号。',
      en: 'This ticket is not called any more. To be served, take a new one.',
    },
  },
  cancelled: {
    title: { zh: '已作废', en: 'Cancelled' },
    advice: {
      zh: '这张号票已由工作人员作废，请到导税台询问。',
      en: 'This ticket was cancelled by the staff: please ask the guide.',
    },
  },
  leftover: {
    title: { zh: '当天已结束', en: 'The day is over' },
    advice: {
      zh: '营业日结束时这张号票仍未办理，请下次来时重新取号。',
      en: 'The day ended before this ticket was served. Please take a new one when you come again.',
    },
  },
};

/** What the page says of a service that is over, but where the matter is not. */
export const outcomes: Record<'accepted' | 'returned', { title: Bilingual; advice: Bilingual }> = {
  accepted: {
    title: { zh: '已受理', en: 'Accepted' },
    advice: {
      zh: '您的事项已受理，办结还需要时间，请按窗口告知的时间和方式领取结果。',
      en: 'Your matter was accepted and takes more time: follow what the clerk said about when and how.',
    },
  },
  returned: {
    title: { zh: '已退回', en: 'Sent back' },
    advice: {
      zh: '材料还不齐全，请按窗口一次性告知的内容补齐后再来。',
      en: 'Something was missing: come again with what the clerk told you.',
    },
  },
};

/** What the page says of a ticket that is not done with when the hall has closed. */
export const closed: { title: Bilingual; advice: Bilingual } = {
  title: { zh: '今天的办理已结束', en: 'Closed for today' },
  advice: {
    zh: '大厅开放时间 {open}–{close}，现在没有窗口办理。号票只在当天有效，请在开放时间再来，重新取号。',
    en: 'The hall is open {open}–{close}, and no window serves now. A ticket is good for its day only: come again within the hours and take a new one.',
  },
};

/** Where a ticket stands that was passed over and is put back. */
export const returns: Record<'place' | 'end', Bilingual> = {
  place: { zh: '恢复后按原来的顺序叫号。', en: 'You then stand where you stood before.' },
  end: { zh: '恢复后排在队尾。', en: 'You then stand at the end of the queue.' },
};

/** Everything else the page says. */
export const phrases = {
  number: { zh: '号票', en: 'Ticket' },
  ahead: { zh: '同业务前面还有', en: 'Ahead of you' },
  people: { zh: '人', en: '' },
  wait: { zh: '预计等候', en: 'Expected wait' },
  windows: { zh: '{n} 个窗口在办理这项业务', en: 'Windows open for this service: {n}' },
  notYet: {
    zh: '大厅 {open} 开始办理，开窗后按顺序叫号。',
    en: 'The hall opens at {open}; calls begin once windows do.',
  },
  noWindow: {
    zh: '现在没有窗口办理这项业务，开窗后会继续叫号。',
    en: 'No window is open for this service now; calls go on once one opens.',
  },
  goTo: { zh: '请到', en: 'Please go to' },
  window: { zh: '{n} 号窗口', en: 'Window {n}' },
  sentTo: { zh: '将由 {n} 号窗口叫号', en: 'Window {n} will call you' },
  sentOn: { zh: '已转到下一项业务，重新排队中。', en: 'You were sent on to another service.' },
  items: { zh: '一并办理 {n} 项', en: '{n} matters at once' },
  issued: { zh: '取号 {time}', en: 'Issued {time}' },
  updated: { zh: '更新于 {time}', en: 'As of {time}' },
  lost: {
    zh: '联系不上大厅，下面不一定是现在的情况；正在重试…',
    en: 'The hall cannot be reached: this may no longer be so. Trying again…',
  },
  giveUp: { zh: '放弃排队', en: 'Give up' },
  giveUpAsk: {
    zh: '确定放弃 {number} 吗？放弃后不再叫号，也不能恢复。',
    en: 'Give up {number}? It is not called any more, and this cannot be undone.',
  },
  giveUpYes: { zh: '确定放弃', en: 'Yes, give up' },
  giveUpNo: { zh: '继续排队', en: 'Stay in the queue' },
  giveUpAsked: { zh: '正在提交…', en: 'Asking…' },
  giveUpUnknown: {
    zh: '没有收到答复，不知道是否成功；再按一次不会重复。',
    en: 'No answer came, and nobody knows whether it was done. Pressing again does no harm.',
  },
  between: { zh: '：', en: ': ' },
  noTicket: { zh: '没有查到号票', en: 'No such ticket' },
  waitPlease: { zh: '请稍候', en: 'One moment' },
  opening: { zh: '正在查询…', en: 'Looking…' },
  again: { zh: '再查一次', en: 'Try again' },
  language: { zh: 'English', en: '中文' },
  privacy: {
    zh: '本页没有姓名等个人信息；有这个网址的人都能看到，请勿转发。',
    en: 'No personal data here. Whoever has this address can see it: do not pass it on.',
  },
} as const satisfies Record<string, Bilingual>;
