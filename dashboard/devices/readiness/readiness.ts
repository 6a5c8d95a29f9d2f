import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { ReadinessAnswer, ReadinessRun, SignInput } from '../../../shared/readiness.ts';
import { readAnswer } from '../../components/event/answer.ts';
import { askBench, type Answered } from '../ask-bench.ts';

/** How often a run that is under way is looked at, and one that is not, in milliseconds. */
const WHILE_RUNNING = 400;
const AT_REST = 15_000;

/** The check before opening as the bridge has it: its run, the days with their sheets, and what may be asked. */
export function useReadiness() {
  const answer = shallowRef<ReadinessAnswer | null>(null);
  const run = shallowRef<ReadinessRun | null>(null);
  const failure = shallowRef<unknown>(null);
  /** A question of the person's that is on its way. */
  const busy = ref(false);
  const running = computed(
    () => run.value !== null && run.value.finishedAt === null && !run.value.interrupted,
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  async function load(): Promise<void> {
    clearTimeout(timer);
    try {
      if (running.value) {
        run.value = (await readAnswer<{ run: ReadinessRun | null }>('/api/readiness/run')).run;
      } else {
        answer.value = await readAnswer<ReadinessAnswer>('/api/readiness');
        run.value = answer.value.run;
      }
      failure.value = null;
    } catch (error) {
      failure.value = error;
    }
    // Asked for while another was on its way, only the last goes on.
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void load(), running.value ? WHILE_RUNNING : AT_REST);
  }

  async function ask<T>(path: string, body: unknown): Promise<Answered<T>> {
    busy.value = true;
    const said = await askBench<T>('POST', path, body);
    busy.value = false;
    return said;
  }

  async function move(path: string, body: unknown): Promise<Answered<ReadinessRun>> {
    const said = await ask<ReadinessRun>(path, body);
    if (said.ok) run.value = said.answer;
    await load();
    return said;
  }

  const start = () => move('/api/readiness', {});
  const resume = () => move(`/api/readiness/${run.value?.id ?? ''}/resume`, {});
  const recheck = (line: string) => move(`/api/readiness/${run.value?.id ?? ''}/check`, { line });

  /** Signs the run; resolves with the event that holds the sheet. */
  async function sign(input: SignInput): Promise<Answered<{ seq: number; sha256: string }>> {
    const said = await ask<{ seq: number; sha256: string }>(
      `/api/readiness/${run.value?.id ?? ''}/sign`,
      input,
    );
    await load();
    return said;
  }

  void load();
  onScopeDispose(() => {
    stopped = true;
    clearTimeout(timer);
  });
  return { answer, run, running, failure, busy, load, start, resume, recheck, sign };
}
