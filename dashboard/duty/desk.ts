import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { DutyLogView, DutyTerms } from '../../shared/duty/api.ts';
import { readAnswer } from '../components/event/answer.ts';
import { askBench } from '../devices/ask-bench.ts';
import { useHall } from '../stores/hall.ts';

/** How often the log of the running day is written anew, in milliseconds. */
const ANEW = 20_000;

/** The roster ahead and the days that have a log. */
export function useDutyTerms() {
  const hall = useHall();
  const terms = shallowRef<DutyTerms | null>(null);
  const failure = shallowRef<unknown>(null);

  async function load(): Promise<void> {
    try {
      terms.value = await readAnswer<DutyTerms>('/api/duty');
      failure.value = null;
    } catch (error) {
      failure.value = error;
    }
  }
  watch([() => hall.config, () => hall.view?.state.day?.date], () => void load(), { immediate: true });
  return { terms, failure, load };
}

/** What came of a change that was asked for; of a lost one nobody here knows. */
export type Asked = 'done' | 'refused' | 'lost';

/** The log of a day, as it is now, and what may be done to it. */
export function useLog(date: () => string | undefined) {
  const view = shallowRef<DutyLogView | null>(null);
  const problem = ref<string | null>(null);
  const busy = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(): Promise<void> {
    clearTimeout(timer);
    const asked = date();
    if (asked === undefined) return;
    try {
      const found = await readAnswer<DutyLogView>(`/api/duty/log/${asked}`);
      if (asked === date()) view.value = found;
    } catch {
      // What is on the page stays; it is asked for again.
    }
    clearTimeout(timer);
    const isOver = view.value?.signed && view.value.closed;
    if (!isOver) timer = setTimeout(() => void load(), ANEW);
  }

  /** Asks for a change. `lost` is said where nobody answers; after a refusal the log is read anew first. */
  async function ask(
    what: 'note' | 'edit' | 'sign' | 'correct',
    body: object,
    pick: (words: { zh: string; en: string }) => string,
    lost: string,
  ): Promise<Asked> {
    busy.value = true;
    const said = await askBench<DutyLogView>('POST', `/api/duty/log/${date() ?? ''}/${what}`, body);
    busy.value = false;
    if (said.ok) {
      view.value = said.answer;
      problem.value = null;
      return 'done';
    }
    problem.value = said.words ? pick(said.words) : lost;
    await load();
    return said.words ? 'refused' : 'lost';
  }

  watch(
    date,
    () => {
      problem.value = null;
      void load();
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return { view, problem, busy, load, ask };
}
