import type { FrameField } from '../../shared/channel.ts';
import type { Bilingual } from '../../shared/text.ts';
import { FieldList } from './fields.ts';
import type { Framing, Verdict } from './framing.ts';

/**
 * What an ESC/POS printer says (Epson ESC/POS, "Transmission Status Identification"): the first
 * byte tells how long it is, and nothing has a checksum. Sources of the bits: Epson TM-T88III,
 * TM-U220 and HPRT TP80K manuals; NielsLeenheer/ReceiptPrinterStatus; python-escpos.
 */
type EscposReply = 'automatic' | 'realTime' | 'block';

const automaticLength = 4;
/** Header, maker's or model's name, NUL. */
const longestBlock = 66;

/** What a reply with this first byte is, or null when none begins so. */
export function escposReply(first: number): EscposReply | null {
  if ((first & 0x93) === 0x10) return 'automatic';
  if ((first & 0x93) === 0x12) return 'realTime';
  return first === 0x5f ? 'block' : null;
}

function inspectEscpos(bytes: Uint8Array): Verdict {
  switch (escposReply(bytes[0]!)) {
    case 'realTime':
      return { kind: 'frame', length: 1 };
    case 'automatic': {
      const rest = bytes.subarray(1, automaticLength);
      if (rest.some((byte) => (byte & 0x90) !== 0)) return { kind: 'noise', length: 1 };
      return bytes.length < automaticLength ? { kind: 'wait' } : { kind: 'frame', length: automaticLength };
    }
    case 'block': {
      const end = bytes.subarray(1, longestBlock).findIndex((byte) => byte < 0x20 || byte > 0x7e) + 1;
      if (end > 0)
        return bytes[end] === 0 ? { kind: 'frame', length: end + 1 } : { kind: 'noise', length: 1 };
      return bytes.length < longestBlock ? { kind: 'wait' } : { kind: 'noise', length: 1 };
    }
    case null:
      return { kind: 'noise', length: 1 };
  }
}

/**
 * The framing of a printer's line. XON and XOFF fall out as noise: with software flow control
 * the port takes them before they come here.
 */
export const escposFraming: Framing = { id: 'escpos', maxFrame: longestBlock, inspect: inspectEscpos };

/** Names the bytes of a printer's reply. */
export function describeEscposReply(frame: Uint8Array): FrameField[] {
  const [first = 0, second = 0, third = 0] = frame;
  const list = new FieldList(frame);
  if (frame.length === 1) {
    list.add(1, 'data', '实时状态', 'Real-time status', bits(first & 0x6c));
  } else if (escposReply(first) === 'automatic') {
    list
      .add(1, 'data', '打印机状态', 'Printer', words(first, printerBits))
      .add(1, 'data', '错误', 'Error', words(second, errorBits))
      .add(1, 'data', '纸张', 'Paper', words(third, paperBits))
      .add(1, 'data', '保留', 'Reserved');
  } else {
    const text = String.fromCharCode(...frame.subarray(1, -1));
    list
      .add(1, 'start', '信息块头', 'Block head')
      .add(frame.length - 2, 'data', '内容', 'Content', `“${text}”`)
      .add(1, 'end', '结束符', 'End');
  }
  return list.rest();
}

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

function join(words: Bilingual[]): Bilingual {
  return { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') };
}

function words(byte: number, table: Bits): Bilingual {
  const set = table.filter(([mask]) => byte & mask).map(([, name]) => name);
  return set.length > 0 ? join(set) : fine;
}

/** The meaning of a real-time bit depends on the request, so they are only counted here. */
function bits(byte: number): Bilingual {
  const set = [2, 3, 5, 6].filter((bit) => byte & (1 << bit));
  return set.length > 0 ? { zh: `第 ${set.join('、')} 位`, en: `bit ${set.join(', ')}` } : fine;
}
