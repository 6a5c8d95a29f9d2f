import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { DailyReport, DaysAnswer } from '../../shared/api.ts';
import { SECOND } from '../../shared/time.ts';
import { readAnswer } from '../components/event/answer.ts';

const REFRESH = 30 * SECOND;

export interface ReportReading {
  days: ShallowRef<DaysAnswer | null>;
  report: ShallowRef<DailyReport | null>;
  /** Why the last question failed; what was read before stays. */
  failure: ShallowRef<unknown>;
  loading: Ref<boolean>;
  load: () => Promise<void>;
}

/**
 * Reads the business days and the report of the one in `date`. A running day is read again
 * every 30 seconds, without a sign of loading, and not while the page is hidden.
 */
export function useReport(date: Ref<string | null>): ReportReading {
  const days = shallowRef<DaysAnswer | null>(null);
  const report = shallowRef<DailyReport | null>(null);
  const failure = shallowRef<unknown>(null);
  const loading = ref(true);
  let question: AbortController | null = null;

  async function load(): Promise<void> {
    question?.abort();
    const mine = new AbortController();
    question = mine;
    loading.value = report.value?.date !== date.value;
    try {
      const known = await readAnswer<DaysAnswer>('/api/days', mine.signal);
      if (mine.signal.aborted) return;
      days.value = known;
      const day = date.value;
      const found =
        day && known.days.includes(day)
          ? await readAnswer<DailyReport>(`/api/days/${day}`, mine.signal)
          : null;
      if (mine.signal.aborted) return;
      report.value = found;
      failure.value = null;
    } catch (error) {
      if (!mine.signal.aborted) failure.value = error;
    } finally {
      if (question === mine) loading.value = false;
    }
  }

  watch(date, load, { immediate: true });
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible' && report.value?.closed !== true) void load();
  }, REFRESH);
  onScopeDispose(() => {
    clearInterval(timer);
    question?.abort();
  });
  return { days, report, failure, loading, load };
}
