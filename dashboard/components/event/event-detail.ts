import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { EventDetail } from '../../../shared/api.ts';
import { readAnswer } from './answer.ts';

/** The detail of the event whose `seq` the ref holds; what is shown stays until the next one is there. */
export function useEventDetail(seq: Ref<number | null>): {
  detail: ShallowRef<EventDetail | null>;
  failure: ShallowRef<unknown>;
  load: () => Promise<void>;
} {
  const detail = shallowRef<EventDetail | null>(null);
  const failure = shallowRef<unknown>(null);
  let question: AbortController | null = null;

  async function load(): Promise<void> {
    question?.abort();
    failure.value = null;
    if (seq.value === null) {
      detail.value = null;
      return;
    }
    const mine = new AbortController();
    question = mine;
    try {
      const answer = await readAnswer<EventDetail>(`/api/events/${seq.value}`, mine.signal);
      if (!mine.signal.aborted) detail.value = answer;
    } catch (error) {
      if (mine.signal.aborted) return;
      detail.value = null;
      failure.value = error;
    }
  }

  watch(seq, load, { immediate: true });
  onScopeDispose(() => question?.abort());
  return { detail, failure, load };
}
