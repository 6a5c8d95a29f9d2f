import { z } from 'zod';
import type { Bilingual } from '../../shared/text.ts';
import { padKeySchema, type PadKey } from '../../shared/events/device.ts';
import {
  acknowledgeFf68,
  buildFf68,
  describeFf68,
  ff68Framing,
  ff68Func,
  parseFf68,
  type Ff68Frame,
} from '../../bridge/framing/ff68.ts';
import { byteDriver } from '../../bridge/drivers/driver.ts';

/**
 * Call pad 呼叫器 of JackQChen/QueueSystem (CallSystem/frmMain.cs), 9600 8N1 on RS-485. It
 * speaks when a key is pressed and repeats itself until the host sends the same bytes back.
 */
const settings = z.strictObject({
  address: z.number().int().min(0).max(255).default(1),
  /** Other meanings of single keys, by the key's code (`0x0E: pass`). */
  keys: z
    .record(
      z.string().regex(/^(\d{1,2}|1\d\d|2[0-4]\d|25[0-5]|0x[0-9a-f]{1,2})$/i, 'a key is 0 to 255'),
      padKeySchema,
    )
    .transform((keys) => Object.fromEntries(Object.entries(keys).map(([code, key]) => [Number(code), key])))
    .default({}),
});
type Settings = z.infer<typeof settings>;

const blank = 0x0a;
const keyNames: Record<number, { key: PadKey; words: Bilingual }> = {
  0x0b: { key: 'finish', words: { zh: '评价', en: 'evaluate' } },
  0x0c: { key: 'call', words: { zh: '呼叫', en: 'call' } },
  0x0d: { key: 'recall', words: { zh: '重呼', en: 'recall' } },
  0x0f: { key: 'other', words: { zh: '确认', en: 'confirm' } },
  0x12: { key: 'pause', words: { zh: '暂停', en: 'pause' } },
  0x13: { key: 'transfer', words: { zh: '转移', en: 'transfer' } },
};
const confirm = 0x0f;
/** What a digit before "confirm" selects; 06 is 弃号, 00 挂起, 03 回呼. */
const confirmed: Record<number, PadKey> = { 0: 'hang', 1: 'start', 3: 'callBack', 6: 'pass' };

function readKey(data: number[], keys: Settings['keys']): { key: PadKey; digits: number[] } {
  const code = data.at(-1)!;
  const digits = data.slice(0, -1).filter((digit) => digit <= 9);
  const own = keys[code];
  if (own) return { key: own, digits };
  const selected = digits.at(-1);
  if (code === confirm && selected !== undefined && confirmed[selected]) {
    return { key: confirmed[selected], digits: digits.slice(0, -1) };
  }
  return { key: keyNames[code]?.key ?? 'other', digits };
}

/** Three digits with blanks before them, or zeros where `pad` is 0. */
function threeDigits(value: string, pad: number): number[] {
  const digits = [...value].slice(-3).map(Number);
  return [...Array<number>(3 - digits.length).fill(pad), ...digits];
}

function nameFunc(func: number): Bilingual {
  const names: Record<number, Bilingual> = {
    [ff68Func.key]: { zh: '按键或应答', en: 'key or acknowledgement' },
    [ff68Func.show]: { zh: '显示', en: 'show' },
    [ff68Func.beep]: { zh: '蜂鸣', en: 'beep' },
    [ff68Func.rating]: { zh: '评价', en: 'rating' },
  };
  return names[func] ?? { zh: '按键', en: 'key' };
}

function nameData({ func, data }: Ff68Frame): Bilingual {
  if (func === ff68Func.show && data.length === 1) return { zh: `${data[0]} 星`, en: `${data[0]} stars` };
  if (func === ff68Func.show) {
    const text = (part: number[]) => part.map((digit) => (digit === blank ? '_' : digit)).join('');
    const [waiting, number] = [text(data.slice(0, 3)), text(data.slice(3))];
    return { zh: `等候 ${waiting}，号码 ${number}`, en: `waiting ${waiting}, number ${number}` };
  }
  if (func === ff68Func.rating) return { zh: '评价键', en: 'rating key' };
  const digits = data.slice(0, -1).join('');
  const { zh, en } = keyNames[data.at(-1)!]?.words ?? { zh: '其他', en: 'other' };
  return digits === '' ? { zh, en } : { zh: `${digits} + ${zh}`, en: `${digits} + ${en}` };
}

