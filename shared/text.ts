/** A sentence in both languages of the interface; Chinese is the source. */
export interface Bilingual {
  zh: string;
  en: string;
}

/** Words that are the same in every language: a figure, a name, an address. */
export function same(words: string): Bilingual {
  return { zh: words, en: words };
}

export type Language = keyof Bilingual;

/** Fills `{name}` places of a sentence; a place without a value is left as it stands. */
export function fill(sentence: string, values: Record<string, unknown> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) =>
    values[name] === undefined ? place : String(values[name]),
  );
}
