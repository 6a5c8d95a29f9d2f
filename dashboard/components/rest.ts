import { useEventListener } from '@vueuse/core';
import { onScopeDispose, ref, type Ref } from 'vue';

/** Near the top edge, in pixels, the pointer asks for the navigation. */
const EDGE = 90;

/** True while nobody reaches for the navigation: the pointer at the top edge, or a touch, wakes it for `ms`. */
export function useRest(ms: number): Ref<boolean> {
  const resting = ref(true);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function wake(): void {
    resting.value = false;
    clearTimeout(timer);
    timer = setTimeout(() => (resting.value = true), ms);
  }

  useEventListener(window, 'pointermove', ({ clientY }: PointerEvent) => {
    if (clientY < EDGE) wake();
  });
  useEventListener(window, 'pointerdown', ({ clientY, pointerType }: PointerEvent) => {
    if (pointerType === 'touch' && clientY < EDGE * 2) wake();
  });
  onScopeDispose(() => clearTimeout(timer));
  return resting;
}
