import type { z } from 'zod';
import type { CatalogAnswer, CatalogTransport } from '../../shared/config/form.ts';
import { lineSchema } from '../../shared/config/line.ts';
import type { Bilingual } from '../../shared/text.ts';
import type { Driver } from '../drivers/driver.ts';
import { wordField } from './field-words.ts';
import { fieldsOf } from './form.ts';

/** What there is to choose from when a device is added: drivers and ways to reach it, with their forms. */
export function catalogOf(drivers: ReadonlyMap<string, Driver>): CatalogAnswer {
  return {
    drivers: [...drivers.values()].map(({ id, kind, name, medium, settings, actions = {} }) => ({
      ...{ id, kind, name, medium },
      actions: Object.keys(actions),
      fields: fieldsOf(settings).map(wordField),
    })),
    transports: transports(),
  };
}

const transportWords: Record<string, { name: Bilingual; hint: Bilingual }> = {
  serial: {
    name: { zh: '串口', en: 'Serial port' },
    hint: { zh: '本机的串口或 USB 转串口', en: 'A serial port or USB adapter of this machine' },
  },
  tcp: {
    name: { zh: 'TCP', en: 'TCP' },
    hint: {
      zh: '网络串口服务器（透明传输），或自带网口的设备',
      en: 'A serial device server in transparent mode, or a device with a network socket',
    },
  },
  rfc2217: {
    name: { zh: 'RFC 2217', en: 'RFC 2217' },
    hint: {
      zh: '由这里设置波特率的网络串口服务器',
      en: 'A serial device server whose port is set from here',
    },
  },
  udp: {
    name: { zh: 'UDP', en: 'UDP' },
    hint: { zh: '以数据报通信的设备', en: 'A device that sends datagrams' },
  },
  mqtt: {
    name: { zh: 'MQTT', en: 'MQTT' },
    hint: {
      zh: '取号机、Zigbee 网关等；可用内置服务器',
      en: 'Kiosks, Zigbee gateways and the like; a broker is built in',
    },
  },
  tasmotaSerial: {
    name: { zh: 'Tasmota 串口', en: 'Serial port at a Tasmota device' },
    hint: {
      zh: '接在 Tasmota 设备串口桥上的串口设备，经 MQTT 通信',
      en: 'A serial device at the serial bridge of a Tasmota device, reached over MQTT',
    },
  },
};

function transports(): CatalogTransport[] {
  const { options } = lineSchema.shape.transport as unknown as { options: z.ZodObject[] };
  return options.map((option) => {
    const [kind = ''] = (option.shape['kind'] as z.ZodLiteral<string>).values;
    const words = transportWords[kind] ?? { name: { zh: kind, en: kind }, hint: { zh: '', en: '' } };
    return {
      ...{ kind, ...words },
      medium: kind === 'mqtt' ? 'messages' : 'bytes',
      fields: fieldsOf(option)
        .filter(({ name }) => name !== 'kind')
        .map(wordField),
    };
  });
}
