import { watch } from 'vue';
import type { Router } from 'vue-router';
import { useLinkStatus } from './stores/status.ts';

/** How browsers say that the code of a page did not come. */
const NOT_LOADED = /dynamically imported module|Importing a module script failed|Unable to preload/;

/**
 * A page whose code did not come. While the bridge is there, its files have changed with an
 * update: the new application is loaded. While it is away, the page at hand stays, and the
 * wanted one opens once the bridge is back.
 */
export function openMissing(router: Router): void {
  const link = useLinkStatus();
  router.onError((error, { fullPath }) => {
    if (!NOT_LOADED.test(String(error))) return;
    if (link.freshness === 'live') window.location.assign(fullPath);
    else link.awaited = fullPath;
  });
  router.afterEach(() => (link.awaited = null));
  watch(
    () => link.freshness,
    (freshness) => {
      if (freshness === 'live' && link.awaited !== null) window.location.assign(link.awaited);
    },
  );
}

/** Fetches the other pages while nothing else is to do, so that they open at once, and offline too. */
export function fetchAhead(router: Router): void {
  const fetchAll = () => {
    // From a kiosk nobody goes anywhere, and its machine is small.
    if (router.currentRoute.value.meta.kiosk) return;
    for (const { components } of router.getRoutes()) {
      const load = components?.['default'] as unknown;
      // A page that does not come now is asked for again when it is visited.
      if (typeof load === 'function') void (load as () => Promise<unknown>)().catch(() => undefined);
    }
  };
  setTimeout(() => requestIdleCallback(fetchAll), 3000);
}
