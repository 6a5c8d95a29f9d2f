import type { HallConfig } from '../../shared/config/schema.ts';
import type { Language } from '../../shared/text.ts';
import type { Driver } from '../drivers/driver.ts';
import { checkLines } from './lines.ts';
import type { Mistake } from '../schemas/mistake.ts';
import { mistakesOf } from '../schemas/words.ts';

/** What the schema alone cannot see: drivers, their settings, and what may share a line. */
export function checkDevices(
  hall: HallConfig,
  drivers: ReadonlyMap<string, Driver>,
  language: Language,
): Mistake[] {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const mistakes: Mistake[] = [];
  const media = new Map(
    hall.lines.map(({ id, transport }) => [id, transport.kind === 'mqtt' ? 'messages' : 'bytes']),
  );
  const framings = new Map<string, string>();
  const places = new Map<string, string>();
  hall.devices.forEach((device, index) => {
    const path = ['devices', index];
    const driver = drivers.get(device.driver);
    if (!driver) {
      const known = [...drivers.keys()].sort().join(', ');
      const message = say(
        `没有驱动“${device.driver}”，可用：${known}`,
        `there is no driver "${device.driver}"; known: ${known}`,
      );
      mistakes.push({ path: [...path, 'driver'], message });
      return;
    }
    if (driver.medium !== media.get(device.line)) {
      const message = say(
        `驱动 ${driver.id} 不能用在线路“${device.line}”上：${driver.medium === 'bytes' ? '它需要串口、TCP、RFC 2217 或 UDP' : '它需要 MQTT'}`,
        `driver ${driver.id} cannot use the line "${device.line}": it needs ${driver.medium === 'bytes' ? 'serial, TCP, RFC 2217 or UDP' : 'MQTT'}`,
      );
      mistakes.push({ path: [...path, 'line'], message });
      return;
    }
    const settings = driver.settings.safeParse(device.settings);
    if (!settings.success) {
      const { issues } = settings.error;
      mistakes.push(...mistakesOf(issues, device.settings, language, [...path, 'settings']));
      return;
    }
    if (driver.medium !== 'bytes') return;
    const framing = driver.framing([settings.data]).id;
    const other = framings.get(device.line);
    if (other !== undefined && other !== framing) {
      const message = say(
        `线路“${device.line}”上已有 ${other} 协议的设备，不能再接 ${framing} 协议的`,
        `the line "${device.line}" already speaks ${other}; a device that speaks ${framing} needs a line of its own`,
      );
      mistakes.push({ path: [...path, 'line'], message });
    }
    framings.set(device.line, framing);
    const { address, screen } = settings.data as { address?: number; screen?: number };
    const place = `${device.line}/${driver.id}/${address ?? screen ?? ''}`;
    const taken = places.get(place);
    if (taken !== undefined) {
      const message = say(
        `“${device.id}”与设备“${taken}”同在一条线路、同一地址，请换一个地址`,
        `"${device.id}" has the same line and address as "${taken}": give it another address`,
      );
      mistakes.push({ path: [...path, 'settings'], message });
    }
    places.set(place, device.id);
  });
  return [...mistakes, ...checkPrinters(hall, drivers, language), ...checkLines(hall, language)];
}

/** A kiosk prints on a device of the hall that prints tickets, or on none. */
function checkPrinters(
  { devices }: Pick<HallConfig, 'devices'>,
  drivers: ReadonlyMap<string, Driver>,
  language: Language,
): Mistake[] {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const driverOf = (id: string) => drivers.get(devices.find((one) => one.id === id)?.driver ?? '');
  const printers = devices.map(({ id }) => id).filter((id) => driverOf(id)?.actions?.printTicket);
  const advice =
    printers.length > 0
      ? say(`可用：${printers.join('、')}`, `choose one of ${printers.join(', ')}`)
      : say(
          '本厅还没有号票打印机：请先添加一台，或删去此项',
          'the hall has none: add one first, or leave this out',
        );
  return devices.flatMap(({ id: kiosk, settings }, index): Mistake[] => {
    const { printer } = settings;
    if (driverOf(kiosk)?.kind !== 'kiosk' || typeof printer !== 'string' || printers.includes(printer))
      return [];
    const message = devices.some(({ id }) => id === printer)
      ? say(
          `设备“${printer}”不能打印号票，取号机要在打印机上出票；${advice}`,
          `the device "${printer}" prints no tickets, and a kiosk prints on a ticket printer; ${advice}`,
        )
      : say(
          `没有设备“${printer}”，取号机无处出票；${advice}`,
          `there is no device "${printer}" to print on; ${advice}`,
        );
    return [{ path: ['devices', index, 'settings', 'printer'], message }];
  });
}
