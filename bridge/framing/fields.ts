import type { FrameField } from '../../shared/channel.ts';
import { toHex } from './bytes.ts';

type Role = FrameField['role'];

/** Names the bytes of a frame one after the other; what nobody named is shown as such. */
export class FieldList {
  readonly fields: FrameField[] = [];
  readonly #frame: Uint8Array;
  #at = 0;

  constructor(frame: Uint8Array) {
    this.#frame = frame;
  }

  /**
   * Names the next bytes. Nothing happens where none are left, so that a cut-off frame can
   * be described with the same words as a whole one.
   */
  add(length: number, role: Role, zh: string, en: string, words?: string): this {
    const bytes = this.#frame.subarray(this.#at, this.#at + length);
    if (bytes.length === 0) return this;
    const hex = bytes.length > 16 ? `${toHex(bytes.subarray(0, 16))} …` : toHex(bytes);
    const value = words === undefined ? hex : `${hex} ${words}`;
    this.fields.push({ at: this.#at, length: bytes.length, name: { zh, en }, value, role });
    this.#at += bytes.length;
    return this;
  }

  /** Names all that is left, if anything is. */
  rest(zh = '未知内容', en = 'Unknown content'): FrameField[] {
    return this.add(this.#frame.length - this.#at, 'data', zh, en).fields;
  }
}

/** Says in both languages whether a checksum is the expected one. */
export function checkWords(right: boolean): string {
  return right ? '正确 ok' : '错误 wrong';
}
