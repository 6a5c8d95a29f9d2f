import { shallowRef, type ShallowRef } from 'vue';

export interface Pace {
  /** Counts up after marks, no faster than the pace. */
  version: ShallowRef<number>;
  /** Something changed; `version` will say so in time. */
  mark: () => void;
}

/**
 * Many changes, few redraws: any number of marks become one step of `version`, on the next
 * animation frame and at least `gap` milliseconds after the step before. A hidden page gets no
 * frames, so it is told nothing until it is looked at again.
 */
export function createPace(gap: number): Pace {
  const version = shallowRef(0);
  let due = false;
  let steppedAt = -Infinity;

  function step(): void {
    due = false;
    steppedAt = performance.now();
    version.value += 1;
  }

  function mark(): void {
    if (due) return;
    due = true;
    const wait = gap - (performance.now() - steppedAt);
    if (wait > 0) setTimeout(() => requestAnimationFrame(step), wait);
    else requestAnimationFrame(step);
  }

  return { version, mark };
}
