import type { PublicHall } from '../../shared/config/public.ts';
import type { Language } from '../../shared/text.ts';

/** Name of a service by id, or the id. */
export function serviceName(
  id: string,
  { services }: Pick<PublicHall, 'services'>,
  language: Language,
): string {
  return services.find((service) => service.id === id)?.name[language] ?? id;
}

/** `3号窗口` / `Window 3`, or the id of a window that is no longer configured. */
export function windowName(id: string, { windows }: Pick<PublicHall, 'windows'>, language: Language): string {
  const number = windows.find((window) => window.id === id)?.number;
  if (number === undefined) return id;
  return language === 'zh' ? `${number}号窗口` : `Window ${number}`;
}

/** Name of a device by id, or the id. */
export function deviceName(id: string, { devices }: Pick<PublicHall, 'devices'>, language: Language): string {
  return devices.find((device) => device.id === id)?.name[language] ?? id;
}

/** `线路 pads` / `Line pads`. */
export function lineName(id: string, language: Language): string {
  return language === 'zh' ? `线路 ${id}` : `Line ${id}`;
}

const kinds: Record<string, Record<Language, string>> = {
  pad: { zh: '呼叫器', en: 'Call pads' },
  evaluator: { zh: '评价器', en: 'Evaluators' },
  printer: { zh: '打印机', en: 'Printers' },
  display: { zh: '窗口屏', en: 'Displays' },
  locker: { zh: '存放箱', en: 'Lockers' },
  contact: { zh: '门磁', en: 'Contacts' },
  button: { zh: '呼叫按钮', en: 'Buttons' },
  kiosk: { zh: '取号机', en: 'Kiosks' },
  queue: { zh: '排队系统', en: 'Queue systems' },
  sensor: { zh: '传感器', en: 'Sensors' },
};

/** Name of a kind of device, in the plural. */
export function kindName(kind: string, language: Language): string {
  return kinds[kind]?.[language] ?? kind;
}
