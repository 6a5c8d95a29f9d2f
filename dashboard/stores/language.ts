import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { Bilingual, Language } from '../../shared/text.ts';
import { i18n, rememberLanguage } from '../i18n/index.ts';

/** The language of the interface, remembered by the browser. */
export const useLanguage = defineStore('language', () => {
  const language = computed(() => i18n.global.locale.value as Language);

  /** Switches the interface to `next`. */
  function choose(next: Language): void {
    i18n.global.locale.value = next;
    rememberLanguage(next);
  }

  /** The side of a bilingual text that is spoken now. */
  function pick(text: Bilingual): string {
    return text[language.value];
  }

  return { language, choose, pick };
});
