import { defineStore, storeToRefs } from 'pinia';
import { ref, type Ref } from 'vue';
import { SECOND } from '../../shared/time.ts';

/** The bridge's time, once a second, on its full seconds. */
export const useClock = defineStore('clock', () => {
  const now = ref(Date.now());
  let offset = 0;
  let running = false;

  function tick(): void {
    now.value = Date.now() + offset;
    setTimeout(tick, SECOND - (now.value % SECOND) + 5);
  }

  /** Sets how far the bridge's clock is ahead of this machine's. */
  function adjust(ahead: number): void {
    const jump = Math.abs(ahead - offset) > SECOND;
    offset = ahead;
    if (jump) now.value = Date.now() + offset;
  }

  /** Begins to tick. */
  function start(): void {
    if (running) return;
    running = true;
    tick();
  }

  return { now, adjust, start };
});

/** The bridge's time as a ref that moves once a second. */
export function useNow(): Ref<number> {
  return storeToRefs(useClock()).now;
}
