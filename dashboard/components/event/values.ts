import type {
  Availability,
  Channel,
  Contact,
  EventData,
  Grade,
  HelpReason,
  OrphanReason,
  Outcome,
  PadKey,
  PauseReason,
  Severity,
  UnmeasuredPart,
} from '../../../shared/events/index.ts';
import type { CommandName } from '../../../shared/commands.ts';
import type { PrinterState } from '../../../shared/hall/state.ts';
import type { ObservedKind } from '../../../shared/queue/observed.ts';
import type { Bilingual } from '../../../shared/text.ts';
import { deskCommandNames } from './desk-names.ts';
import { disciplineCommandNames } from './discipline-names.ts';

/** Grades of a rating, in words. */
export const gradeNames: Record<Grade, Bilingual> = {
  5: { zh: '非常满意', en: 'Very satisfied' },
  4: { zh: '满意', en: 'Satisfied' },
  3: { zh: '基本满意', en: 'Fairly satisfied' },
  2: { zh: '不满意', en: 'Dissatisfied' },
  1: { zh: '非常不满意', en: 'Very dissatisfied' },
};

/** How a service ended, in words. */
export const outcomeNames: Record<Outcome, Bilingual> = {
  done: { zh: '即办', en: 'Done at once' },
  accepted: { zh: '受理待办', en: 'Accepted for later' },
  returned: { zh: '退回', en: 'Sent back' },
};

/** Where a ticket was taken, in words. */
export const channelNames: Record<Channel, Bilingual> = {
  kiosk: { zh: '取号机', en: 'Kiosk' },
  guide: { zh: '导税台', en: 'Guide' },
  appointment: { zh: '预约签到', en: 'Appointment' },
  page: { zh: '网页', en: 'Page' },
  other: { zh: '其他', en: 'Other' },
  hand: { zh: '手工补录', en: 'Entered by hand' },
};

/** What of a transaction was not measured, in words. */
export const unmeasuredNames: Record<UnmeasuredPart, Bilingual> = {
  wait: { zh: '等候', en: 'Wait' },
  way: { zh: '到窗', en: 'Way to the window' },
  service: { zh: '办理', en: 'Service' },
};

/** What another queue system tells, in words. */
export const observedNames: Record<ObservedKind, Bilingual> = {
  issued: { zh: '取号', en: 'Ticket issued' },
  called: { zh: '叫号', en: 'Called' },
  recalled: { zh: '重呼', en: 'Recalled' },
  passed: { zh: '过号', en: 'Passed over' },
  started: { zh: '开始办理', en: 'Started' },
  held: { zh: '挂起', en: 'Set aside' },
  resumed: { zh: '恢复办理', en: 'Taken up again' },
  finished: { zh: '办结', en: 'Finished' },
  transferred: { zh: '转移', en: 'Transferred' },
  abandoned: { zh: '弃号', en: 'Given up' },
  cancelled: { zh: '作废', en: 'Cancelled' },
  windowOpened: { zh: '开窗', en: 'Window opened' },
  windowClosed: { zh: '关窗', en: 'Window closed' },
  windowPaused: { zh: '暂停', en: 'Window paused' },
  windowResumed: { zh: '恢复窗口', en: 'Window resumed' },
};

/** Which limit a service passed, in words. */
export const limitNames: Record<EventData<'ticket.ranLong'>['limit'], Bilingual> = {
  usual: { zh: '通常时长（疑难）', en: 'What is usual' },
  promised: { zh: '承诺时限', en: 'What was promised' },
};

/** Why a card of precedence was given, in words. */
export const cardNames: Record<EventData<'card.issued'>['reason'], Bilingual> = {
  outage: { zh: '系统故障', en: 'System failure' },
  error: { zh: '我方差错', en: 'A mistake of ours' },
  papers: { zh: '补齐资料', en: 'Papers to be brought' },
  other: { zh: '其他', en: 'Other' },
};

/** Where a ticket that was passed over waits again, in words. */
export const placeNames: Record<EventData<'ticket.returned'>['place'], Bilingual> = {
  place: { zh: '原来的位置', en: 'In its old place' },
  end: { zh: '队尾', en: 'Behind all' },
};

/** Where an appointment was booked, in words. */
export const bookingNames: Record<EventData<'appointment.booked'>['source'], Bilingual> = {
  person: { zh: '人工登记', en: 'By a person' },
  file: { zh: '文件导入', en: 'From a file' },
  http: { zh: '接口', en: 'Over HTTP' },
  mqtt: { zh: 'MQTT', en: 'Over MQTT' },
};

/** Why an appointment was cancelled, in words. */
export const cancelNames: Record<EventData<'appointment.cancelled'>['reason'], Bilingual> = {
  asked: { zh: '本人取消', en: 'As asked' },
  source: { zh: '来源系统取消', en: 'By the system it came from' },
};

