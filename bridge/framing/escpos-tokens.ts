import type { FrameField } from '../../shared/channel.ts';
import { readChinese } from './chinese-text.ts';
import { FieldList } from './fields.ts';

/** What a printer was sent, cut into commands and text. */
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
  [0x1b21, { name: 'ESC !', zh: '打印模式', en: 'Print mode', arguments: 1 }],
  [0x1b64, { name: 'ESC d', zh: '走纸', en: 'Feed lines', arguments: 1 }],
  [0x1b61, { name: 'ESC a', zh: '对齐', en: 'Align', arguments: 1 }],
  [0x1c26, { name: 'FS &', zh: '中文模式', en: 'Chinese on', arguments: 0 }],
  [0x1c2e, { name: 'FS .', zh: '退出中文模式', en: 'Chinese off', arguments: 0 }],
  [0x1c21, { name: 'FS !', zh: '汉字模式', en: 'Chinese mode', arguments: 1 }],
  [0x1c57, { name: 'FS W', zh: '汉字四倍角', en: 'Chinese four times as large', arguments: 1 }],
  [0x1c43, { name: 'FS C', zh: '日文编码', en: 'Kanji code system', arguments: 1 }],
  [0x1d21, { name: 'GS !', zh: '字号', en: 'Character size', arguments: 1 }],
  [0x1d49, { name: 'GS I', zh: '查询型号', en: 'Identify', arguments: 1 }],
  [0x1d72, { name: 'GS r', zh: '排队状态查询', en: 'In-stream status', arguments: 1 }],
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
