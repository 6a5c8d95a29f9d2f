import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import { useLocalStorage } from '@vueuse/core';
import type { LedgerEntry } from '../../shared/hall/ledger-book.ts';
import type { LedgerTerms } from '../../shared/ledger/api.ts';
import { WorkCalendar } from '../../shared/ledger/calendar.ts';
import { businessDay } from '../../shared/time.ts';
import { readAnswer } from '../components/event/answer.ts';
import { useNow } from '../stores/clock.ts';
import { useHall } from '../stores/hall.ts';

/** The table of deadlines and the calendar of the hall, read again when the configuration changes. */
export function useTerms(): {
  terms: ShallowRef<LedgerTerms | null>;
  failure: ShallowRef<unknown>;
  calendar: ComputedRef<WorkCalendar | null>;
} {
  const hall = useHall();
  const terms = shallowRef<LedgerTerms | null>(null);
  const failure = shallowRef<unknown>(null);
  const calendar = computed(() => (terms.value ? new WorkCalendar(terms.value.calendar) : null));
  watch(
    () => hall.config,
    async () => {
      try {
        terms.value = await readAnswer<LedgerTerms>('/api/ledger');
        failure.value = null;
      } catch (error) {
        failure.value = error;
      }
    },
    { immediate: true },
  );
  return { terms, failure, calendar };
}

/** The present business day of the hall; it turns with the hall's day. */
export function useToday(): ComputedRef<string> {
  const hall = useHall();
  const now = useNow();
  return computed(() => businessDay(now.value, hall.config ?? { zone: 'Asia/Shanghai', dayStart: '00:00' }));
}

/** The name that stands under what is done here: typed once, remembered by this browser. */
export function useOfficer() {
  return useLocalStorage('hallwatch.officer', '');
}

/** Working days left until a deadline; negative once it is over. Null while the calendar is not known. */
export function daysLeft(
  { due }: Pick<LedgerEntry, 'due'>,
  today: string,
  calendar: WorkCalendar | null,
): number | null {
  return calendar ? calendar.between(today, due.date) : null;
}

/** The path of an entry's own page. */
export function entryPath(id: string): string {
  return `/ledger/${id}`;
}
