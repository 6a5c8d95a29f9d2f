import { ref, watchEffect } from 'vue';
import { fill, type Bilingual, type Language } from '../../shared/text.ts';

const KEY = 'hallwatch.language';

function first(): Language {
  const asked = new URLSearchParams(window.location.search).get('lang');
  return (asked ?? recall() ?? '').startsWith('en') ? 'en' : 'zh';
}

function recall(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** The language that is spoken; Chinese until somebody asks otherwise. */
export const language = ref<Language>(first());

watchEffect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
});

/** Switches to the other language, and remembers it where the phone allows it. */
export function switchLanguage(): void {
  language.value = language.value === 'zh' ? 'en' : 'zh';
  try {
    localStorage.setItem(KEY, language.value);
  } catch {
    // Without storage the choice lasts for this visit.
  }
}

/** A text in the language that is spoken, its places filled. */
export function say(text: Bilingual, values: Record<string, unknown> = {}): string {
  return fill(text[language.value], values);
}
