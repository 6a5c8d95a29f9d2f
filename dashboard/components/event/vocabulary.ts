import { computed, type ComputedRef } from 'vue';
import { useHall } from '../../stores/hall.ts';
import { useLanguage } from '../../stores/language.ts';
import type { Vocabulary } from './facts.ts';

/** Number at the end of a ticket's id, which begins with its business day. */
export function numberOf(ticket: string): string {
  return ticket.split('/').at(-1) ?? ticket;
}

/** What the page knows for putting events in words: the language and the hall's names. */
export function useVocabulary(): ComputedRef<Vocabulary> {
  const hall = useHall();
  const spoken = useLanguage();
  return computed(() => ({
    language: spoken.language,
    hall: hall.config ?? { services: [], windows: [], devices: [] },
    ticketNumber: numberOf,
  }));
}

/** The hall's time zone, or the usual one until the hall is known. */
export function useZone(): ComputedRef<string> {
  const hall = useHall();
  return computed(() => hall.config?.zone ?? 'Asia/Shanghai');
}
