import type { FrameField } from '../../shared/channel.ts';
import { same, type Bilingual } from '../../shared/text.ts';

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
   *
   * @param words what they say, where it is more than their hex
   */
  add(length: number, role: Role, zh: string, en: string, words?: string | Bilingual): this {
    const bytes = this.#frame.subarray(this.#at, this.#at + length);
    if (bytes.length === 0) return this;
    const value = typeof words === 'string' ? same(words) : words;
    this.fields.push({
      ...{ at: this.#at, length: bytes.length, name: { zh, en }, role },
      ...(value ? { value } : {}),
    });
    this.#at += bytes.length;
    return this;
  }

  /** Names all that is left, if anything is. */
  rest(zh = '未知内容', en = 'Unknown content'): FrameField[] {
    return this.add(this.#frame.length - this.#at, 'data', zh, en).fields;
  }
}

/** Says in both languages whether a checksum is the expected one. */
export function checkWords(right: boolean): Bilingual {
  return right ? { zh: '正确', en: 'ok' } : { zh: '错误', en: 'wrong' };
}
