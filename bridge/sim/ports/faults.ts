import type { Bilingual } from '../../../shared/text.ts';
import type { Random } from '../random.ts';

/** What can go wrong on a line, in the order in which it is listed for people. */
export const faultWords = {
  split: { zh: '一段字节分几次到达', en: 'bytes arrive in several pieces' },
  merge: { zh: '一段字节等到下一段一起到达', en: 'bytes wait and arrive with the next' },
  drop: { zh: '一段字节丢失（双向）', en: 'bytes are lost, both ways' },
  duplicate: { zh: '一段字节到达两次', en: 'bytes arrive twice' },
  noise: { zh: '前面夹带杂乱字节', en: 'random bytes come before' },
  damage: {
    zh: '翻转一位，校验因此不符（双向）',
    en: 'one bit is turned, so that a checksum is wrong, both ways',
  },
  late: { zh: '迟到 0.3 到 1.5 秒', en: 'bytes come 0.3 to 1.5 seconds late' },
  echo: { zh: '适配器听到主机自己发的字节', en: 'the adapter hears what the host itself sends' },
  unplug: {
    zh: '说到一半线被拔掉，1 到 3 秒后插回',
    en: 'the cable is pulled in the middle, for 1 to 3 seconds',
  },
  baud: { zh: '波特率不符时的乱码', en: 'what is heard at another baud rate' },
} as const satisfies Record<string, Bilingual>;

export type FaultName = keyof typeof faultWords;
export const faultNames = Object.keys(faultWords) as FaultName[];

/** How likely each fault is for what is said in one go, from 0 to 1; what is absent never happens. */
export type Faults = Partial<Record<FaultName, number>>;

/** The same bytes with one bit turned. */
export function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  if (bytes.length === 0) return bytes;
  const turned = bytes.slice();
  const bit = random.whole(0, 8 * bytes.length - 1);
  turned[bit >> 3]! ^= 1 << (bit & 7);
  return turned;
}

/** Bytes that nobody said. */
export function noise(random: Random): Uint8Array {
  return Uint8Array.from({ length: random.whole(1, 8) }, () => random.whole(0, 255));
}

/** Bytes in several pieces, cut anywhere. */
export function pieces(bytes: Uint8Array, random: Random): Uint8Array[] {
  const places = [...new Set([1, 2].map(() => random.whole(1, Math.max(1, bytes.length - 1))))];
  const cuts = [0, ...places.sort((a, b) => a - b), bytes.length];
  return cuts
    .slice(1)
    .map((to, index) => bytes.subarray(cuts[index], to))
    .filter(({ length }) => length > 0);
}

/**
 * What a receiver makes of bytes (8N1, lowest bit first) that were sent `ratio` times as slowly
 * as it listens: it waits for a start bit, and looks at the middle of each bit of its own length.
 */
export function misheard(bytes: Uint8Array, ratio: number): Uint8Array {
  const line = [...bytes].flatMap((byte) => [
    0,
    ...Array.from({ length: 8 }, (_, bit) => (byte >> bit) & 1),
    1,
  ]);
  const level = (time: number) => line[Math.floor(time / ratio)] ?? 1;
  const heard: number[] = [];
  let time = 0;
  while (time < line.length * ratio) {
    if (level(time) === 1) {
      time += 0.25;
      continue;
    }
    let byte = 0;
    for (let bit = 0; bit < 8; bit += 1) byte |= level(time + 1.5 + bit) << bit;
    heard.push(byte);
    time += 9.5;
  }
  return Uint8Array.from(heard);
}
