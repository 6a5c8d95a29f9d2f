import type { AlertKind, PauseReason } from '../../shared/events/index.ts';
import { same, type Bilingual } from '../../shared/text.ts';

/** A kind without words is named as it is. */
const alertWords: Partial<Record<AlertKind, Bilingual>> = {
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
  'system.outage': { zh: '外部系统故障', en: 'System of others fails' },
  'help.called': { zh: '工作人员求援', en: 'Staff need help' },
  'hall.congested': { zh: '大厅拥堵', en: 'Hall congested' },
  'rating.bad': { zh: '差评', en: 'Bad rating' },
  'guide.called': { zh: '呼叫导税员', en: 'Guide called' },
  'battery.low': { zh: '电量低', en: 'Battery low' },
};

const pauseWords: Partial<Record<PauseReason, Bilingual>> = {
  break: { zh: '休息', en: 'break' },
  meal: { zh: '用餐', en: 'meal' },
  training: { zh: '培训', en: 'training' },
  system: { zh: '系统故障', en: 'system fault' },
  other: { zh: '其他', en: 'other' },
};

/** A kind of alert as a log names it. */
export function alertName(kind: AlertKind): Bilingual {
  return alertWords[kind] ?? same(kind);
}

/** The reason of a pause as a log names it. */
export function pauseName(reason: PauseReason): Bilingual {
  return pauseWords[reason] ?? same(reason);
}