export default byteDriver<Settings>({
  id: 'ff68-pad',
  kind: 'pad',
  name: { zh: '呼叫器（FF68 协议）', en: 'Call pad (FF68)' },
  settings,
  // A pad says nothing until a clerk presses a key.
  silentAfter: 45 * 60_000,
  framing: () => ff68Framing,

  decode(frame, { address, keys }) {
    const parsed = parseFf68(frame);
    if (!parsed || parsed.address !== address || parsed.data.length === 0) return null;
    // 02 and 03 go from host to pad only: an adapter that echoes must not press keys.
    const hostOnly = parsed.func === ff68Func.show || parsed.func === ff68Func.beep;
    if (parsed.func === ff68Func.rating || hostOnly) return null;
    return {
      readings: [{ kind: 'key', ...readKey(parsed.data, keys) }],
      acknowledge: acknowledgeFf68(parsed),
      once: { key: keyOf(frame), ms: 800 },
    };
  },

  describe: (frame) => describeFf68(frame, { func: nameFunc, data: nameData }),

  actions: {
    showQueue({ waiting, number }, { address }) {
      const people = threeDigits(String(Math.min(999, Math.max(0, Math.trunc(waiting)))), blank);
      const ticket = number.replace(/\D/g, '');
      const digits = ticket === '' ? [blank, blank, blank] : threeDigits(ticket, 0);
      const bytes = buildFf68({ address, func: ff68Func.show, data: [...people, ...digits] });
      return [{ name: 'showQueue', bytes }];
    },
  },

  examples: [
    {
      meaning: 'call',
      frame: 'FF 68 03 03 68 01 01 0C 0E 16',
      readings: [{ kind: 'key', key: 'call', digits: [] }],
      acknowledge: 'FF 68 03 03 68 01 01 0C 0E 16',
    },
    {
      meaning: 'recall',
      frame: 'FF 68 03 03 68 01 01 0D 0F 16',
      readings: [{ kind: 'key', key: 'recall', digits: [] }],
      acknowledge: 'FF 68 03 03 68 01 01 0D 0F 16',
    },
    {
      meaning: 'call on a pad whose address is the end byte',
      settings: { address: 0x16 },
      frame: 'FF 68 03 03 68 16 01 0C 23 16',
      readings: [{ kind: 'key', key: 'call', digits: [] }],
      acknowledge: 'FF 68 03 03 68 16 01 0C 23 16',
    },
    {
      meaning: '6 and confirm: pass the ticket over',
      frame: 'FF 68 04 04 68 01 01 06 0F 17 16',
      readings: [{ kind: 'key', key: 'pass', digits: [] }],
      acknowledge: 'FF 68 04 04 68 01 01 06 0F 17 16',
    },
    {
      meaning: '2 and transfer: to the second service',
      frame: 'FF 68 04 04 68 01 01 02 13 17 16',
      readings: [{ kind: 'key', key: 'transfer', digits: [2] }],
      acknowledge: 'FF 68 04 04 68 01 01 02 13 17 16',
    },
    {
      meaning: 'a key that the site gave another meaning',
      settings: { keys: { 0x0e: 'pass' } },
      frame: 'FF 68 03 03 68 01 01 0E 10 16',
      readings: [{ kind: 'key', key: 'pass', digits: [] }],
      acknowledge: 'FF 68 03 03 68 01 01 0E 10 16',
    },
  ],
});

function keyOf(frame: Uint8Array): string {
  let key = '';
  for (let at = 0; at < frame.length; at += 1) key += String.fromCharCode(frame[at]!);
  return key;
}
