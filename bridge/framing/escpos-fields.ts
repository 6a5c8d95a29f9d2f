import type { FrameField } from '../../shared/channel.ts';
import type { Bilingual } from '../../shared/text.ts';
import { escposReply } from './escpos.ts';
import { FieldList } from './fields.ts';

type Bits = [mask: number, words: Bilingual][];

const fine: Bilingual = { zh: '正常', en: 'ok' };

const printerBits: Bits = [
  [0x04, { zh: '钱箱信号', en: 'drawer' }],
  [0x08, { zh: '离线', en: 'offline' }],
  [0x20, { zh: '盖开', en: 'cover open' }],
  [0x40, { zh: '走纸键', en: 'feed button' }],
];
const errorBits: Bits = [
  [0x04, { zh: '机械错误', en: 'mechanical' }],
  [0x08, { zh: '切刀错误', en: 'cutter' }],
  [0x20, { zh: '不可恢复', en: 'unrecoverable' }],
  [0x40, { zh: '自动恢复', en: 'auto-recoverable' }],
];
const paperBits: Bits = [
  [0x03, { zh: '将尽', en: 'near end' }],
  [0x0c, { zh: '用尽', en: 'out' }],
];
const fullPaperBits: Bits = [
  [0x01, { zh: '缺纸', en: 'no paper' }],
  [0x04, { zh: '将尽', en: 'near end' }],
  [0x20, { zh: '出纸口有票', en: 'ticket in output' }],
  [0x40, { zh: '计数纸尽', en: 'virtual paper end' }],
  [0x80, { zh: '未找到定位孔', en: 'notch not found' }],
];
const fullUserBits: Bits = [
  [0x01, { zh: '打印头抬起', en: 'head up' }],
  [0x02, { zh: '盖开', en: 'cover open' }],
  [0x04, { zh: '接收中', en: 'spooling' }],
  [0x08, { zh: '走纸电机运转', en: 'motor on' }],
  [0x20, { zh: 'LF 键按下', en: 'LF key' }],
  [0x40, { zh: 'FF 键按下', en: 'FF key' }],
];
const fullErrorBits: Bits = [
  [0x01, { zh: '打印头温度', en: 'head temperature' }],
  [0x02, { zh: '通讯错误', en: 'communication' }],
  [0x08, { zh: '电源电压', en: 'supply voltage' }],
];

/** Names the bytes of a printer's reply. */
export function describeEscposReply(frame: Uint8Array): FrameField[] {
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = frame;
  const list = new FieldList(frame);
  switch (escposReply(frame)) {
    case 'realTime':
      return list.add(1, 'data', '实时状态', 'Real-time status', setBits(first & 0x6c)).rest();
    case 'inStream':
      return list.add(1, 'data', '排队状态', 'In-stream status', setBits(first & 0x6f)).rest();
    case 'flow':
      return list.add(1, 'command', '流控', 'Flow control', first === 0x11 ? go : stop).rest();
    case 'automatic':
      return list
        .add(1, 'data', '打印机状态', 'Printer', inWords(first, printerBits))
        .add(1, 'data', '错误', 'Error', inWords(second, errorBits))
        .add(1, 'data', '纸张', 'Paper', inWords(third, paperBits))
        .add(1, 'data', '保留', 'Reserved')
        .rest();
    case 'full':
      return list
        .add(2, 'start', '完整状态头', 'Full status head')
        .add(1, 'data', '纸张', 'Paper', inWords(third, fullPaperBits))
        .add(1, 'data', '用户操作', 'User', inWords(fourth, fullUserBits))
        .add(1, 'data', '可恢复错误', 'Recoverable error', inWords(fifth, fullErrorBits))
        .add(1, 'data', '不可恢复错误', 'Unrecoverable error', setBits(sixth))
        .rest();
    case 'block': {
      const text = String.fromCharCode(...frame.subarray(1, -1));
      return list
        .add(1, 'start', '信息块头', 'Block head')
        .add(frame.length - 2, 'data', '内容', 'Content', `“${text}”`)
        .add(1, 'end', '结束符', 'End')
        .rest();
    }
    case null:
      return list.rest();
  }
}

const go: Bilingual = { zh: '继续', en: 'go on' };
const stop: Bilingual = { zh: '暂停', en: 'stop' };

function join(words: Bilingual[]): Bilingual {
  return { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') };
}

function inWords(byte: number, table: Bits): Bilingual {
  const set = table.filter(([mask]) => byte & mask).map(([, name]) => name);
  return set.length > 0 ? join(set) : fine;
}

/** Where the meaning of a bit depends on the question or the model, it is only counted. */
function setBits(byte: number): Bilingual {
  const set = [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => byte & (1 << bit));
  return set.length > 0 ? { zh: `第 ${set.join('、')} 位`, en: `bit ${set.join(', ')}` } : fine;
}
