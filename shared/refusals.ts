import { disciplineRefusals } from './discipline/refusals.ts';
import { dutyRefusals, ledgerRefusals } from './ledger/refusals.ts';
import { fill, type Bilingual, type Language } from './text.ts';
import { visitorRefusals } from './visitor/refusals.ts';
import { benchRefusals } from './workbench/refusals.ts';

/**
 * Every reason to refuse, in words that say what to do next. An edge (HTTP, socket,
 * terminal, page) turns a code into its sentence; nothing inside speaks to people.
 */
export const refusals = {
  'command.expired': {
    zh: '指令已超时，未执行。请重新操作。',
    en: 'The command came too late and was not carried out. Please ask again.',
  },
  'command.malformed': { zh: '指令格式不正确：{detail}', en: 'The command is not understood: {detail}' },
  'command.unknown': { zh: '没有名为“{name}”的指令。', en: 'There is no command named "{name}".' },
  'command.notAnnounced': {
    zh: '“{name}”不能通过 MQTT 执行：如需开放，请写入配置的 announce.commands。',
    en: 'Over MQTT "{name}" may not be asked: name it in announce.commands of the configuration if it should be.',
  },
  'command.tooMany': {
    zh: '同时进行的指令太多，未执行。请稍后再试。',
    en: 'Too many commands are under way; this one was not carried out. Try again shortly.',
  },
  'rights.host': {
    zh: '仅接受来自本机地址的访问（收到 {host}）。',
    en: 'Only this machine may connect (asked as {host}).',
  },
  'rights.origin': {
    zh: '拒绝来自其他网站（{origin}）的请求。',
    en: 'Requests from another site ({origin}) are refused.',
  },
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
  'outage.known': {
    zh: '“{system}”的故障已经登记，尚未恢复。',
    en: 'The failure of {system} is declared already and not over.',
  },
  'outage.over': { zh: '这次故障已经结束。', en: 'This failure is over.' },
  'playbook.unknown': { zh: '没有预案“{playbook}”。', en: 'There is no checklist "{playbook}".' },
  'playbook.open': {
    zh: '这个预案正在执行，请在已打开的清单上继续。',
    en: 'This checklist is under way: go on with the one that is open.',
  },
  'playbook.over': { zh: '这张清单已经结束。', en: 'This checklist is over.' },
  'playbook.noStep': { zh: '清单里没有“{step}”这一步。', en: 'The checklist has no step "{step}".' },
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
  ...visitorRefusals,
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
  'notice.unknown': {
    zh: '没有这条通知，可能已经撤下。',
    en: 'There is no such notice: it may be withdrawn already.',
  },
  'notice.tooMany': {
    zh: '已经发布了 {most} 条通知，请先撤下不用的。',
    en: 'There are {most} notices posted already: withdraw one first.',
  },
  'notice.past': {
    zh: '这条通知的截止时间 {until} 已过，请改晚一些。',
    en: 'The notice would be over already ({until}): give it a later end.',
  },
  'emergency.none': { zh: '现在没有紧急通知。', en: 'There is no emergency text now.' },
  'display.unknown': { zh: '没有显示屏“{display}”。', en: 'There is no display "{display}".' },
  'device.unknown': { zh: '没有设备“{device}”。', en: 'There is no device "{device}".' },
  'device.noWindow': {
    zh: '设备未绑定窗口，请在配置中填写 window。',
    en: 'The device stands at no window: give it one in the configuration.',
  },
  'device.offline': { zh: '设备不在线，未发送。', en: 'The device is not online; nothing was sent.' },
  'device.noAnswer': { zh: '设备没有回答。', en: 'The device did not answer.' },
  'device.rejected': { zh: '设备拒绝了指令：{detail}', en: 'The device rejected it: {detail}' },
  'sign.unknownCommand': {
    zh: '显示屏控制卡不认识这条指令：请核对 cards 型号设置，或升级控制卡固件。',
    en: 'The card of the sign does not know this command: check its model in the settings, or update its firmware.',
  },
  'sign.busy': {
    zh: '显示屏控制卡正忙：请过几秒再试。',
    en: 'The card of the sign is busy: try again in a few seconds.',
  },
  'sign.memory': {
    zh: '显示屏控制卡内存不足：请缩短文字，或减少动态区。',
    en: 'The card of the sign is out of memory: shorten the text or use fewer areas.',
  },
  'sign.checksum': {
    zh: '显示屏控制卡收到的数据有误：请检查线路、接地和波特率。',
    en: 'The card of the sign received damaged data: check cable, earthing and baud rate.',
  },
  'sign.file': {
    zh: '显示屏控制卡上的文件有误：请用厂家软件重新下载节目。',
    en: "A file on the card of the sign is wrong: load its program anew with the maker's software.",
  },
  'sign.flash': {
    zh: '显示屏控制卡的存储器故障：请报修。',
    en: 'The memory of the card of the sign has failed: call the technician.',
  },
  'sign.font': {
    zh: '显示屏控制卡没有这种字库：请用厂家软件下载字库。',
    en: "The card of the sign has no such font: load its fonts with the maker's software.",
  },
  'sign.model': {
    zh: '显示屏控制卡型号不符：请核对 cards 型号设置。',
    en: 'The card of the sign is another model: correct its model in the settings.',
  },
  'sign.clock': {
    zh: '显示屏控制卡不接受这个时间：请检查主机的日期和时间。',
    en: 'The card of the sign does not take this time: check date and time of this machine.',
  },
  'device.cannot': { zh: '这种设备不能执行此操作。', en: 'This kind of device cannot do that.' },
  'printer.paperOut': {
    zh: '打印机缺纸：请换纸后重新取号。',
    en: 'The printer is out of paper: change the roll, then ask again.',
  },
  'printer.cover': {
    zh: '打印机盖未关好：请合上后重新取号。',
    en: 'The printer cover is open: close it, then ask again.',
  },
  'printer.fault': {
    zh: '打印机故障（{detail}）：请使用另一台取号机并报修。',
    en: 'The printer has a fault ({detail}): use the other kiosk and call the technician.',
  },
  'printer.offline': {
    zh: '打印机不在线：请检查电源和连线，或使用另一台取号机。',
    en: 'The printer is offline: check power and cable, or use the other kiosk.',
  },
  'printer.interrupted': {
    zh: '打印中断，结果未知：请确认是否已出票，不会自动重打。',
    en: 'Printing was interrupted and the outcome is unknown: look whether the ticket came out; it is not printed again by itself.',
  },
  'alert.unknown': { zh: '该告警已经解除。', en: 'That alert is no longer there.' },
  'device.reconfigured': {
    zh: '设备的配置已更改，指令未发送。请重新操作。',
    en: 'The device was configured anew; nothing was sent. Please ask again.',
  },
  'config.changed': {
    zh: '配置已被 {by} 于 {at} 改为版本 {version}。请先查看差异，再在新版本上重做。',
    en: 'The configuration was changed meanwhile by {by} at {at} (version {version}): look at the difference, then make your change on it.',
  },
  'config.fileChanged': {
    zh: '配置文件 {file} 于 {at} 在系统之外被修改。请先查看差异：采用文件的内容，或用现行版本覆盖它。',
    en: 'The file {file} was edited past the bridge at {at}: look at the difference, then take what it says or put the version in force over it.',
  },
  'config.mistakes': {
    zh: '配置有 {n} 处错误，没有生效。第一处：第 {line} 行 {field}。请先检查并改正。',
    en: 'The configuration has {n} mistakes and did not come into force. The first: line {line}, {field}. Check and mend it.',
  },
  'config.same': { zh: '与现行配置相同，无需更改。', en: 'It is the configuration in force already.' },
  'config.noSuch': {
    zh: '配置中没有“{id}”，可能已被移除。请刷新后重试。',
    en: 'There is no "{id}" in the configuration; it may have been removed. Look again.',
  },
  'config.noVersion': {
    zh: '没有版本 {version}，或它已不再保留。',
    en: 'There is no version {version}, or it is kept no longer.',
  },
  'config.notWritten': {
    zh: '无法写入配置文件（{detail}）：更改未生效，原配置完好。请检查磁盘空间和权限。',
    en: 'The configuration cannot be written ({detail}): nothing was changed and the old one is whole. Check the disk and its rights.',
  },
  'config.windowBusy': {
    zh: '窗口 {window} 还在使用，不能移除：请先办结、过号并关窗。',
    en: 'Window {window} is in use and cannot be removed: settle its ticket and close it first.',
  },
  'config.serviceOpen': {
    zh: '业务“{service}”还有未办结的号票（{numbers}），不能移除：请先办结或转移。',
    en: 'The service "{service}" has open tickets ({numbers}) and cannot be removed: finish or transfer them first.',
  },
  'config.serviceUnserved': {
    zh: '更改后没有窗口可办“{service}”，而还有人在等候（{numbers}）：请给一个窗口保留这项业务，或先办结。',
    en: 'No window would serve "{service}" any more, and people wait for it ({numbers}): keep it at one window, or serve them first.',
  },
  'config.prefixUsed': {
    zh: '字母 {prefix} 今天已发过“{other}”的号票，换给“{service}”会出现相同的号码：请在下一个营业日之前、当天取号之前更改。',
    en: 'The letter {prefix} stands on tickets of "{other}" today, and numbers would appear twice with "{service}": change it on a day before the first ticket.',
  },
  'config.dayTurns': {
    zh: '更改时区或营业日起点会使当前营业日（{date}）变成另一天：请在当天结束后更改。',
    en: 'The time zone or the start of the day would turn the present business day ({date}) into another: change it after the day.',
  },
  'config.port': {
    zh: '内置 MQTT 无法使用 {address}（{detail}）：请换一个 broker.port。',
    en: 'The built-in MQTT broker cannot have {address} ({detail}): choose another broker.port.',
  },
  ...ledgerRefusals,
  ...dutyRefusals,
  ...disciplineRefusals,
  ...benchRefusals,
  'journal.failed': {
    zh: '无法写入日志（{detail}）：操作未生效。请检查磁盘空间。',
    en: 'The journal cannot be written ({detail}); nothing was done. Check the disk.',
  },
  internal: { zh: '内部错误，已记录。', en: 'Something went wrong inside; it was logged.' },
} as const satisfies Record<string, Bilingual>;

export type RefusalCode = keyof typeof refusals;

/** Thrown inside, answered at an edge. `params` fill the sentence of its code. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly params: Record<string, string>;

  constructor(code: RefusalCode, params: Record<string, string> = {}) {
    super(fill(refusals[code].en, params));
    this.name = 'Refusal';
    this.code = code;
    this.params = params;
  }

  /** As an event keeps it. */
  get kept(): { code: RefusalCode; params?: Record<string, string> } {
    const { code, params } = this;
    return Object.keys(params).length > 0 ? { code, params } : { code };
  }
}

/** The sentence of a code in a language; an unknown code is shown as it is. */
export function refusalText(code: string, language: Language, params: Record<string, string> = {}): string {
  const sentence = (refusals as Record<string, Bilingual>)[code];
  return sentence ? fill(sentence[language], params) : code;
}
