import { onScopeDispose, ref, shallowRef } from 'vue';
import type { HealthReport } from '../../../shared/health.ts';
import { MINUTE } from '../../../shared/time.ts';
import { readAnswer } from '../../components/event/answer.ts';

/** Counts come by the hour; changes of availability at any time. */
const REFRESH = 5 * MINUTE;

/** Reads the health of the last business days, again every few minutes while the page is looked at. */
export function useHealth() {
  const report = shallowRef<HealthReport | null>(null);
  const failure = shallowRef<unknown>(null);
  const loading = ref(true);
  let question: AbortController | null = null;

  async function load(): Promise<void> {
    question?.abort();
    const mine = new AbortController();
    question = mine;
    loading.value = true;
    try {
      const found = await readAnswer<HealthReport>('/api/devices/health', mine.signal);
      report.value = found;
      failure.value = null;
    } catch (error) {
      if (!mine.signal.aborted) failure.value = error;
    } finally {
      if (question === mine) loading.value = false;
    }
  }

  void load();
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') void load();
  }, REFRESH);
  onScopeDispose(() => {
    clearInterval(timer);
    question?.abort();
  });
  return { report, failure, loading, load };
}
