/** Words of one language: sentences in named groups. */
export interface Sentences {
  [key: string]: string | Sentences;
}

/** Words of one place, in both languages. */
export interface Words {
  zh: Sentences;
  en: Sentences;
}

/** One dictionary from the words of all places. Two places never share a group. */
export function mergeWords(places: readonly Words[]): Words {
  const merged: Words = { zh: {}, en: {} };
  for (const { zh, en } of places) {
    Object.assign(merged.zh, zh);
    Object.assign(merged.en, en);
  }
  return merged;
}
