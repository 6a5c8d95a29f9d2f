import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { FrameRecord } from '../../../shared/channel.ts';
import { appendFrames, type FrameRow } from '../frames/frame-rows.ts';

/** A pause longer than this is cut short: nobody waits for a lunch hour. */
const LONGEST_PAUSE = 5000;
/** More than the inspector keeps of a live line: a capture is looked at whole. */
const MOST = 10_000;

/** Lets records pass as they once did, at a speed of choice; 0 for all at once. */
export function useReplay() {
  const rows = shallowRef<readonly FrameRow[]>([]);
  const paused = ref(false);
  const rest = shallowRef<readonly FrameRecord[]>([]);
  let speed = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function step(): void {
    clearTimeout(timer);
    if (paused.value) return;
    const [first, next] = rest.value;
    if (!first) return;
    if (speed === 0) {
      rows.value = appendFrames(rows.value, [...rest.value], MOST);
      rest.value = [];
      return;
    }
    rows.value = appendFrames(rows.value, [first], MOST);
    rest.value = rest.value.slice(1);
    if (next) timer = setTimeout(step, Math.min(LONGEST_PAUSE, Math.max(0, next.at - first.at)) / speed);
  }

  onScopeDispose(() => clearTimeout(timer));
  return {
    rows,
    paused,
    /** Frames that are still to pass. */
    waiting: computed(() => rest.value.length),
    play(records: readonly FrameRecord[], at: number): void {
      clearTimeout(timer);
      rows.value = [];
      rest.value = records;
      speed = at;
      paused.value = false;
      step();
    },
    toggle(): void {
      paused.value = !paused.value;
      step();
    },
    clear(): void {
      clearTimeout(timer);
      rows.value = [];
      rest.value = [];
    },
  };
}
