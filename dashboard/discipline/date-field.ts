import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import { businessDay } from '../../shared/time.ts';
import { useHall } from '../stores/hall.ts';

/** The day that is asked for: today of the hall, until somebody chooses another. */
export function useDateField(): { date: Ref<string>; today: ComputedRef<string> } {
  const hall = useHall();
  const date = ref('');
  const today = computed(() => (hall.view && hall.config ? businessDay(hall.view.now, hall.config) : ''));
  watch(
    today,
    (now, before) => {
      if (date.value === (before ?? '')) date.value = now;
    },
    { immediate: true },
  );
  return { date, today };
}