/** What those who work here need help for, in words. */
export const helpNames: Record<HelpReason, Bilingual> = {
  crowd: { zh: '人多需疏导', en: 'Crowd to be guided' },
  dispute: { zh: '争执需调解', en: 'Dispute to be settled' },
  health: { zh: '有人身体不适', en: 'Somebody is unwell' },
  matter: { zh: '疑难业务', en: 'A difficult case' },
  device: { zh: '设备故障', en: 'A device has failed' },
  other: { zh: '其他', en: 'Other' },
};

/** Why a window pauses, in words. */
export const pauseNames: Record<PauseReason, Bilingual> = {
  break: { zh: '休息', en: 'Break' },
  meal: { zh: '用餐', en: 'Meal' },
  training: { zh: '培训', en: 'Training' },
  system: { zh: '系统故障', en: 'System fault' },
  other: { zh: '其他', en: 'Other' },
};

/** Why an alert ended, in words. */
export const clearingNames: Record<EventData<'alert.cleared'>['reason'], Bilingual> = {
  over: { zh: '原因已消除', en: 'Its cause is over' },
  seen: { zh: '已有人处理', en: 'Somebody has seen to it' },
  lapsed: { zh: '过时未处理', en: 'Lapsed unseen' },
};

/** Why a rating belongs to no service, in words. */
export const orphanNames: Record<OrphanReason, Bilingual> = {
  nothingFinished: { zh: '没有刚办结的业务', en: 'No service finished before it' },
  alreadyRated: { zh: '该业务已评价过', en: 'The service was already rated' },
  tooLate: { zh: '超过评价时限', en: 'Later than a rating may come' },
  duringService: { zh: '正在办理中', en: 'Pressed during a service' },
};

/** Keys of a call pad, in words. */
export const keyNames: Record<PadKey, Bilingual> = {
  call: { zh: '叫号', en: 'Call' },
  recall: { zh: '重呼', en: 'Recall' },
  pass: { zh: '过号', en: 'Pass over' },
  start: { zh: '开始', en: 'Start' },
  finish: { zh: '办结', en: 'Finish' },
  transfer: { zh: '转移', en: 'Transfer' },
  pause: { zh: '暂停', en: 'Pause' },
  hang: { zh: '挂起', en: 'Hang' },
  callBack: { zh: '回呼', en: 'Call back' },
  other: { zh: '其他', en: 'Other' },
};

/** Availability of a device, in words. */
export const availabilityNames: Record<Availability, Bilingual> = {
  online: { zh: '在线', en: 'Online' },
  offline: { zh: '离线', en: 'Offline' },
  unknown: { zh: '未知', en: 'Unknown' },
};

/** Shapes that go with the colours of availability. */
export const availabilityShapes: Record<Availability, string> = { online: '●', offline: '■', unknown: '◌' };

/** Why a device has its availability, in words. */
export const reasonNames: Record<string, Bilingual> = {
  heard: { zh: '收到设备应答', en: 'Heard from the device' },
  lineLost: { zh: '线路断开', en: 'The line was lost' },
  lineRestored: { zh: '线路恢复，等待设备应答', en: 'The line is back; waiting for the device' },
  silent: { zh: '超过时限没有消息', en: 'Silent for longer than it should be' },
  noAnswer: { zh: '轮询无应答', en: 'No answer to polls' },
  announced: { zh: '设备自行上报', en: 'Announced by the device' },
  bridgeOffline: { zh: '网关离线', en: 'Its gateway is offline' },
  reportedOnline: { zh: '设备或网关报告在线', en: 'Reported online by itself or its gateway' },
  reportedOffline: { zh: '设备或网关报告离线', en: 'Reported offline by itself or its gateway' },
  gatewayRestarted: { zh: '网关重新上线，等待设备', en: 'Its gateway started anew; waiting for the device' },
  initialising: { zh: '设备正在启动', en: 'Starting up, as it says itself' },
  sleeping: { zh: '设备在休眠，会自行醒来', en: 'Asleep; it wakes by itself' },
  alerting: { zh: '设备在线，并要求人工处理', en: 'Online, and asks for a person to look' },
  starting: { zh: '系统启动，尚未收到消息', en: 'Starting; nothing heard yet' },
  configured: { zh: '配置已更改，等待设备应答', en: 'Configured anew; waiting for the device' },
  stopped: { zh: '停机后尚未收到', en: 'Not heard since the bridge stopped' },
};

/** States of a contact or locker channel, in words. */
export const contactNames: Record<Contact, Bilingual> = {
  open: { zh: '开', en: 'Open' },
  closed: { zh: '关', en: 'Closed' },
  unknown: { zh: '未知', en: 'Unknown' },
};

