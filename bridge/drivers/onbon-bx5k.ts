import { z } from 'zod';
import type { FrameField } from '../../shared/channel.ts';
import type { Bilingual } from '../../shared/text.ts';
import { cellsWidth, cutCells, joinCells, readChinese, textCells } from '../framing/chinese-text.ts';
import { checkWords, FieldList } from '../framing/fields.ts';
import {
  buildOnbon,
  onbonAnyScreen,
  onbonFraming,
  onbonHost,
  parseOnbon,
  unwrapOnbon,
} from '../framing/onbon.ts';
import { byteDriver, type Request } from './driver.ts';

/**
 * Window sign with an Onbon 仰邦 BX-5K or 6K font-library card (onbonlab/bx.k.java, BX-K protocol
 * documents), 57600 8N1 or TCP 5005. Text goes to dynamic area 0, over the whole screen, and is
 * gone when the card loses power: nothing is written to its flash.
 */
const settings = z.strictObject({
  screen: z.number().int().min(0).max(0xffff).default(1),
  width: z.number().int().min(16).max(4096).default(192),
  height: z.number().int().min(16).max(1024).default(32),
  /** 5K cards count x and width in steps of eight pixels, 6K cards in pixels. */
  cards: z.enum(['5k', '6k']).default('5k'),
});
type Settings = z.infer<typeof settings>;

const mustAnswer = 0x01;
const ping = { group: 0xa2, command: 0x00 };
const dynamicArea = { group: 0xa3, command: 0x06 };
const answerGroup = 0xa0;
const refused = 0x01;
/** Pixels of a half-width column in the font that every card has. */
const columnWidth = 8;
/** More bytes than any window sign shows in a minute, and well within the card's memory. */
const longestText = 240;

/** Reasons of a NACK (BX-K "Error Code"). */
const errors: Record<number, string> = {
  1: 'noGroup',
  2: 'noCommand',
  3: 'busy',
  4: 'memory',
  5: 'crc',
  6: 'noFile',
  7: 'flash',
  8: 'download',
  12: 'noFont',
  14: 'dateFormat',
};

/**
 * Text that the card shows as it stands. A backslash begins a control code of the card, also
 * where it is the second byte of a character to firmware that does not tell them apart.
 */
function signCells(text: string): Uint8Array[] {
  return textCells(text.replaceAll('\\', '＼')).map((cell) =>
    cell[1] === 0x5c ? Uint8Array.of(0x3f) : cell,
  );
}

/** Replaces what dynamic area 0 shows: at once, standing still. */
function areaPayload(text: string, { width, height, cards }: Settings): Uint8Array {
  const cells = cutCells(signCells(text), longestText);
  const bytes = joinCells(cells);
  const fits = cellsWidth(cells) * columnWidth <= width;
  const [single, manual] = [1, 1];
  const [several, automatic] = [2, 2];
  const area = [
    0x00,
    ...word(0),
    ...word(0),
    ...word(cards === '5k' ? Math.floor(width / 8) : width),
    ...word(height),
    ...[0x00, 0x00, 0x00], // area id, line spacing, run mode: loop
    ...word(5), // time-out in seconds, for another run mode
    ...[0x00, 0x00, 0x00], // no voice, no extension, default alignment
    ...(fits ? [single, manual] : [several, automatic]),
    ...[0x01, 0x00, 0x00, 0x08], // static, no exit, fastest, pages of four seconds
    ...word(bytes.length),
    ...word(0),
    ...bytes,
  ];
  const [remove, areas] = [0x00, 0x01];
  return Uint8Array.from([remove, areas, ...word(area.length), ...area]);
}

function word(value: number): number[] {
  return [value & 0xff, value >> 8];
}

function ask(
  name: string,
  { screen }: Settings,
  command: { group: number; command: number },
  payload: Uint8Array,
): Request {
  const bytes = buildOnbon({ to: screen, from: onbonHost, ...command, third: mustAnswer, payload });
  return { name, bytes, answeredBy: (frame) => isAnswer(frame, screen), timeout: 1000 };
}

/** Cards sign with their number, or with "any screen" when the question named none. */
function isAnswer(frame: Uint8Array, screen: number): boolean {
  const parsed = parseOnbon(frame);
  return parsed?.to === onbonHost && (parsed.from === screen || parsed.from === onbonAnyScreen);
}

