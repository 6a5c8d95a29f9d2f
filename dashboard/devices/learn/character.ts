import type { PortCharacter } from '../../../shared/workbench/detection.ts';

/** How characters are usually sent: bits, parity, stop bits. */
export const FRAMINGS = ['8N1', '8E1', '8O1', '8N2', '7E1', '7O1', '7N2'] as const;

/** Usual speeds; any other may be typed. */
export const RATES = [2400, 4800, 9600, 14_400, 19_200, 38_400, 57_600, 115_200];

const PARITIES = { N: 'none', E: 'even', O: 'odd' } as const;

/** A port's character of its speed and words such as `8E1`; null where either is none. */
export function characterOf(baudRate: number, framing: string): PortCharacter | null {
  const [, bits, parity, stops] = /^([78])([NEO])([12])$/.exec(framing) ?? [];
  if (!bits || !Number.isInteger(baudRate) || baudRate < 50 || baudRate > 4_000_000) return null;
  return {
    baudRate,
    dataBits: bits === '7' ? 7 : 8,
    parity: PARITIES[parity as keyof typeof PARITIES],
    stopBits: stops === '2' ? 2 : 1,
  };
}

/** `9600 8E1` as an address carries it, as speed and framing; the usual ones where it says nothing. */
export function characterAsked(words: unknown): { baudRate: number; framing: string } {
  const [, rate, framing] = (typeof words === 'string' && /^(\d+) (\d[NEO]\d)$/.exec(words)) || [];
  return { baudRate: Number(rate ?? 9600), framing: framing ?? '8N1' };
}
