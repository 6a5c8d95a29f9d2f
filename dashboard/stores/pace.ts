import { shallowRef, type ShallowRef } from 'vue';

export interface Pace {
  /** Counts up after marks, no faster than the pace. */
  version: ShallowRef<number>;
  /** Something changed; `version` will say so in time. */
  mark: () => void;
}

/**
 * Many changes, few redraws: any number of marks become one step of `version` a frame, and at
 * least `gap` milliseconds after the step before. Without a gap the first mark after a quiet
 * frame is a step at once, so that the page is ready when its frame comes. A hidden page gets
 * no frames, so it is told nothing until it is looked at again.
 */
export function createPace(gap: number): Pace {
  const version = shallowRef(0);
  let marked = false;
  let waiting = false;
  let steppedAt = -Infinity;

  function step(): void {
    marked = false;
    steppedAt = performance.now();
    version.value += 1;
    // However long this step takes to draw, the next one comes after its frame.
    if (gap === 0) wait();
  }

  function wait(): void {
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (marked) step();
    });
  }

  function mark(): void {
    marked = true;
    if (waiting) return;
    const rest = gap - (performance.now() - steppedAt);
    if (gap === 0 && document.visibilityState === 'visible') step();
    else if (rest <= 0) wait();
    else {
      waiting = true;
      setTimeout(wait, rest);
    }
  }

  return { version, mark };
}
