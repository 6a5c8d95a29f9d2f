import type { Bilingual, Language } from '../../../shared/text.ts';

/** Names that drivers of this bridge give to values; every other name is the device's own. */
const names: Partial<Record<string, Bilingual>> = {
  firmware: { zh: '固件', en: 'Firmware' },
  maker: { zh: '厂商', en: 'Maker' },
  model: { zh: '型号', en: 'Model' },
  serial: { zh: '序列号', en: 'Serial number' },
  'ticket in output': { zh: '出纸口有票未取', en: 'Ticket not taken' },
  'notch found': { zh: '找到定位孔', en: 'Notch found' },
  'virtual paper end': { zh: '计数纸尽', en: 'Virtual paper end' },
  'head up': { zh: '打印头抬起', en: 'Print head up' },
  spooling: { zh: '接收中', en: 'Spooling' },
  'motor on': { zh: '走纸电机运转', en: 'Paper motor on' },
  'head temperature error': { zh: '打印头温度异常', en: 'Head temperature error' },
  'communication error': { zh: '通讯错误', en: 'Communication error' },
  'supply voltage error': { zh: '电源电压异常', en: 'Supply voltage error' },
  power: { zh: '电源', en: 'Power' },
  brightness: { zh: '亮度', en: 'Brightness' },
  'clock error': { zh: '时钟偏差', en: 'Clock error' },
};

/** A value's name in words, or as the device gave it. */
export function valueName(name: string, language: Language): string {
  return (Object.hasOwn(names, name) && names[name]?.[language]) || name;
}
