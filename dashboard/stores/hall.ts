import { defineStore } from 'pinia';
import { computed, markRaw, shallowRef } from 'vue';
import type { PublicHall } from '../../shared/config/public.ts';
import type { HallState } from '../../shared/hall/state.ts';
import type { View } from '../../shared/metrics/figure.ts';
import { MINUTE } from '../../shared/time.ts';
import { useClock } from './clock.ts';
import { createPace, type Pace } from './pace.ts';
import { useLinkStatus } from './status.ts';

/**
 * What the hall is now. The state itself is never reactive: counters say that it moved, at once
 * for what happened and is counted (`view`), ten times a second for what is reckoned over the
 * whole day (`reckonedView`), and twice a second, while visible, for charts (`slowView`).
 */
export const useHall = defineStore('hall', () => {
  const clock = useClock();
  const link = useLinkStatus();
  const config = shallowRef<PublicHall | null>(null);
  const fast = createPace(0);
  const calm = createPace(100);
  const slow = createPace(500);
  let state: HallState | null = null;

  /** Takes a whole state. */
  function begin(next: HallState, hall: PublicHall): void {
    state = markRaw(next);
    config.value = markRaw(hall);
    move();
  }

  /** Takes the configuration anew. */
  function configure(hall: PublicHall): void {
    config.value = markRaw(hall);
  }

  /** Says that events were folded into the state. */
  function move(): void {
    fast.mark();
    calm.mark();
    slow.mark();
  }

  /** What is shown is read at this instant: the clock's, and the last one heard once the link is frozen. */
  const readAt = computed(() =>
    link.freshness === 'frozen' ? (link.status.staleSince ?? clock.now) : clock.now,
  );

  /** The state and the instant it is read at, anew with every step of a pace; null before the first. */
  const viewAt = (pace: Pace) =>
    computed<View | null>(() => {
      void pace.version.value;
      return state && config.value ? markRaw({ state, hall: config.value, now: readAt.value }) : null;
    });
  const view = viewAt(fast);
  const reckonedView = viewAt(calm);

  /** The same for charts: at most twice a second, not while hidden, and once a minute by the clock alone. */
  const minute = computed(() => Math.floor(readAt.value / MINUTE) * MINUTE);
  const slowView = computed<View | null>(() => {
    void slow.version.value;
    const at = Math.max(minute.value, state?.at ?? 0);
    return state && config.value ? markRaw({ state, hall: config.value, now: at }) : null;
  });

  return { config, view, reckonedView, slowView, begin, configure, move };
});