function describe(frame: Uint8Array): FrameField[] {
  const run = Math.max(
    0,
    frame.findIndex((byte) => byte !== 0xa5),
  );
  const list = new FieldList(frame).add(run, 'start', '帧头', 'Head');
  const parsed = parseOnbon(frame);
  const content = unwrapOnbon(frame);
  if (!content || content.length < 21) return list.rest();
  /** Bytes on the wire for so many bytes of content: escaped ones are two. */
  let at = run;
  const name = (length: number, ...rest: [FrameField['role'], string, string, (string | Bilingual)?]) => {
    const start = at;
    for (let i = 0; i < length; i++) at += frame[at] === 0xa6 || frame[at] === 0x5b ? 2 : 1;
    list.add(at - start, ...rest);
  };
  const number = (offset: number) => content[offset]! + 256 * content[offset + 1]!;
  const [group = 0, command = 0, third = 0] = content.subarray(14);
  name(2, 'address', '目的地址', 'To', `${number(0)}`);
  name(2, 'address', '源地址', 'From', `${number(2)}`);
  name(8, 'data', '帧属性', 'Frame attributes');
  name(2, 'length', '数据长度', 'Content length', `${number(12)}`);
  name(2, 'command', '命令', 'Command', commandWords(group, command));
  if (group === answerGroup)
    name(3, 'data', '错误码', 'Error', third === 0 ? { zh: '无', en: 'none' } : errorName(third));
  else
    name(
      3,
      'data',
      '应答要求',
      'Answer wanted',
      third === mustAnswer ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' },
    );
  const payload = content.subarray(19, -2);
  const text = group === dynamicArea.group && command === dynamicArea.command ? areaText(payload) : undefined;
  if (payload.length > 0) name(payload.length, 'data', '内容', 'Content', text);
  name(2, 'checksum', '校验 CRC', 'CRC', checkWords(parsed !== null));
  return list.add(1, 'end', '帧尾', 'End').rest();
}

function commandWords(group: number, command: number): Bilingual {
  const names: Record<number, Bilingual> = {
    0xa000: { zh: '确认', en: 'acknowledged' },
    0xa001: { zh: '拒绝', en: 'refused' },
    0xa200: { zh: '心跳', en: 'ping' },
    0xa203: { zh: '校时', en: 'set clock' },
    0xa300: { zh: '开关屏', en: 'on or off' },
    0xa302: { zh: '亮度', en: 'brightness' },
    0xa306: { zh: '动态区', en: 'dynamic area' },
    0xa310: { zh: '清屏', en: 'clear' },
  };
  return names[(group << 8) | command] ?? { zh: '其他', en: 'other' };
}

function errorName(error: number): string {
  return errors[error] ?? `error ${error}`;
}

/** The text of a dynamic area, which stands last with its length before it. */
function areaText(payload: Uint8Array): string | undefined {
  const start = 4 + 27;
  return payload.length > start ? `“${readChinese(payload.subarray(start))}”` : undefined;
}

export default byteDriver<Settings>({
  id: 'onbon-bx5k',
  kind: 'display',
  name: { zh: '窗口屏（仰邦 BX-5K/6K）', en: 'Window sign (Onbon BX-5K/6K)' },
  settings,
  silentAfter: 35_000,
  framing: () => onbonFraming,

  decode(frame, { screen }, pending) {
    const parsed = isAnswer(frame, screen) && parseOnbon(frame);
    if (!parsed) return null;
    // A late answer to something else must not settle the text now on its way.
    if (parsed.group !== answerGroup || pending?.name !== 'showText') return { readings: [] };
    const ok = parsed.command !== refused && parsed.third === 0;
    return {
      readings: [ok ? { kind: 'result', ok } : { kind: 'result', ok, detail: errorName(parsed.third) }],
    };
  },

  describe,

  polls: (sign) => [{ request: ask('ping', sign, ping, new Uint8Array(0)), every: 10_000 }],

  actions: {
    showText: ({ text }, sign) => [ask('showText', sign, dynamicArea, areaPayload(text, sign))],
  },

  examples: [
    {
      meaning: 'the text is accepted; a capture with nine A5',
      frame: 'A5 A5 A5 A5 A5 A5 A5 A5 A5 00 80 FE FF 00 00 00 00 00 00 FE 02 05 00 A0 00 00 00 00 14 AC 5A',
      answers: 'showText',
      readings: [{ kind: 'result', ok: true }],
    },
    {
      meaning: 'the text is refused: the card is busy',
      frame: 'A5 A5 A5 A5 A5 A5 A5 A5 00 80 01 00 00 00 00 00 00 00 FE 02 05 00 A0 01 03 00 00 95 20 5A',
      answers: 'showText',
      readings: [{ kind: 'result', ok: false, detail: 'busy' }],
    },
    {
      meaning: 'the card is alive',
      frame: 'A5 A5 A5 A5 A5 A5 A5 A5 A5 00 80 FE FF 00 00 00 00 00 00 FE 02 05 00 A0 00 00 00 00 14 AC 5A',
      answers: 'ping',
      readings: [],
    },
  ],
});
