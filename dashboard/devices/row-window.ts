import { useResizeObserver } from '@vueuse/core';
import { computed, nextTick, ref, watch, type ComputedRef, type Ref } from 'vue';

/** Rows drawn above and below what is seen. */
const MARGIN = 8;

export interface RowWindow {
  first: ComputedRef<number>;
  last: ComputedRef<number>;
  scroll: () => void;
  /** Brings the row at `index` into sight. */
  show: (index: number) => void;
}

/** Which rows of equal height are in sight of a scrolling element: a thousand rows, forty drawn. */
export function useRowWindow(
  element: Ref<HTMLElement | null>,
  count: Ref<number>,
  height: Ref<number>,
): RowWindow {
  const top = ref(0);
  const seen = ref(600);
  useResizeObserver(element, ([entry]) => {
    if (entry) seen.value = entry.contentRect.height;
  });

  function scroll(): void {
    top.value = element.value?.scrollTop ?? 0;
  }

  function show(index: number): void {
    const box = element.value;
    if (!box) return;
    if (index * height.value < box.scrollTop) box.scrollTop = index * height.value;
    else if ((index + 1) * height.value > box.scrollTop + box.clientHeight) {
      box.scrollTop = (index + 1) * height.value - box.clientHeight;
    }
  }

  watch(count, () => void nextTick(scroll));
  return {
    first: computed(() => Math.max(0, Math.floor(top.value / height.value) - MARGIN)),
    last: computed(() => Math.min(count.value, Math.ceil((top.value + seen.value) / height.value) + MARGIN)),
    scroll,
    show,
  };
}
