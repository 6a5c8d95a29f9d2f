import { ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { refusalText } from '../../shared/refusals.ts';
import { useLanguage } from '../stores/language.ts';

/** Asks for something about a person: what came, or why it did not. */
export function useAsked<T>(path: string) {
  const language = useLanguage();
  const { t } = useI18n();
  const found = shallowRef<T | null>(null);
  const problem = ref('');
  const busy = ref(false);

  async function ask(body: object): Promise<T | null> {
    busy.value = true;
    problem.value = '';
    try {
      const reply = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const answer = (await reply.json()) as T & { code?: string; params?: Record<string, string> };
      if (reply.ok) return (found.value = answer);
      found.value = null;
      problem.value = refusalText(answer.code ?? 'internal', language.language, answer.params);
    } catch {
      problem.value = t('discipline.noReach');
    } finally {
      busy.value = false;
    }
    return null;
  }

  return { found, problem, busy, ask };
}
