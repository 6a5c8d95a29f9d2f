import { computed, type ComputedRef, type Ref } from 'vue';
import { useNow } from '../stores/clock.ts';

export interface Turning<T> {
  shown: ComputedRef<T[]>;
  page: ComputedRef<number>;
  pages: ComputedRef<number>;
}

/** More than fits is shown page by page, turning slowly, rather than in smaller type. */
export function useTurning<T>(items: Ref<T[]>, size: Ref<number> | number, seconds = 10): Turning<T> {
  const now = useNow();
  const most = computed(() => Math.max(1, typeof size === 'number' ? size : size.value));
  const pages = computed(() => Math.max(1, Math.ceil(items.value.length / most.value)));
  const page = computed(() => Math.floor(now.value / (seconds * 1000)) % pages.value);
  const shown = computed(() => items.value.slice(page.value * most.value, (page.value + 1) * most.value));
  return { shown, page, pages };
}
