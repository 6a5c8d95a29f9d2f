import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** How the devices are looked at. */
export type DevicesView = 'list' | 'map';

const KEY = 'hallwatch.devices.view';

/** The view of the devices: in the address, and remembered for the next visit where the browser allows it. */
export function useDevicesView(): WritableComputedRef<DevicesView> {
  const route = useRoute();
  const router = useRouter();
  const asked = () => route.query['view'];

  function go(view: DevicesView): void {
    const { view: _before, ...rest } = route.query;
    void router.replace({ query: view === 'map' ? { view, ...rest } : rest });
  }

  if (asked() === undefined && recall() === 'map') go('map');
  return computed({
    get: () => (asked() === 'map' ? 'map' : 'list'),
    set: (view) => {
      remember(view);
      go(view);
    },
  });
}

function recall(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(view: DevicesView): void {
  try {
    localStorage.setItem(KEY, view);
  } catch {
    // Without storage the choice lasts as long as the address.
  }
}
