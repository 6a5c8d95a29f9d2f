import type { Bilingual } from '../text.ts';

/** Why a device or a printer did not do what was asked. */
export const deviceRefusals = {
  'device.unknown': { zh: '没有设备“{device}”。', en: 'There is no device "{device}".' },
  'device.noWindow': {
    zh: '设备未绑定窗口，请在配置中填写 window。',
    en: 'The device stands at no window: give it one in the configuration.',
  },
  'device.offline': { zh: '设备不在线，未发送。', en: 'The device is not online; nothing was sent.' },
  'device.noAnswer': { zh: '设备没有回答。', en: 'The device did not answer.' },
  'device.rejected': { zh: '设备拒绝了指令：{detail}', en: 'The device rejected it: {detail}' },
  'device.cannot': { zh: '这种设备不能执行此操作。', en: 'This kind of device cannot do that.' },
  'printer.none': {
    zh: '“{printer}”不是能打印号票的设备，未取号：请改选打印机。',
    en: 'The device "{printer}" does not print tickets, and no ticket was issued: choose a printer.',
  },
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
  'device.reconfigured': {
    zh: '设备的配置已更改，指令未发送。请重新操作。',
    en: 'The device was configured anew; nothing was sent. Please ask again.',
  },
} as const satisfies Record<string, Bilingual>;
