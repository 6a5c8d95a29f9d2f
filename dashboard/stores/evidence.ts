import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { HallEvent } from '../../shared/events/index.ts';
import { readAnswer } from '../components/event/answer.ts';

/** Events asked for at a time. */
export const PAGE = 100;

/** What a figure shows when it is opened. */
export interface Evidence {
  title: string;
  /** How the figure is computed, in a sentence. */
  figure?: string;
  /** The events behind it, by `seq`, in any order. */
  seqs: readonly number[];
}

/** Each `seq` once, newest first; the zeros of figures without an event are left out. */
export function newestFirst(seqs: readonly number[]): number[] {
  return [...new Set(seqs)].filter((seq) => seq > 0).sort((a, b) => b - a);
}

/** The events behind a figure: which figure is open, what was loaded of it, and the event looked at. */
export const useEvidence = defineStore('evidence', () => {
  /** Whether the dialog is there. */
  const shown = ref(false);
  const title = ref('');
  const figure = ref('');
  const seqs = shallowRef<readonly number[]>([]);
  const events = shallowRef<readonly HallEvent[]>([]);
  const asked = ref(0);
  const loading = ref(false);
  const failure = shallowRef<unknown>(null);
  const chosen = ref<number | null>(null);
  let question: AbortController | null = null;

  /** The only event there is, which is looked at without being chosen first. */
  const only = computed(() => (seqs.value.length === 1 ? (seqs.value[0] ?? null) : null));
  const left = computed(() => seqs.value.length - asked.value);

  /** Opens the dialog on the events behind a figure. */
  function open(evidence: Evidence): void {
    question?.abort();
    title.value = evidence.title;
    figure.value = evidence.figure ?? '';
    seqs.value = newestFirst(evidence.seqs);
    events.value = [];
    asked.value = 0;
    loading.value = false;
    failure.value = null;
    chosen.value = null;
    shown.value = true;
    void more();
  }

  /** Loads the next page. */
  async function more(): Promise<void> {
    if (loading.value || left.value <= 0) return;
    const mine = new AbortController();
    question = mine;
    const page = seqs.value.slice(asked.value, asked.value + PAGE);
    loading.value = true;
    failure.value = null;
    try {
      const answer = await readAnswer<{ events: HallEvent[] }>(
        `/api/events?seqs=${page.join(',')}`,
        mine.signal,
      );
      if (mine.signal.aborted) return;
      events.value = [...events.value, ...answer.events.sort((a, b) => b.seq - a.seq)];
      asked.value += page.length;
      chosen.value ??= only.value;
    } catch (error) {
      if (!mine.signal.aborted) failure.value = error;
    } finally {
      if (question === mine) loading.value = false;
    }
  }

  /** Looks at one event, which need not be one of the list. */
  function choose(seq: number | null): void {
    chosen.value = seq;
  }

  function close(): void {
    question?.abort();
    shown.value = false;
    chosen.value = null;
  }

  return {
    shown,
    title,
    figure,
    seqs,
    only,
    events,
    left,
    loading,
    failure,
    chosen,
    open,
    more,
    choose,
    close,
  };
});
