import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { SimAnswer } from '../../../shared/workbench/simulation.ts';
import { readAnswer } from '../../components/event/answer.ts';
import { tell } from '../config/ask.ts';

/** How often it is looked, in milliseconds; at once after everything that is done. */
const EVERY = 1000;

export interface Simulating {
  answer: ShallowRef<SimAnswer | null>;
  failure: ShallowRef<unknown>;
  /** Does something, and looks what came of it. Null when it was refused: the reason is in `failure`. */
  act: <T>(path: string, body: unknown, method?: string) => Promise<T | null>;
}

/** The simulated devices as they are, for as long as the page is open. */
export function useSimulating(): Simulating {
  const answer = shallowRef<SimAnswer | null>(null);
  const failure = shallowRef<unknown>(null);
  const away = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the last look failed, so that the next one that does not takes the reason away. */
  let isLost = false;

  async function look(): Promise<void> {
    clearTimeout(timer);
    try {
      answer.value = await readAnswer<SimAnswer>('/api/sim', away.signal);
      if (isLost) failure.value = null;
      isLost = false;
    } catch (error) {
      if (away.signal.aborted) return;
      failure.value = error;
      isLost = true;
    }
    clearTimeout(timer);
    if (!away.signal.aborted) timer = setTimeout(() => void look(), EVERY);
  }

  async function act<T>(path: string, body: unknown, method = 'POST'): Promise<T | null> {
    failure.value = null;
    try {
      return await tell<T>(`/api/sim/${path}`, body, method);
    } catch (error) {
      failure.value = error;
      return null;
    } finally {
      await look();
    }
  }

  onScopeDispose(() => {
    away.abort();
    clearTimeout(timer);
  });
  void look();
  return { answer, failure, act };
}
