import { readChinese } from './chinese-text.ts';

/** How the text of an area comes in. */
export const onbonMotions = { static: 1, instant: 2, left: 3, right: 4, up: 5, down: 6 } as const;
export type OnbonMotion = keyof typeof onbonMotions;
/** Where the text stands, by the bits of its byte. */
export const onbonAligns = { left: 0, right: 1, centre: 2 } as const;
export type OnbonAlign = keyof typeof onbonAligns;
export const onbonVerticals = { top: 0, bottom: 4, middle: 8 } as const;
export type OnbonVertical = keyof typeof onbonVerticals;

/** A dynamic area with the text it is to show; measures as the card counts them. */
export interface OnbonArea {
  id: number;
  x: number;
  y: number;
  width: number;
  height: number;
  align: OnbonAlign;
  vertical: OnbonVertical;
  /** One line that stands or runs; else as many as the text takes, broken by the card. */
  single: boolean;
  motion: OnbonMotion;
  /** From 0, the fastest, to 24. */
  speed: number;
  /** Half seconds that a page stays. */
  stay: number;
  /** Bytes of the text in GBK, with the card's own codes. */
  text: Uint8Array;
}

/** What the areas of a frame say. */
export interface ReadAreas {
  /** Ids of areas that are taken away; `all` for every one. */
  removed: number[] | 'all';
  areas: { id: number; x: number; y: number; width: number; height: number; text: string }[];
}

const everything = 0xff;
/** Bytes of an area before the length of its text. */
const areaHead = 23;

function word(value: number): number[] {
  return [value & 0xff, value >> 8];
}

/** One area, without its length in front (onbonlab/bx.k.java `BxAreaDynamic`). */
function areaBytes(area: OnbonArea): number[] {
  const { id, x, y, width, height, align, vertical, single, motion, speed, stay, text } = area;
  const [noLineSpacing, loop, noVoice, noExtension, noExit] = [0, 0, 0, 0, 0];
  /** Seconds, for another run mode. */
  const timeout = 5;
  return [
    0x00,
    ...[x, y, width, height].flatMap(word),
    ...[id, noLineSpacing, loop],
    ...word(timeout),
    ...[noVoice, noExtension, onbonAligns[align] | onbonVerticals[vertical]],
    ...(single ? [1, 1] : [2, 2]),
    ...[onbonMotions[motion], noExit, speed, stay],
    ...word(text.length),
    ...word(0),
    ...text,
  ];
}

/** The payload that shows these areas at once and takes others away; the rest stays as it is. */
export function areasPayload(
  areas: readonly OnbonArea[],
  removed: readonly number[] | 'all' = [],
): Uint8Array {
  const gone = removed === 'all' ? [everything] : [removed.length, ...removed];
  const shown = areas.map(areaBytes).flatMap((area) => [...word(area.length), ...area]);
  return Uint8Array.from([...gone, areas.length, ...shown]);
}

/** What {@link areasPayload} made; control codes for colours left out; null when a length is wrong. */
export function readAreas(payload: Uint8Array): ReadAreas | null {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const first = payload[0] ?? 0;
  let at = first === everything ? 1 : 1 + first;
  const removed = first === everything ? ('all' as const) : [...payload.subarray(1, at)];
  const count = payload[at++] ?? 0;
  const areas: ReadAreas['areas'] = [];
  for (let i = 0; i < count; i++) {
    const start = at + 2;
    if (start + areaHead + 4 > payload.length) return null;
    const end = start + view.getUint16(at, true);
    const length = view.getUint32(start + areaHead, true);
    if (end > payload.length || start + areaHead + 4 + length !== end) return null;
    const [x = 0, y = 0, width = 0, height = 0] = [1, 3, 5, 7].map((offset) =>
      view.getUint16(start + offset, true),
    );
    const text = readChinese(payload.subarray(end - length, end)).replace(/\\C\d/g, '');
    areas.push({ id: payload[start + 9] ?? 0, x, y, width, height, text });
    at = end;
  }
  return at === payload.length ? { removed, areas } : null;
}
