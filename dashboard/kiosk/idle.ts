import { useEventListener } from '@vueuse/core';
import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue';

/** Seconds of the countdown at the end. */
const COUNTDOWN = 10;

export interface Idle {
  /** Seconds left, while they are counted before everybody's eyes; else null. */
  left: ComputedRef<number | null>;
  stay: () => void;
}

/**
 * Ends a visit that its person has left: after so many seconds without a touch, the last ten of
 * them shown. `quiet` says how many; null for now not at all.
 */
export function useIdle(quiet: Ref<number | null>, end: () => void): Idle {
  const passed = ref(0);
  const stay = () => (passed.value = 0);
  for (const kind of ['pointerdown', 'keydown'] as const)
    useEventListener(window, kind, stay, { passive: true });
  watch(quiet, stay);
  const timer = setInterval(() => {
    if (quiet.value === null) return;
    passed.value += 1;
    if (passed.value < quiet.value) return;
    stay();
    end();
  }, 1000);
  onScopeDispose(() => clearInterval(timer));
  const left = computed(() => {
    if (quiet.value === null) return null;
    const seconds = quiet.value - passed.value;
    return seconds <= Math.min(COUNTDOWN, quiet.value - 1) ? seconds : null;
  });
  return { left, stay };
}
