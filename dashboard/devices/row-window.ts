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
  height: number,
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
    if (index * height < box.scrollTop) box.scrollTop = index * height;
    else if ((index + 1) * height > box.scrollTop + box.clientHeight) {
      box.scrollTop = (index + 1) * height - box.clientHeight;
    }
  }

  watch(count, () => void nextTick(scroll));
  return {
    first: computed(() => Math.max(0, Math.floor(top.value / height) - MARGIN)),
    last: computed(() => Math.min(count.value, Math.ceil((top.value + seen.value) / height) + MARGIN)),
    scroll,
    show,
  };
}
