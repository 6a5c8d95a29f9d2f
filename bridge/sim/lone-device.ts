import type { Bilingual } from '../../shared/text.ts';
import type { Key } from './keys.ts';

/** A simulated device for somebody to use. */
export interface LoneDevice {
  /** What can be typed. */
  typing: Bilingual;
  /** What can be pressed, by somebody who need not type. */
  keys: Key[];
  /** Does what a person at the device would. False for words that mean nothing to it. */
  type(words: string): boolean;
  /** What a person would see of it now. */
  shows?(): Bilingual;
  /** Ends what it does by itself. */
  stop?(): void;
}
