import type { RefusalCode } from '../../shared/refusals.ts';
import { weekday } from '../../shared/time.ts';

/** A command of a card, by its group and number. */
export interface OnbonCommand {
  group: number;
  command: number;
}

/**
 * What a font-library card is asked (onbonlab/bx.k.java `BxCmdCode`; doc.onbonbx.com/zh/k/potocol;
 * the status query after strongercjd/Onbon-Protocol-Analysis). Formatting, A1 00, is left out.
 */
export const onbonCommands = {
  status: { group: 0xa1, command: 0x02 },
  ping: { group: 0xa2, command: 0x00 },
  clock: { group: 0xa2, command: 0x03 },
  power: { group: 0xa3, command: 0x00 },
  brightness: { group: 0xa3, command: 0x02 },
  areas: { group: 0xa3, command: 0x06 },
  clear: { group: 0xa3, command: 0x10 },
} as const satisfies Record<string, OnbonCommand>;

/** The group of an answer that is nothing but yes (00) or no (01). */
export const onbonAnswer = { group: 0xa0, yes: 0x00, no: 0x01 };

/** Device type byte of the models; the family alone addresses any model of it. */
export const onbonModels = {
  '5k': 0xfe,
  '6k': 0xfe,
  '5k1': 0x51,
  '5k2': 0x58,
  '5mk1': 0x54,
  '5mk2': 0x53,
  '6k1': 0x61,
  '6k2': 0x62,
  '6k3': 0x63,
  '6k1-yy': 0x64,
  '6k2-yy': 0x65,
  '6k3-yy': 0x66,
} as const;
export type OnbonModel = keyof typeof onbonModels;

/** Why a card says no, by its error byte (onbonlab/BX-K `Error Code.md`). */
export const onbonErrors: Partial<Record<number, RefusalCode>> = {
  1: 'sign.unknownCommand',
  2: 'sign.unknownCommand',
  3: 'sign.busy',
  4: 'sign.memory',
  5: 'sign.checksum',
  6: 'sign.file',
  7: 'sign.flash',
  8: 'sign.file',
  9: 'sign.file',
  10: 'sign.file',
  11: 'sign.file',
  12: 'sign.font',
  13: 'sign.model',
  14: 'sign.clock',
  15: 'sign.file',
  16: 'sign.file',
};

function bcd(digits: string): number {
  return parseInt(digits, 16);
}

/** On, or off: 01 or 02. */
export function powerPayload(on: boolean): Uint8Array {
  return Uint8Array.of(on ? 1 : 2);
}

/**
 * Brightness from 0 to 15, now and in every half hour of the day: the mode "at once", the level,
 * and the 48 levels that the mode "by the clock" would take (onbonlab/BX-K
 * `SCREEN_SetBrigthness.md`); not yet seen on a card.
 */
export function brightnessPayload(level: number): Uint8Array {
  const atOnce = 0x01;
  return Uint8Array.from([atOnce, level, ...Array<number>(48).fill(level)]);
}

/**
 * A clock's time in binary-coded decimals: year low and high, month, day, hour, minute, second,
 * weekday from 1 for Monday (onbonlab/bx.k.java `BxCmdSystemClockCorrect`).
 *
 * @param local `yyyy-MM-dd HH:mm:ss`
 * @throws RangeError when it is none
 */
export function clockPayload(local: string): Uint8Array {
  const parts = /^(\d\d)(\d\d)-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(local);
  if (!parts) throw new RangeError(`not a time of a clock: ${local}`);
  const [, century = '', year = '', ...rest] = parts;
  const sunday = 7;
  const day = weekday(local.slice(0, 10)) || sunday;
  return Uint8Array.from([bcd(year), bcd(century), ...rest.map(bcd), day]);
}

/** A clock's time as `yyyy-MM-dd HH:mm:ss`, or null where the bytes are no decimals or no time. */
export function readClock(bytes: Uint8Array): string | null {
  const digits = Array.from(bytes.subarray(0, 7), (byte) => byte.toString(16).padStart(2, '0'));
  const [year = '', century = '', month = '', day = '', hour = '', minute = '', second = ''] = digits;
  const local = `${century}${year}-${month}-${day} ${hour}:${minute}:${second}`;
  return Number.isNaN(clockSeconds(local)) ? null : local;
}

/** Seconds of a clock's time, to be compared with another's; NaN when it is none. */
export function clockSeconds(local: string): number {
  return Date.parse(`${local.replace(' ', 'T')}Z`) / 1000;
}

/** What a card tells of itself; the time is null where its clock holds none. */
export interface OnbonStatus {
  on: boolean;
  brightness: number;
  clock: string | null;
}

/** The answer to the status query, without its prefix; null when it is cut off. */
export function readStatus(payload: Uint8Array): OnbonStatus | null {
  const [power = 0, brightness = 0] = payload;
  return payload.length < 10 ? null : { on: power === 1, brightness, clock: readClock(payload.subarray(2)) };
}

/** The answer to the status query as a card gives it: programs and areas are none here. */
export function statusPayload({ on, brightness, clock }: OnbonStatus): Uint8Array {
  const time = clock === null ? new Uint8Array(8) : clockPayload(clock);
  const [noPrograms, noName, noAreas] = [[0], [0, 0, 0, 0], [0, 0, 0]];
  const [barcode, network] = [Array<number>(16).fill(0), Array<number>(12).fill(0)];
  const power = on ? 1 : 2;
  return Uint8Array.from([
    power,
    brightness,
    ...time,
    ...noPrograms,
    ...noName,
    ...noAreas,
    ...barcode,
    ...network,
  ]);
}
