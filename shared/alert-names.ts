import type { AlertKind } from './events/index.ts';
import type { Bilingual } from './text.ts';

/** Kinds of alert, in words. */
export const alertNames: Record<AlertKind, Bilingual> = {
  'device.offline': { zh: '设备离线', en: 'Device offline' },
  'line.offline': { zh: '线路断开', en: 'Line lost' },
  'printer.paperOut': { zh: '打印机缺纸', en: 'Printer out of paper' },
  'printer.paperLow': { zh: '打印纸将尽', en: 'Printer paper low' },
  'printer.fault': { zh: '打印机故障', en: 'Printer fault' },
  'print.failed': { zh: '号票打印失败', en: 'Ticket print failed' },
  'wait.long': { zh: '等候超时', en: 'Long wait' },
  'wait.missed': { zh: '等候达标率低', en: 'Waits miss the target' },
  'queue.long': { zh: '排队人多', en: 'Long queue' },
  'window.idle': { zh: '有队空窗', en: 'Idle while people wait' },
  'service.long': { zh: '疑难业务', en: 'Long service' },
  'promise.broken': { zh: '超承诺时限', en: 'Promise broken' },
  'display.stale': { zh: '显示内容陈旧', en: 'Display out of date' },
  'locker.out': { zh: '手机待了解', en: 'Phones to ask about' },
  'system.outage': { zh: '外部系统故障', en: 'System of others fails' },
  'clock.back': { zh: '主机时钟被拨回', en: 'Clock set back' },
  'clock.jumped': { zh: '主机时钟跳进', en: 'Clock jumped ahead' },
  'hall.congested': { zh: '大厅拥堵', en: 'Hall congested' },
  'rating.bad': { zh: '差评', en: 'Bad rating' },
  'help.called': { zh: '工作人员求援', en: 'Staff need help' },
  'guide.called': { zh: '呼叫导税员', en: 'Guide called' },
  'battery.low': { zh: '电量低', en: 'Battery low' },
};