/** Paper of a printer, in words. */
export const paperNames: Record<PrinterState['paper'], Bilingual> = {
  ok: { zh: '充足', en: 'Enough' },
  low: { zh: '将尽', en: 'Nearly out' },
  out: { zh: '缺纸', en: 'Out' },
  unknown: { zh: '未知', en: 'Unknown' },
};

/** Faults of a printer, in words. */
export const faultNames: Record<PrinterState['fault'], Bilingual> = {
  none: { zh: '无', en: 'None' },
  cover: { zh: '机盖打开', en: 'Cover open' },
  cutter: { zh: '切刀故障', en: 'Cutter fault' },
  recoverable: { zh: '可恢复故障', en: 'Recoverable fault' },
  unrecoverable: { zh: '不可恢复故障', en: 'Unrecoverable fault' },
  offline: { zh: '脱机', en: 'Offline' },
};

/** Everything that may be asked, in words. */
export const commandNames: Record<CommandName, Bilingual> = {
  issueTicket: { zh: '取号', en: 'Issue a ticket' },
  enterTicket: { zh: '补录手写号票', en: 'Enter a ticket written by hand' },
  callNext: { zh: '叫下一位', en: 'Call the next' },
  callTicket: { zh: '指定叫号', en: 'Call a ticket' },
  recall: { zh: '重呼', en: 'Recall' },
  passOver: { zh: '过号', en: 'Pass over' },
  startService: { zh: '开始办理', en: 'Start a service' },
  finishService: { zh: '办结', en: 'Finish a service' },
  transferTicket: { zh: '转移', en: 'Transfer a ticket' },
  reprintTicket: { zh: '重新打印号票', en: 'Print a ticket again' },
  setClass: { zh: '更改类别', en: 'Change a class' },
  returnTicket: { zh: '过号恢复', en: 'Let wait again' },
  holdService: { zh: '挂起', en: 'Set a service aside' },
  resumeService: { zh: '恢复办理', en: 'Take a service up again' },
  abandonTicket: { zh: '弃号', en: 'Give a ticket up' },
  cancelTicket: { zh: '作废号票', en: 'Cancel a ticket' },
  lendWindow: { zh: '借出专窗', en: 'Lend a window' },
  endLending: { zh: '收回专窗', en: 'End lending' },
  bookAppointment: { zh: '登记预约', en: 'Book an appointment' },
  cancelAppointment: { zh: '取消预约', en: 'Cancel an appointment' },
  checkIn: { zh: '预约签到', en: 'Check in' },
  issueCard: { zh: '发优先卡', en: 'Issue a card' },
  observe: { zh: '接收外部排队记录', en: 'Take a record of another queue' },
  openWindow: { zh: '开窗', en: 'Open a window' },
  closeWindow: { zh: '关窗', en: 'Close a window' },
  pauseWindow: { zh: '暂停窗口', en: 'Pause a window' },
  resumeWindow: { zh: '恢复窗口', en: 'Resume a window' },
  callHelp: { zh: '求援', en: 'Call for help' },
  declareOutage: { zh: '登记系统故障', en: 'Declare a failure' },
  endOutage: { zh: '故障恢复', en: 'End a failure' },
  startPlaybook: { zh: '启动预案', en: 'Begin a checklist' },
  markStep: { zh: '预案步骤', en: 'Mark a step' },
  endPlaybook: { zh: '结束预案', en: 'End a checklist' },
  acknowledgeAlert: { zh: '确认告警', en: 'Acknowledge an alert' },
  showText: { zh: '显示文字', en: 'Show a text' },
  unlockDoor: { zh: '开柜门', en: 'Unlock a door' },
  setPower: { zh: '开关屏', en: 'Switch a sign on or off' },
  setBrightness: { zh: '调整亮度', en: 'Set the brightness' },
  setClock: { zh: '校准时钟', en: 'Set the clock' },
  askStatus: { zh: '查询状态', en: 'Ask for the status' },
  postNotice: { zh: '发布通知', en: 'Post a notice' },
  withdrawNotice: { zh: '撤下通知', en: 'Withdraw a notice' },
  raiseEmergency: { zh: '发布紧急通知', en: 'Raise an emergency text' },
  clearEmergency: { zh: '解除紧急通知', en: 'Clear the emergency text' },
  clearText: { zh: '清空显示', en: 'Clear a sign' },
  ...deskCommandNames,
  ...disciplineCommandNames,
};

/** Severities of an alert, in words. */
export const severityNames: Record<Severity, Bilingual> = {
  warning: { zh: '提醒', en: 'Warning' },
  fault: { zh: '故障', en: 'Fault' },
};
