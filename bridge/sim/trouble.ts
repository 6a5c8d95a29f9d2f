import type { Bilingual } from '../../shared/text.ts';

/** What keeps the simulated hall from running, in words for the person who started it. */
export class SimTrouble extends Error {
  override readonly name = 'SimTrouble';
  readonly words: Bilingual;

  constructor(words: Bilingual, options?: ErrorOptions) {
    super(words.en, options);
    this.words = words;
  }
}
