import {
  computed,
  onScopeDispose,
  ref,
  shallowRef,
  watch,
  type ComputedRef,
  type Ref,
  type ShallowRef,
} from 'vue';
import type { FrameRecord } from '../../../shared/channel.ts';
import type { FrameLookInput } from '../../../shared/discipline/api.ts';
import { useLink } from '../../stores/link.ts';
import { appendFrames, MOST_FRAMES, type FrameRow } from './frame-rows.ts';

export interface FrameFeed {
  /** Oldest first, at most a thousand; never deeply reactive. */
  rows: ShallowRef<readonly FrameRow[]>;
  /** Whether the line is being followed: before that nobody knows whether a frame has passed. */
  isFollowed: Ref<boolean>;
  paused: Ref<boolean>;
  /** Frames that came during the pause. */
  waiting: ComputedRef<number>;
  toggle: () => void;
  clear: () => void;
  /** Whether bytes are withheld from what is shown. */
  isWithheld: ComputedRef<boolean>;
  /** Asks for them; resolves with why not, or null. */
  reveal: (asked: FrameLookInput) => Promise<string | null>;
}

/** Follows the frames of a line, one redraw for all that come in an animation frame. */
export function useFrameFeed(line: Ref<string>): FrameFeed {
  const link = useLink();
  const rows = shallowRef<readonly FrameRow[]>([]);
  const held = shallowRef<readonly FrameRecord[]>([]);
  const isFollowed = ref(false);
  const paused = ref(false);
  let arrived: FrameRecord[] = [];
  let due = 0;
  let stop = () => {};

  function settle(): void {
    due = 0;
    const records = arrived;
    arrived = [];
    if (paused.value) held.value = [...held.value, ...records].slice(-MOST_FRAMES);
    else rows.value = appendFrames(rows.value, records);
  }

  function take(records: FrameRecord[]): void {
    isFollowed.value = true;
    arrived.push(...records);
    if (arrived.length > MOST_FRAMES) arrived = arrived.slice(-MOST_FRAMES);
    due ||= requestAnimationFrame(settle);
  }

  function forget(): void {
    cancelAnimationFrame(due);
    due = 0;
    arrived = [];
    held.value = [];
  }

  function toggle(): void {
    paused.value = !paused.value;
    if (paused.value) return;
    rows.value = appendFrames(rows.value, held.value);
    held.value = [];
  }

  function clear(): void {
    rows.value = [];
    held.value = [];
  }

  function begin(id: string): void {
    stop();
    forget();
    rows.value = [];
    isFollowed.value = paused.value = false;
    stop = link.inspectLine(id, take);
  }

  async function reveal(asked: FrameLookInput): Promise<string | null> {
    const refusal = await link.revealFrames(asked);
    // What has passed is read again, now with its bytes.
    if (refusal === null) begin(line.value);
    return refusal;
  }

  watch(line, begin, { immediate: true });
  onScopeDispose(() => {
    stop();
    forget();
  });
  return {
    ...{ rows, isFollowed, paused, toggle, clear, reveal },
    waiting: computed(() => held.value.length),
    isWithheld: computed(() => rows.value.some(({ record }) => record.withheld)),
  };
}
