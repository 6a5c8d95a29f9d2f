import { createI18n } from 'vue-i18n';
import type { Language } from '../../shared/text.ts';
import { mergeWords, type Words } from './merge.ts';

const KEY = 'hallwatch.language';

/** Words live beside the place that speaks them; here they only come together. */
const places = import.meta.glob<Words>('../**/words.ts', { eager: true, import: 'words' });

function readLanguage(): Language {
  const asked = new URLSearchParams(window.location.search).get('lang');
  const chosen = asked ?? recall();
  return chosen?.startsWith('en') ? 'en' : 'zh';
}

function recall(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Remembers the language for the next visit, where the browser allows it, and tells the document. */
export function rememberLanguage(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Without storage the choice lasts for this visit.
  }
}

const { zh, en } = mergeWords(Object.values(places));
const first = readLanguage();

/** The dictionary of the interface. Chinese is the source, and stands in where English has no word. */
export const i18n = createI18n<false>({
  legacy: false,
  locale: first,
  fallbackLocale: 'zh',
  messages: { zh, en },
  missingWarn: false,
  fallbackWarn: false,
});

rememberLanguage(first);
