import { computed, type ComputedRef } from 'vue';
import { useRoute } from 'vue-router';
import { printerTrouble } from '../../shared/queue/printers.ts';
import { useHall } from '../stores/hall.ts';

/** What is wrong with the printer, as a person in front of it may know it. */
export type PaperTrouble = 'paperOut' | 'cover' | 'offline' | 'fault';

export interface KioskPlace {
  /** The printer of this kiosk; none where it only shows tickets. */
  printer: ComputedRef<string | undefined>;
  trouble: ComputedRef<PaperTrouble | null>;
  /** The kiosk that the address names and the hall does not have. */
  unknown: ComputedRef<string | null>;
}

const troubles: Record<string, PaperTrouble> = {
  'printer.paperOut': 'paperOut',
  'printer.cover': 'cover',
  'printer.offline': 'offline',
};

/** Which printer stands below this screen: the one the address names, else the one of the kiosk it names. */
export function useKioskPlace(): KioskPlace {
  const route = useRoute();
  const hall = useHall();
  const named = computed(() => String(route.params['device'] ?? ''));
  const device = computed(() => hall.config?.devices.find(({ id }) => id === named.value));
  const printer = computed(() => {
    const asked = route.query['printer'];
    return typeof asked === 'string' && asked !== '' ? asked : device.value?.printer;
  });
  const trouble = computed(() => {
    if (printer.value === undefined || !hall.view) return null;
    const code = printerTrouble(hall.view.state, printer.value);
    return code === null ? null : (troubles[code] ?? 'fault');
  });
  const unknown = computed(() => (hall.config && named.value !== '' && !device.value ? named.value : null));
  return { printer, trouble, unknown };
}
