import type { FrameField } from '../../shared/channel.ts';
import { readChinese } from './chinese-text.ts';
import { FieldList } from './fields.ts';

/** Commands to a printer, after the Epson ESC/POS reference; each returns the bytes to send. */
export const escpos = {
  /** ESC @ */
  initialise: () => [0x1b, 0x40],
  /** FS & — Chinese text from here on */
  chineseOn: () => [0x1c, 0x26],
  /** FS . */
  chineseOff: () => [0x1c, 0x2e],
  /** ESC a: 0 left, 1 centre, 2 right */
  align: (n: 0 | 1 | 2) => [0x1b, 0x61, n],
  /** GS !: one to eight times as wide and high */
  size: (width: number, height: number) => [0x1d, 0x21, ((width - 1) << 4) | (height - 1)],
  /** GS a: which changes the printer reports by itself, as bits */
  automaticStatus: (n: number) => [0x1d, 0x61, n],
  /** DLE DC4 7: send the automatic status now; printers that lack it stay silent */
  sendStatus: () => [0x10, 0x14, 0x07, 0x01],
  /** DLE EOT: 1 printer, 2 offline cause, 3 error, 4 paper */
  realTimeStatus: (n: number) => [0x10, 0x04, n],
  /** GS I: 65 firmware, 66 maker, 67 model, 68 serial number */
  identify: (n: number) => [0x1d, 0x49, n],
  /** GS V 66 0: to the cutter, then a partial cut */
  feedAndCut: () => [0x1d, 0x56, 0x42, 0x00],
  /** GS V 0 */
  cut: () => [0x1d, 0x56, 0x00],
  lineFeed: () => [0x0a],
  /** GS ( k 80: the content of the next QR code. Its length counts bytes, not characters. */
  qrStore: (content: string) => {
    const bytes = new TextEncoder().encode(content);
    const length = bytes.length + 3;
    return [0x1d, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30, ...bytes];
  },
  /** A whole QR code: model 2, module size in dots, error correction L (0) to H (3). */
  qrCode: (content: string, module = 3, correction = 0) => [
    ...[0x1d, 0x28, 0x6b, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00],
    ...[0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x43, module],
    ...[0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x45, 0x30 + correction],
    ...escpos.qrStore(content),
    ...[0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x51, 0x30],
  ],
};

export type EscposToken =
  /** `name` is the command as manuals write it; `content` what follows its fixed bytes. */
  | { kind: 'command'; name: string; at: number; length: number; arguments: number[]; content: Uint8Array }
  | { kind: 'text'; at: number; length: number; text: string };

/** Fixed bytes of a command, how many arguments follow, and how much content those announce. */
interface Shape {
  name: string;
  zh: string;
  en: string;
  arguments: number;
  content?: (args: number[]) => number;
}

const shapes = new Map<number, Shape>([
  [0x1b40, { name: 'ESC @', zh: '初始化', en: 'Initialise', arguments: 0 }],
  [0x1b61, { name: 'ESC a', zh: '对齐', en: 'Align', arguments: 1 }],
  [0x1c26, { name: 'FS &', zh: '中文模式', en: 'Chinese on', arguments: 0 }],
  [0x1c2e, { name: 'FS .', zh: '退出中文模式', en: 'Chinese off', arguments: 0 }],
  [0x1c43, { name: 'FS C', zh: '日文编码', en: 'Kanji code system', arguments: 1 }],
  [0x1d21, { name: 'GS !', zh: '字号', en: 'Character size', arguments: 1 }],
  [0x1d49, { name: 'GS I', zh: '查询型号', en: 'Identify', arguments: 1 }],
  [0x1d61, { name: 'GS a', zh: '自动状态返回', en: 'Automatic status', arguments: 1 }],
  [0x1d56, { name: 'GS V', zh: '切纸', en: 'Cut', arguments: 1, content: ([m = 0]) => (m >= 0x41 ? 1 : 0) }],
  [
    0x1d28,
    {
      name: 'GS (',
      zh: '二维码',
      en: 'QR code',
      arguments: 3,
      content: ([, low = 0, high = 0]) => low + 256 * high,
    },
  ],
  [
    0x1d76,
    {
      name: 'GS v 0',
      zh: '位图',
      en: 'Raster image',
      arguments: 6,
      content: ([, , xl = 0, xh = 0, yl = 0, yh = 0]) => (xl + 256 * xh) * (yl + 256 * yh),
    },
  ],
  [0x1004, { name: 'DLE EOT', zh: '实时状态查询', en: 'Real-time status', arguments: 1 }],
  [0x1014, { name: 'DLE DC4', zh: '立即返回状态', en: 'Send status now', arguments: 2 }],
]);

/**
 * Cuts what a printer was sent into commands and text. Stops before a command that is not all
 * there: `rest` is where to go on when more bytes have come.
 */
export function readEscpos(bytes: Uint8Array): { tokens: EscposToken[]; rest: number } {
  const tokens: EscposToken[] = [];
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at]!;
    if (first === 0x0a) {
      tokens.push({
        kind: 'command',
        name: 'LF',
        at,
        length: 1,
        arguments: [],
        content: bytes.slice(at, at),
      });
      at += 1;
    } else if (isPrefix(first)) {
      const command = readCommand(bytes, at);
      if (!command) break;
      tokens.push(command);
      at += command.length;
    } else {
      const found = bytes.subarray(at).findIndex((byte) => byte === 0x0a || isPrefix(byte));
      const end = found < 0 ? bytes.length : at + found;
      tokens.push({ kind: 'text', at, length: end - at, text: readChinese(bytes.subarray(at, end)) });
      at = end;
    }
  }
  return { tokens, rest: at };
}

/** Names the bytes of what a printer was sent. */
export function describeEscposCommands(frame: Uint8Array): FrameField[] {
  const list = new FieldList(frame);
  for (const token of readEscpos(frame).tokens) {
    if (token.kind === 'text') {
      list.add(token.length, 'data', '文字', 'Text', `“${token.text}”`);
      continue;
    }
    const shape = shapes.get((frame[token.at]! << 8) | (frame[token.at + 1] ?? 0));
    const fixed = token.length - token.content.length;
    if (token.name === 'LF') list.add(1, 'end', '换行', 'Line feed');
    else list.add(fixed, 'command', shape?.zh ?? '未知指令', shape?.en ?? 'Unknown command', token.name);
    list.add(token.content.length, 'data', '内容', 'Content');
  }
  return list.rest('未完的指令', 'Unfinished command');
}

function readCommand(bytes: Uint8Array, at: number): Extract<EscposToken, { kind: 'command' }> | null {
  const second = bytes[at + 1];
  if (second === undefined) return null;
  const shape = shapes.get((bytes[at]! << 8) | second);
  if (!shape) {
    return { kind: 'command', name: 'unknown', at, length: 2, arguments: [], content: bytes.slice(at, at) };
  }
  const start = at + 2;
  const args = [...bytes.subarray(start, start + shape.arguments)];
  if (args.length < shape.arguments) return null;
  const announced = shape.content?.(args) ?? 0;
  const from = start + shape.arguments;
  if (bytes.length < from + announced) return null;
  const content = bytes.slice(from, from + announced);
  return { kind: 'command', name: shape.name, at, length: from + announced - at, arguments: args, content };
}

function isPrefix(byte: number): boolean {
  return byte === 0x10 || byte === 0x1b || byte === 0x1c || byte === 0x1d;
}
