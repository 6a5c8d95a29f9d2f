import type { Bilingual } from '../text.ts';

/** Why a display does not show what was asked. */
export const displayRefusals = {
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
} as const satisfies Record<string, Bilingual>;
