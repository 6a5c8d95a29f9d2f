import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { freshness as freshnessOf, type LinkStatus } from '../link/status.ts';
import { useClock } from './clock.ts';

/** How the link stands and how fresh what is shown is; told by the link alone. */
export const useLinkStatus = defineStore('linkStatus', () => {
  const clock = useClock();
  const status = shallowRef<LinkStatus>({ connected: false, lastHeardAt: null, staleSince: null, offset: 0 });
  const freshness = computed(() => freshnessOf(status.value, clock.now));
  /** A page that cannot open before the bridge is back. */
  const awaited = ref<string | null>(null);

  /** Takes what the link tells. */
  function take(next: LinkStatus): void {
    status.value = next;
    clock.adjust(next.offset);
  }

  return { status, freshness, awaited, take };
});
