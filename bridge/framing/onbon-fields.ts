import type { FrameField } from '../../shared/channel.ts';
import { refusals } from '../../shared/refusals.ts';
import { same, type Bilingual } from '../../shared/text.ts';
import { checkWords, FieldList } from './fields.ts';
import { readAreas } from './onbon-areas.ts';
import { onbonAnswer, onbonCommands, onbonErrors, readClock, readStatus } from './onbon-commands.ts';
import { onbonHost, parseOnbon, unwrapOnbon } from './onbon.ts';

const commandNames: Record<keyof typeof onbonCommands, Bilingual> = {
  status: { zh: '查询状态', en: 'status' },
  ping: { zh: '心跳', en: 'ping' },
  clock: { zh: '校时', en: 'set clock' },
  power: { zh: '开关屏', en: 'on or off' },
  brightness: { zh: '亮度', en: 'brightness' },
  areas: { zh: '动态区', en: 'dynamic areas' },
  clear: { zh: '清屏', en: 'clear' },
};

const must = 0x01;
const shortest = 21;

function nameOf(group: number, command: number): keyof typeof onbonCommands | undefined {
  const names = Object.keys(onbonCommands) as (keyof typeof onbonCommands)[];
  return names.find((name) => onbonCommands[name].group === group && onbonCommands[name].command === command);
}

function commandWords(group: number, command: number): Bilingual {
  if (group === onbonAnswer.group) {
    if (command === onbonAnswer.yes) return { zh: '确认', en: 'acknowledged' };
    if (command === onbonAnswer.no) return { zh: '拒绝', en: 'refused' };
  }
  const name = nameOf(group, command);
  return name ? commandNames[name] : { zh: '其他', en: 'other' };
}

/** Names the bytes of a frame to or from a card; escaped bytes are two on the wire and one field. */
export function describeOnbon(frame: Uint8Array): FrameField[] {
  const run = Math.max(
    0,
    frame.findIndex((byte) => byte !== 0xa5),
  );
  const list = new FieldList(frame).add(run, 'start', '帧头', 'Head');
  const content = unwrapOnbon(frame);
  if (!content || content.length < shortest) return list.rest();
  let at = run;
  const name = (length: number, ...rest: [FrameField['role'], string, string, (string | Bilingual)?]) => {
    const start = at;
    for (let i = 0; i < length; i++) at += frame[at] === 0xa6 || frame[at] === 0x5b ? 2 : 1;
    list.add(at - start, ...rest);
  };
  const number = (offset: number) => content[offset]! + 256 * content[offset + 1]!;
  const [group = 0, command = 0, third = 0] = content.subarray(14);
  const fromCard = number(0) === onbonHost;
  name(2, 'address', '目的地址', 'To', `${number(0)}`);
  name(2, 'address', '源地址', 'From', `${number(2)}`);
  name(8, 'data', '帧属性', 'Frame attributes');
  name(2, 'length', '数据长度', 'Content length', `${number(12)}`);
  name(2, 'command', '命令', 'Command', commandWords(group, command));
  if (fromCard) name(3, 'data', '错误码', 'Error', errorWords(third));
  else name(3, 'data', '应答要求', 'Answer wanted', third === must ? yes : no);
  const payload = content.subarray(19, -2);
  if (payload.length > 0)
    name(payload.length, 'data', '内容', 'Content', contentWords(group, command, payload, fromCard));
  name(2, 'checksum', '校验 CRC', 'CRC', checkWords(parseOnbon(frame) !== null));
  return list.add(1, 'end', '帧尾', 'End').rest();
}

const yes: Bilingual = { zh: '是', en: 'yes' };
const no: Bilingual = { zh: '否', en: 'no' };
const on: Bilingual = { zh: '开', en: 'on' };
const off: Bilingual = { zh: '关', en: 'off' };

function errorWords(error: number): Bilingual {
  if (error === 0) return { zh: '无', en: 'none' };
  const code = onbonErrors[error];
  return code ? refusals[code] : { zh: `错误 ${error}`, en: `error ${error}` };
}

function contentWords(
  group: number,
  command: number,
  payload: Uint8Array,
  fromCard: boolean,
): Bilingual | undefined {
  switch (nameOf(group, command)) {
    case 'areas': {
      const texts = readAreas(payload)?.areas.map(({ text }) => `“${text}”`);
      return texts && same(texts.join(' '));
    }
    case 'power':
      return payload[0] === 1 ? on : off;
    case 'brightness':
      return same(`${payload[1] ?? 0}`);
    case 'clock': {
      const clock = readClock(payload);
      return clock === null ? undefined : same(clock);
    }
    case 'status': {
      const status = fromCard ? readStatus(payload) : null;
      if (!status) return undefined;
      const { brightness, clock } = status;
      const words = (power: string) => `${power} · ${brightness} · ${clock ?? '—'}`;
      return { zh: words(status.on ? on.zh : off.zh), en: words(status.on ? on.en : off.en) };
    }
    default:
      return undefined;
  }
}
