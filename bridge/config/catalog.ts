import type { z } from 'zod';
import type { CatalogAnswer, CatalogTransport, Field } from '../../shared/config/form.ts';
import { lineSchema } from '../../shared/config/line.ts';
import type { Bilingual } from '../../shared/text.ts';
import type { Driver } from '../drivers/driver.ts';
import { fieldsOf } from './form.ts';

/** What there is to choose from when a device is added: drivers and ways to reach it, with their forms. */
export function catalogOf(drivers: ReadonlyMap<string, Driver>): CatalogAnswer {
  return {
    drivers: [...drivers.values()].map(({ id, kind, name, medium, settings, actions = {} }) => ({
      ...{ id, kind, name, medium },
      actions: Object.keys(actions),
      fields: fieldsOf(settings),
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

const fieldWords: Record<
  string,
  { words: Bilingual; hint?: Bilingual; choices?: Record<string, Bilingual> }
> = {
  path: {
    words: { zh: '串口', en: 'Port' },
    hint: {
      zh: '优先选 by-id 名称：换 USB 口、重启后不变',
      en: 'Prefer a by-id name: it survives a reboot and another socket',
    },
  },
  baudRate: { words: { zh: '波特率', en: 'Baud rate' } },
  dataBits: { words: { zh: '数据位', en: 'Data bits' } },
  parity: {
    words: { zh: '校验', en: 'Parity' },
    choices: {
      none: { zh: '无', en: 'none' },
      even: { zh: '偶', en: 'even' },
      odd: { zh: '奇', en: 'odd' },
    },
  },
  stopBits: { words: { zh: '停止位', en: 'Stop bits' } },
  flowControl: {
    words: { zh: '流控', en: 'Flow control' },
    choices: {
      none: { zh: '无', en: 'none' },
      rtscts: { zh: '硬件 RTS/CTS', en: 'RTS/CTS' },
      xonxoff: { zh: '软件 XON/XOFF', en: 'XON/XOFF' },
    },
  },
  rts: { words: { zh: '打开后的 RTS', en: 'RTS once open' } },
  dtr: { words: { zh: '打开后的 DTR', en: 'DTR once open' } },
  host: { words: { zh: '地址', en: 'Host' }, hint: { zh: '如 192.168.1.30', en: 'such as 192.168.1.30' } },
  port: { words: { zh: '端口', en: 'Port' }, hint: { zh: '如 4001', en: 'such as 4001' } },
  localPort: {
    words: { zh: '本机端口', en: 'Local port' },
    hint: { zh: '设备指定了发往的端口时填写', en: 'where the device is told which port to send to' },
  },
  url: {
    words: { zh: '服务器', en: 'Broker' },
    hint: {
      zh: 'embedded 为内置服务器，或 mqtt://192.168.1.5:1883',
      en: 'embedded, or mqtt://192.168.1.5:1883',
    },
  },
  topic: { words: { zh: '设备 Topic', en: 'Topic of the device' } },
  fullTopic: {
    words: { zh: '主题格式', en: 'Full topic' },
    hint: { zh: '与设备的 FullTopic 一致', en: 'as the FullTopic of the device' },
  },
  prefixes: { words: { zh: '主题前缀', en: 'Prefixes' } },
  version: {
    words: { zh: 'MQTT 版本', en: 'MQTT version' },
    choices: { 4: { zh: '3.1.1', en: '3.1.1' }, 5: { zh: '5', en: '5' } },
  },
  username: { words: { zh: '用户名', en: 'User name' } },
  password: { words: { zh: '密码', en: 'Password' } },
  ca: { words: { zh: 'CA 证书文件', en: 'CA certificate file' } },
  cert: { words: { zh: '客户端证书文件', en: 'Client certificate file' } },
  key: { words: { zh: '客户端私钥文件', en: 'Client key file' } },
  rejectUnauthorized: {
    words: { zh: '检查服务器证书', en: 'Check the certificate' },
    hint: { zh: '关闭仅限试用', en: 'off for a trial only' },
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
        .map(withWords),
    };
  });
}

function withWords(field: Field): Field {
  const known = fieldWords[field.name];
  if (!known) return field;
  const { words, hint, choices = {} } = known;
  const { control } = field;
  return {
    ...field,
    words,
    ...(hint ? { hint } : {}),
    control:
      control.kind === 'choice'
        ? {
            ...control,
            choices: control.choices.map((choice) => ({
              ...choice,
              words: choices[String(choice.value)] ?? choice.words,
            })),
          }
        : control,
  };
}
