import type { FrameField } from '../../shared/channel.ts';
import { sum8 } from './checksums.ts';
import type { Bilingual } from '../../shared/text.ts';
import { checkWords, FieldList } from './fields.ts';
import type { Framing, Verdict } from './framing.ts';

/**
 * `FF 68 L L 68 ADDR FUNC DATA SUM 16`: call pads and evaluators of JackQChen/QueueSystem
 * (frmMain.cs). L counts from ADDR to the last data byte, SUM is the low byte of the sum of
 * the same bytes. ADDR may be 16 and data may be FF, so that only the length ends a frame.
 */
export interface Ff68Frame {
  address: number;
  func: number;
  data: number[];
}

/** What FUNC says. Hosts send 01 (acknowledge, ask for a rating), 02 and 03; devices 01 and 11. */
export const ff68Func = { key: 0x01, show: 0x02, beep: 0x03, rating: 0x11 } as const;

const overhead = 7;
const minLength = 2;
/** The longest known frame has L = 8; a longer claim is noise, not a reason to wait. */
const maxLength = 13;

/** Bytes of a frame. @throws RangeError when the data does not fit */
export function buildFf68({ address, func, data }: Ff68Frame): Uint8Array {
  const length = 2 + data.length;
  if (length > maxLength) throw new RangeError(`FF68 frames carry ${maxLength - 2} bytes at most`);
  const body = [address, func, ...data];
  return Uint8Array.of(0xff, 0x68, length, length, 0x68, ...body, sum8(Uint8Array.from(body)), 0x16);
}

/** The parts of a whole frame, or null when it is none. */
export function parseFf68(frame: Uint8Array): Ff68Frame | null {
  if (frame.length < overhead + minLength) return null;
  const verdict = inspectFf68(frame);
  if (verdict.kind !== 'frame' || verdict.length !== frame.length) return null;
  return { address: frame[5]!, func: frame[6]!, data: [...frame.subarray(7, -2)] };
}

/**
 * What the host answers: a key frame comes back as it is, a rating with FUNC 01 and
 * therefore a SUM lower by 10.
 */
export function acknowledgeFf68(frame: Ff68Frame): Uint8Array {
  return buildFf68(frame.func === ff68Func.rating ? { ...frame, func: ff68Func.key } : frame);
}

function inspectFf68(bytes: Uint8Array): Verdict {
  const start = bytes.indexOf(0xff);
  if (start !== 0) return { kind: 'noise', length: start < 0 ? bytes.length : start };
  const [, second, length, again, third] = bytes;
  if (second === undefined) return { kind: 'wait' };
  if (second !== 0x68) return { kind: 'noise', length: 1 };
  if (length === undefined) return { kind: 'wait' };
  if (length < minLength || length > maxLength) return { kind: 'noise', length: 1 };
  if (again !== undefined && again !== length) return { kind: 'noise', length: 1 };
  if (third !== undefined && third !== 0x68) return { kind: 'noise', length: 1 };
  const total = length + overhead;
  if (bytes.length < total) return { kind: 'wait' };
  if (bytes[total - 1] !== 0x16) return { kind: 'noise', length: 1 };
  if (bytes[total - 2] !== sum8(bytes.subarray(5, total - 2))) return { kind: 'badChecksum' };
  return { kind: 'frame', length: total };
}

/** The framing of a line of call pads and evaluators; the same for every address. */
export const ff68Framing: Framing = {
  id: 'ff68',
  maxFrame: maxLength + overhead,
  inspect: inspectFf68,
};

/** Names the bytes of a frame; `words` puts its FUNC and its data in words. */
export function describeFf68(
  frame: Uint8Array,
  words: { func: (func: number) => Bilingual; data: (frame: Ff68Frame) => Bilingual },
): FrameField[] {
  const body = frame.subarray(5, -2);
  const [address = 0, func = 0, ...data] = body;
  const list = new FieldList(frame)
    .add(2, 'start', '帧头', 'Head')
    .add(2, 'length', '长度（重复一次）', 'Length, twice', `${frame[2] ?? 0}`)
    .add(1, 'start', '第二帧头', 'Second head')
    .add(1, 'address', '地址', 'Address', `${address}`)
    .add(1, 'command', '功能', 'Function', words.func(func));
  if (data.length > 0) list.add(data.length, 'data', '数据', 'Data', words.data({ address, func, data }));
  return list
    .add(1, 'checksum', '校验和', 'Checksum', checkWords(frame.at(-2) === sum8(body)))
    .add(1, 'end', '帧尾', 'End')
    .rest();
}
