import type { SettingHeard } from '../../../shared/workbench/detection.ts';
import type { Bilingual } from '../../../shared/text.ts';
import { toHex } from '../../framing/bytes.ts';

/** Beginnings and lengths that are told apart; a device that never repeats itself has no more to show. */
const MOST_KINDS = 256;
const SHOWN = 3;
const HEAD = 2;
const TEXT_KEPT = 60;
/** Fewer bytes prove nothing. */
const LEAST = 8;

type Words = Pick<SettingHeard, 'symptom' | 'heads' | 'lengths' | 'text'>;

/** What bytes look like that no device is known to say: how they begin, how long they are, what values they have. */
export class Impression {
  bytes = 0;
  readonly #values = new Uint32Array(256);
  readonly #heads = new Map<string, number>();
  readonly #lengths = new Map<number, number>();
  #text = '';

  /** Takes what came between two silences. */
  take(burst: Uint8Array): void {
    this.bytes += burst.length;
    for (const byte of burst) this.#values[byte]! += 1;
    count(this.#heads, toHex(burst.subarray(0, HEAD)));
    count(this.#lengths, burst.length);
    this.#text = (this.#text + printable(burst)).slice(-TEXT_KEPT);
  }

  get words(): Words {
    const isText = this.bytes >= LEAST && this.#share((byte) => isPrintable(byte)) >= 0.9;
    return {
      symptom: isText ? null : this.#symptom(),
      heads: most(this.#heads).map(([hex, times]) => ({ hex, times })),
      lengths: most(this.#lengths).map(([length, times]) => ({ length, times })),
      text: isText ? this.#text.trim() : null,
    };
  }

  #symptom(): Bilingual | null {
    if (this.bytes < LEAST) return null;
    if (this.#share((byte) => byte === 0x00 || byte === 0xff) >= 0.9) {
      return {
        zh: '几乎只有 00 和 FF：线路悬空或 A、B 接反。请检查设备是否通电、A/B 与地线，长线加终端电阻',
        en: 'Hardly anything but 00 and FF: the wires float, or A and B are swapped. See that the device has power; check A, B and ground; terminate a long line',
      };
    }
    const values = this.#values.reduce((sum, times) => sum + (times > 0 ? 1 : 0), 0);
    if (values <= 16 && this.#share(isSmeared) >= 0.85) {
      return {
        zh: '只有少数几种值（如 FB…F2）：设备在说话，但速率不是这个。不用做什么，会接着试其他速率',
        en: 'Only a few values, such as FB to F2: something speaks, but at another speed. Nothing to do: other speeds are tried',
      };
    }
    return null;
  }

  #share(of: (byte: number) => boolean): number {
    return this.#values.reduce((sum, times, byte) => sum + (of(byte) ? times : 0), 0) / this.bytes;
  }
}

/** What a receiver makes of bits that are longer or shorter than it believes: long runs of one level. */
function isSmeared(byte: number): boolean {
  return byte >= 0xf0 || [0x00, 0x80, 0xc0, 0xe0].includes(byte);
}

function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x0d || byte === 0x0a || byte === 0x09;
}

function printable(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, TEXT_KEPT).filter(isPrintable)).replaceAll(/\s+/g, ' ');
}

function count<K>(counts: Map<K, number>, key: K): void {
  const before = counts.get(key);
  if (before !== undefined || counts.size < MOST_KINDS) counts.set(key, (before ?? 0) + 1);
}

function most<K>(counts: Map<K, number>): [K, number][] {
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, SHOWN);
}
