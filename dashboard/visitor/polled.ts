import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { SECOND } from '../../shared/time.ts';
import { language } from './language.ts';

/** No answer within this is none. */
const PATIENCE = 8 * SECOND;

/** Why there is nothing, or nothing new: no link, or the bridge's own words. */
export type Trouble = { kind: 'lost' } | { kind: 'refused'; status: number; text: string };

export interface Polled<T> {
  value: ShallowRef<T | null>;
  /** How the last question ended; null when it was answered. */
  trouble: ShallowRef<Trouble | null>;
  /** The clock of the hall, as reckoned since its last answer; moves once a second. */
  now: ComputedRef<number>;
  /** True when what is shown may no longer be so. */
  isStale: ComputedRef<boolean>;
  refresh: () => Promise<void>;
  /** Takes an answer that came another way. */
  take: (value: T) => void;
}

/** Asks an address again and again while the page is looked at, and says when it cannot. */
export function usePolled<T extends { now: number }>(
  url: string,
  every: (value: T | null) => number,
): Polled<T> {
  const value: ShallowRef<T | null> = shallowRef(null);
  const trouble = shallowRef<Trouble | null>(null);
  const heardAt: Ref<number | null> = ref(null);
  const tick = ref(Date.now());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;

  function take(next: T): void {
    value.value = next;
    trouble.value = null;
    heardAt.value = tick.value = Date.now();
  }

  async function refresh(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    clearTimeout(timer);
    try {
      const answer = await askJson<T>(url);
      if ('refused' in answer) {
        trouble.value = answer.refused;
        // What is no more is not shown as something that may still be so.
        if (answer.refused.status === 404) value.value = null;
      } else take(answer.value);
    } catch {
      trouble.value = { kind: 'lost' };
    } finally {
      isAsking = false;
      clearTimeout(timer);
      timer = setTimeout(() => void refresh(), every(value.value));
    }
  }

  const look = () => {
    if (document.visibilityState === 'visible') void refresh();
  };
  const clock = setInterval(() => (tick.value = Date.now()), SECOND);
  document.addEventListener('visibilitychange', look);
  window.addEventListener('online', look);
  onScopeDispose(() => {
    clearTimeout(timer);
    clearInterval(clock);
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('online', look);
  });
  void refresh();

  const age = computed(() => (heardAt.value === null ? 0 : tick.value - heardAt.value));
  return {
    ...{ value, trouble, refresh, take },
    now: computed(() => (value.value?.now ?? 0) + Math.max(0, age.value)),
    isStale: computed(() => trouble.value !== null || age.value > every(value.value) + PATIENCE + SECOND),
  };
}

/** What an address answers, or its refusal in words. @throws when there is no answer at all */
export async function askJson<T>(
  url: string,
  body?: unknown,
): Promise<{ value: T } | { refused: Extract<Trouble, { kind: 'refused' }> }> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const reply = await fetch(url, {
      signal: patience.signal,
      headers: {
        'accept-language': language.value,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    const answer: unknown = await reply.json();
    if (reply.ok) return { value: answer as T };
    const { message } = answer as { message?: unknown };
    return {
      refused: { kind: 'refused', status: reply.status, text: typeof message === 'string' ? message : '' },
    };
  } finally {
    clearTimeout(timer);
  }
}
