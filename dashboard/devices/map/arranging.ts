import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Place } from '../../../shared/config/plan.ts';
import { applyCandidate, readConfig } from '../config/ask.ts';
import { placesOf, type Arrangement } from './arrangement.ts';

const nothing: Arrangement = new Map();

/**
 * The map while somebody arranges it. What was moved is kept here until it is saved or given up,
 * also while another page is open; saved, it is one change of the configuration like any other.
 */
export const useArranging = defineStore('arranging', () => {
  const active = ref(false);
  const busy = ref(false);
  const failure = shallowRef<unknown>(null);
  /** The version that came of the last saving. */
  const saved = ref<number | null>(null);
  const steps = shallowRef<Arrangement[]>([]);
  const arrangement = computed(() => steps.value.at(-1) ?? nothing);
  const moved = computed(() => arrangement.value.size);

  function begin(): void {
    active.value = true;
    saved.value = null;
    failure.value = null;
  }

  /** Puts things elsewhere, or with null back to where they stand by themselves, as one step. */
  function move(places: Iterable<readonly [key: string, at: Place | null]>): void {
    steps.value = [...steps.value, new Map([...arrangement.value, ...places])];
  }

  function undo(): void {
    steps.value = steps.value.slice(0, -1);
  }

  function cancel(): void {
    steps.value = [];
    failure.value = null;
    active.value = false;
  }

  async function save(why: string): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    failure.value = null;
    try {
      const { version, hall } = await readConfig();
      const places = placesOf(hall, arrangement.value);
      if (places.length > 0) {
        const candidate = { kind: 'edits' as const, edits: [{ kind: 'place' as const, places }] };
        const answer = await applyCandidate({ candidate, base: version.version, why });
        saved.value = answer.version.version;
      }
      cancel();
    } catch (error) {
      failure.value = error;
    } finally {
      busy.value = false;
    }
  }

  return { active, busy, failure, saved, steps, arrangement, moved, begin, move, undo, cancel, save };
});
