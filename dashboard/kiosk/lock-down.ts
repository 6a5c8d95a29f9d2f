import { useEventListener } from '@vueuse/core';
import { onBeforeRouteLeave } from 'vue-router';

/** Keys that would zoom, print, save, search, or leave the page. */
const WAYS_OUT = /^(\+|-|=|0|p|s|f|g|u|o|n|t|w|l|h|j|r)$/i;

/**
 * Nothing on a kiosk leads elsewhere: no other page, no menu, no zoom, nothing to select or to
 * drag. What only the browser can hold back is its kiosk mode's.
 */
export function useLockDown(): void {
  onBeforeRouteLeave(() => false);
  const hold = (event: Event) => event.preventDefault();
  for (const kind of ['contextmenu', 'dragstart', 'selectstart', 'gesturestart'] as const) {
    useEventListener(document, kind as 'contextmenu', hold);
  }
  useEventListener(
    document,
    'touchmove',
    (event: TouchEvent) => {
      if (event.touches.length > 1) event.preventDefault();
    },
    { passive: false },
  );
  useEventListener(
    document,
    'wheel',
    (event: WheelEvent) => {
      if (event.ctrlKey) event.preventDefault();
    },
    { passive: false },
  );
  useEventListener(document, 'keydown', (event: KeyboardEvent) => {
    const isShortcut = (event.ctrlKey || event.metaKey || event.altKey) && WAYS_OUT.test(event.key);
    const isHistory = event.altKey && event.key.startsWith('Arrow');
    if (isShortcut || isHistory || /^F\d+$/.test(event.key)) event.preventDefault();
  });
}
