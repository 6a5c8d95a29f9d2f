import { useMediaQuery } from '@vueuse/core';
import { computed, type ComputedRef } from 'vue';

/** How a console is worked: by the keys of a keyboard, or by fingers on its buttons. */
export type Way = 'keys' | 'fingers';

/** The way of this screen; hints speak of no key where there is none. The styles of the steps ask the same. */
export function useWay(): ComputedRef<Way> {
  const isTouched = useMediaQuery('(max-width: 700px), (pointer: coarse)');
  return computed(() => (isTouched.value ? 'fingers' : 'keys'));
}
