import type { Bilingual } from '../text.ts';

/** Why a ticket, a window or the queue cannot do what was asked. */
export const queueRefusals = {
  'service.unknown': { zh: '没有业务“{service}”。', en: 'There is no service "{service}".' },
  'queue.elsewhere': {
    zh: '本厅的排队由另一系统管理，请在那个系统里操作。',
    en: 'Another system runs the queue of this hall: please do it there.',
  },
  'queue.own': {
    zh: '本厅自己管理排队，不接收外部排队记录。如需接入，请在配置中写 queue.source。',
    en: 'This hall runs its own queue and takes no records of another. To take them, write queue.source in the configuration.',
  },
  'queue.unread': {
    zh: '看不懂外部排队记录的“{field}”：{value}。请核对 queue.source 的字段与词表。',
    en: 'The field "{field}" of a record cannot be read: {value}. Check the fields and words of queue.source.',
  },
  'queue.incomplete': {
    zh: '外部排队记录缺少“{field}”。',
    en: 'The record lacks "{field}".',
  },
  'queue.otherDay': {
    zh: '这条外部排队记录是 {date} 的，不是正在营业的这一天，不予接收。请核对对方的时钟。',
    en: 'This record is of {date}, not of the business day that is open, and is not taken. Check the clock of the other system.',
  },
  'queue.future': {
    zh: '这条外部排队记录的时间 {time} 还没有到，不予接收。请核对对方的时钟。',
    en: 'This record is of {time}, which is still to come, and is not taken. Check the clock of the other system.',
  },
  'window.unknown': { zh: '没有窗口“{window}”。', en: 'There is no window "{window}".' },
  'window.notOpen': {
    zh: '窗口未开放，请先开窗或结束暂停。',
    en: 'The window is not open: open it or end its pause first.',
  },
  'window.alreadyOpen': { zh: '窗口已经开放。', en: 'The window is already open.' },
  'window.notPaused': { zh: '窗口没有暂停。', en: 'The window is not paused.' },
  'window.busy': {
    zh: '窗口还有一张未了结的号票 {number}：请先开始、重呼或过号。',
    en: 'Ticket {number} is still open here: start it, recall it or pass it over first.',
  },
  'window.serving': {
    zh: '正在办理 {number}，请先办结或转移。',
    en: 'Ticket {number} is being served: finish or transfer it first.',
  },
  'window.otherTicket': {
    zh: '窗口现在是 {number}，已不是刚才那一位：未执行，请看清后再按。',
    en: 'Ticket {number} is here now, not the one before: nothing was done. Look, then press again.',
  },
  'window.idle': {
    zh: '窗口没有已叫的号票，请先叫号。',
    en: 'No ticket has been called here: call one first.',
  },
  'window.notServing': {
    zh: '还没有开始办理，请先按“开始”。',
    en: 'The service has not started: press start first.',
  },
  'window.wrongService': { zh: '该窗口不办理这项业务。', en: 'This window does not serve that service.' },
  'queue.empty': {
    zh: '当前无人等候本窗口的业务。',
    en: 'Nobody is waiting for the services of this window.',
  },
  'ticket.unknown': { zh: '今天没有号票“{ticket}”。', en: 'There is no ticket "{ticket}" today.' },
  'ticket.notCallable': {
    zh: '号票 {number} 不在等候，也不是过号。',
    en: 'Ticket {number} is neither waiting nor passed over.',
  },
  'ticket.otherDay': {
    zh: '这是 {date} 的号票，今天已作废，请重新取号。',
    en: 'This ticket is of {date} and good for nothing today: take a new one.',
  },
  'ticket.notPassed': {
    zh: '号票 {number} 没有过号，不必恢复。',
    en: 'Ticket {number} was not passed over.',
  },
  'ticket.notHeld': { zh: '号票 {number} 没有挂起。', en: 'Ticket {number} is not set aside.' },
  'ticket.notWaiting': {
    zh: '号票 {number} 已不在等候：已叫到或已结束的不能更改。',
    en: 'Ticket {number} is no longer waiting: what was called or has ended cannot be changed.',
  },
  'ticket.served': {
    zh: '号票 {number} 正在办理：请由窗口办结或退回。',
    en: 'Ticket {number} is being served: let the window finish it or send it back.',
  },
  'ticket.over': { zh: '号票 {number} 已经结束。', en: 'Ticket {number} is over.' },
  'ticket.printing': {
    zh: '号票 {number} 正在打印，请等打印机回答。',
    en: 'Ticket {number} is on its way to the printer: wait for the answer.',
  },
  'ticket.printed': {
    zh: '号票 {number} 已经打印，不再重复打印。',
    en: 'Ticket {number} has been printed and is not printed twice.',
  },
  'window.notDedicated': {
    zh: '这不是专窗，不需要借用。',
    en: 'This is no dedicated window and need not be lent.',
  },
  'window.notLent': { zh: '窗口没有借出。', en: 'The window is not lent.' },
  'transfer.sameWindow': {
    zh: '已经在这个窗口，请选别的窗口。',
    en: 'It is at this window already: choose another.',
  },
  'transfer.closed': {
    zh: '{number} 号窗口没有开放，请选别的窗口。',
    en: 'Window {number} is closed: choose another.',
  },
  'transfer.cannotServe': {
    zh: '{number} 号窗口不办理这项业务，请选别的窗口。',
    en: 'Window {number} does not serve this: choose another.',
  },
  'transfer.noTarget': {
    zh: '请先按目标业务的数字，再按“转移”。',
    en: 'Press the digit of the target service, then transfer.',
  },
  'key.unassigned': { zh: '这个按键没有分配功能。', en: 'This key has no function here.' },
} as const satisfies Record<string, Bilingual>;
