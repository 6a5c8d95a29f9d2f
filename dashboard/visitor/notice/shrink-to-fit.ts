import { onMounted, onScopeDispose, onUpdated, type Ref } from 'vue';

/** Smaller than this nobody reads it: what is still too much then is cut off. */
const LEAST = 0.4;

/** Halvings of the range looked in: to within half a percent. */
const STEPS = 7;

/**
 * Keeps `content` within its parent by making it smaller, as a whole, when it would be cut off: how
 * long a hall's own rules and names are, and in which letters they are set, is known on the screen
 * alone. To be called by the component whose update changes the content.
 */
export function useShrunkToFit(content: Readonly<Ref<HTMLElement | null>>): void {
  function fit(): void {
    const element = content.value;
    const frame = element?.parentElement;
    if (!element || !frame) return;
    const fitsAt = (scale: number) => {
      element.style.zoom = String(scale);
      return frame.scrollHeight <= frame.clientHeight;
    };
    if (fitsAt(1)) return;
    let [fits, over] = [LEAST, 1];
    for (let step = 0; step < STEPS; step += 1) {
      const middle = (fits + over) / 2;
      if (fitsAt(middle)) fits = middle;
      else over = middle;
    }
    fitsAt(fits);
  }

  onMounted(() => {
    fit();
    window.addEventListener('resize', fit);
    document.fonts.addEventListener('loadingdone', fit);
  });
  onUpdated(fit);
  onScopeDispose(() => {
    window.removeEventListener('resize', fit);
    document.fonts.removeEventListener('loadingdone', fit);
  });
}
