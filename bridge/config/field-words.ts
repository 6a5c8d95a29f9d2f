import type { Control, Field } from '../../shared/config/form.ts';
import type { Bilingual } from '../../shared/text.ts';

/** What is said of a field beside its schema. */
interface FieldWords {
  words: Bilingual;
  help?: Bilingual;
  /** Words of the values that may be chosen. */
  choices?: Record<string, Bilingual>;
  /** The text is the id of a device of this kind. */
  of?: string;
}

/**
 * Words of fields that many lines and drivers have in common, by name. A driver whose field
 * means something else says so itself, with `.meta({ zh, en, help, choices })` on it.
 */
const fieldWords: Record<string, FieldWords> = {
  path: {
    words: { zh: '串口', en: 'Port' },
    help: {
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
  host: { words: { zh: '地址', en: 'Host' }, help: { zh: '如 192.168.1.30', en: 'such as 192.168.1.30' } },
  port: { words: { zh: '端口', en: 'Port' }, help: { zh: '如 4001', en: 'such as 4001' } },
  localPort: {
    words: { zh: '本机端口', en: 'Local port' },
    help: { zh: '设备指定了发往的端口时填写', en: 'where the device is told which port to send to' },
  },
  url: {
    words: { zh: '服务器', en: 'Broker' },
    help: {
      zh: 'embedded 为内置服务器，或 mqtt://192.168.1.5:1883',
      en: 'embedded, or mqtt://192.168.1.5:1883',
    },
  },
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
    help: { zh: '关闭仅限试用', en: 'off for a trial only' },
  },
  clientId: {
    words: { zh: '客户端标识', en: 'Client id' },
    help: { zh: '服务器要求固定标识时填写', en: 'where the broker asks for a certain one' },
  },
  topic: {
    words: { zh: '主题', en: 'Topic' },
    help: { zh: '不含 + 和 #', en: 'without + and #' },
  },
  fullTopic: {
    words: { zh: '完整主题格式', en: 'Full topic' },
    help: { zh: '与设备上的 FullTopic 一致', en: 'as the device is set' },
  },
  prefixes: { words: { zh: '主题前缀', en: 'Topic prefixes' } },
  device: {
    words: { zh: '设备名', en: 'Device' },
    help: { zh: '网关里的设备名称', en: 'its name at the gateway' },
  },
  node: { words: { zh: '节点', en: 'Node' } },
  group: { words: { zh: '组', en: 'Group' } },
  map: {
    words: { zh: '含义', en: 'Meanings' },
    help: {
      zh: '数据名对含义，如 contact、battery；不填则按名称显示数值',
      en: 'what a value means, such as contact or battery; others show as values',
    },
  },
  channel: {
    words: { zh: '通道', en: 'Channel' },
    help: { zh: '要开关的那一路', en: 'the relay that is switched' },
  },
  switch: {
    words: { zh: '开关', en: 'Switch' },
    help: { zh: '要开关的那一个的编号', en: 'id of the one that is switched' },
  },
  availability: { words: { zh: '在线主题', en: 'Availability' } },
  read: { words: { zh: '读取', en: 'What is read' } },
  bounce: { words: { zh: '去抖（毫秒）', en: 'Bounce (ms)' } },
  repeat: { words: { zh: '重复时限（毫秒）', en: 'Repeats within (ms)' } },
  remote: {
    words: { zh: '遥控器编码', en: 'Code of the remote' },
    help: { zh: '如 0x7028D', en: 'such as 0x7028D' },
  },
  keys: { words: { zh: '按键', en: 'Keys' }, help: { zh: '按键代码对含义', en: 'the meaning of each key' } },
  grades: {
    words: { zh: '各键的等级', en: 'Grades' },
    help: { zh: '5 为非常满意', en: '5 is very satisfied' },
  },
  address: {
    words: { zh: '地址', en: 'Address' },
    help: { zh: '与设备拨码一致', en: 'as set on the device' },
  },
  app: { words: { zh: '应用名', en: 'App' } },
  color: { words: { zh: '颜色', en: 'Colour' }, help: { zh: '如 #FFFFFF', en: 'such as #FFFFFF' } },
  duration: { words: { zh: '停留（秒）', en: 'Duration (s)' } },
  pollSeconds: { words: { zh: '查询间隔（秒）', en: 'Poll every (s)' } },
  pollMs: { words: { zh: '查询间隔（毫秒）', en: 'Poll every (ms)' } },
  columns: {
    words: { zh: '每行字符数', en: 'Columns' },
    help: { zh: '58 毫米纸 32，80 毫米纸 48', en: '32 on 58 mm paper, 48 on 80 mm' },
  },
  codes: {
    words: { zh: '二维码', en: 'QR codes' },
    choices: {
      command: { zh: '打印机自己生成', en: 'by the printer' },
      raster: { zh: '按图像打印', en: 'as a picture' },
      none: { zh: '不印', en: 'none' },
    },
  },
  cut: {
    words: { zh: '切纸', en: 'Cut' },
    choices: {
      feedPartial: { zh: '走纸后半切', en: 'feed, then partial' },
      feedFull: { zh: '走纸后全切', en: 'feed, then full' },
      partial: { zh: '半切（打印机自己走纸）', en: 'partial (feeds by itself)' },
      full: { zh: '全切（打印机自己走纸）', en: 'full (feeds by itself)' },
      tear: { zh: '手撕', en: 'torn by hand' },
    },
  },
  large: {
    words: { zh: '大字方式', en: 'Large print' },
    help: { zh: '汉字放不大时换一种', en: 'try another where Chinese stays small' },
    choices: {
      gs: { zh: 'GS !', en: 'GS !' },
      fs: { zh: 'FS !', en: 'FS !' },
      fsw: { zh: 'FS W', en: 'FS W' },
    },
  },
  chinese: {
    words: { zh: '汉字模式', en: 'Chinese' },
    choices: {
      select: { zh: '每次进入', en: 'selected each time' },
      always: { zh: '打印机总在汉字模式', en: 'always on' },
    },
  },
  logo: {
    words: { zh: '徽标', en: 'Logo' },
    help: { zh: 'PBM 图像的 base64', en: 'a PBM picture in base64' },
  },
  presenter: {
    words: { zh: '带出票口', en: 'Presenter' },
    help: { zh: '一体机用的嵌入式打印机', en: 'a kiosk printer' },
  },
  proof: {
    words: { zh: '出票凭据', en: 'Proof of print' },
    choices: {
      status: { zh: '打印后的状态', en: 'the status after it' },
      inStream: { zh: '打印机的流内应答', en: 'an answer in the stream' },
    },
  },
  printSeconds: { words: { zh: '打印用时（秒）', en: 'Time to print (s)' } },
  flow: {
    words: { zh: '流控', en: 'Flow control' },
    choices: {
      none: { zh: '无', en: 'none' },
      xonXoff: { zh: '线上的 XON/XOFF', en: 'XON/XOFF on the line' },
    },
  },
  kiosk: {
    words: { zh: '取号机编号', en: 'Kiosk' },
    help: { zh: '取号机自己的编号', en: 'the id the kiosk has' },
  },
  printer: {
    words: { zh: '打印机', en: 'Printer' },
    help: { zh: '不选则只显示号码，不出票', en: 'without one a ticket is shown only' },
    of: 'printer',
  },
  channels: { words: { zh: '锁的路数', en: 'Locks' } },
  groups: {
    words: { zh: '状态字节数', en: 'Status bytes' },
    help: { zh: '不填按路数推算', en: 'follows from the locks where absent' },
  },
  groupOrder: {
    words: { zh: '字节顺序', en: 'Order of bytes' },
    help: { zh: '开 1 号门试试，不对就换', en: 'try with door 1' },
    choices: {
      highFirst: { zh: '末字节是 1–8 路', en: 'the last holds 1 to 8' },
      lowFirst: { zh: '首字节是 1–8 路', en: 'the first holds 1 to 8' },
    },
  },
  feedback: {
    words: { zh: '反馈触点', en: 'Feedback' },
    choices: {
      shortWhenLocked: { zh: '关门闭合', en: 'closed when shut' },
      shortWhenOpen: { zh: '开门闭合', en: 'closed when open' },
    },
  },
  screen: { words: { zh: '屏号', en: 'Screen' }, help: { zh: '与控制卡设置一致', en: 'as set on the card' } },
  width: { words: { zh: '宽（像素）', en: 'Width (pixels)' } },
  height: { words: { zh: '高（像素）', en: 'Height (pixels)' } },
  cards: { words: { zh: '控制卡型号', en: 'Card' } },
  charset: { words: { zh: '字库', en: 'Characters' } },
  areas: {
    words: { zh: '分区', en: 'Areas' },
    help: { zh: '不填则整屏一个区', en: 'the whole screen where absent' },
  },
};

/** A field in words: its own where it has them, else those that are common for its name. */
export function wordField(field: Field): Field {
  const known = fieldWords[field.name];
  if (!known || field.words.zh !== field.name) return field;
  const { words, help, choices = {}, of } = known;
  return {
    ...field,
    words,
    ...(field.hint ? {} : help ? { hint: help } : {}),
    control:
      of !== undefined && field.control.kind === 'text'
        ? { kind: 'device', of }
        : inWords(field.control, choices),
  };
}

function inWords(control: Control, words: Record<string, Bilingual>): Control {
  if (control.kind !== 'choice') return control;
  return {
    ...control,
    choices: control.choices.map((choice) => ({
      ...choice,
      words: words[String(choice.value)] ?? choice.words,
    })),
  };
}
