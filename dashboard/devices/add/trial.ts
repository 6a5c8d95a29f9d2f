import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { ConfigEdit } from '../../../shared/config/versions.ts';
import { createId } from '../../link/identity.ts';
import { endTrial, runTrial } from '../config/ask.ts';

/** How often a trial is asked to go on; the bridge ends one that is not. */
const GO_ON_MS = 10_000;

/** Runs the device while the step is open, and leaves nothing behind. */
export function useTrial(edits: () => ConfigEdit[]): {
  runs: Ref<boolean>;
  failure: ShallowRef<unknown>;
  start: () => Promise<void>;
  stop: () => void;
} {
  const id = createId();
  const runs = ref(false);
  const failure = shallowRef<unknown>(null);
  let timer: ReturnType<typeof setInterval> | undefined;

  async function start(): Promise<void> {
    failure.value = null;
    try {
      await runTrial(id, edits());
      runs.value = true;
      timer ??= setInterval(() => void start(), GO_ON_MS);
    } catch (error) {
      stop();
      failure.value = error;
    }
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
    if (!runs.value) return;
    runs.value = false;
    // Whoever leaves does not wait; a trial that is not asked for ends by itself.
    endTrial(id).catch(() => undefined);
  }

  onScopeDispose(stop);
  return { runs, failure, start, stop };
}
